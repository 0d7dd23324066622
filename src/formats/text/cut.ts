import type { Frame } from './frame.ts';
import type { MessageTaker } from './message-taker.ts';

/** Bytes by which an announced length may be off: line ends at the end are lost and added. */
const SLACK = 8;

/** Why a message is known to have been cut by what logged it; null when it is whole or simply has a wrong length. */
export function cutReason(taker: MessageTaker, frame: Frame | null, limit = ''): string | null {
  const { contentLength, bodyLength, headersEnded } = taker;
  const isWhole = headersEnded && contentLength <= bodyLength + SLACK;
  if (isWhole || (contentLength < 0 && headersEnded)) return null;
  const taken = taker.clean ? taker.end - taker.start : taker.out.length;
  // Without carriage returns each line is a byte short.
  const announced = frame?.length ?? 0;
  if (announced > taken + taken / 20 + SLACK) {
    return `The log announces ${announced} bytes and prints about ${taken}: the message was cut off. ${limit}`.trim();
  }
  return null;
}
