import { transportName } from '../../base/transport.ts';
import type { CallDetail, CallMessage } from '../../call/types.ts';
import { sayDuration } from '../../diagnose/say.ts';
import type { RungClass } from '../../ladder/picture.ts';
import { classOf, labelOf } from '../../ladder/rungs.ts';
import type { OpenedMessage } from '../../worker/protocol.ts';
import type { LaneNames } from '../lane-names.ts';
import { saySize, sayTime } from '../words.ts';

/** The head of the inspector. */
export interface MessageHead {
  readonly title: string;
  readonly line: string;
  readonly class: RungClass;
}

/** What a message is, in two lines. */
export function describeMessage(
  message: CallMessage,
  detail: CallDetail,
  names: LaneNames,
  zone: number,
  captured: Pick<OpenedMessage, 'capturePoint' | 'correlation'>,
): MessageHead {
  const parts = [
    roleOf(message, detail),
    `${names(message.from)} → ${names(message.to)}`,
    sayTime(message.time, zone),
    afterRequest(message, detail),
    transportName(message.transport),
    saySize(message.size),
    captured.capturePoint && `captured by ${captured.capturePoint}`,
    captured.correlation && `correlation id ${captured.correlation}`,
  ];
  return {
    title: labelOf(message),
    line: parts.filter((part) => part !== '').join(' · '),
    class: classOf(message),
  };
}

function roleOf({ kind, method, reinvite, cseq }: CallMessage, { messages }: CallDetail): string {
  if (kind === 'response')
    return `Response to ${reinvite && method === 'INVITE' ? 're-INVITE' : method} (CSeq ${cseq})`;
  if (method !== 'ACK') return `CSeq ${cseq}`;
  const final = messages.find((other) => other.status >= 200 && other.cseq === cseq && other.method === 'INVITE');
  return final ? `Acknowledges ${labelOf(final)} (CSeq ${cseq})` : `CSeq ${cseq}`;
}

function afterRequest(message: CallMessage, { transactions, messages }: CallDetail): string {
  if (message.kind === 'request') return '';
  const request = transactions[message.transaction]?.request ?? -1;
  const asked = messages.find(({ row }) => row === request);
  const time = asked ? sayDuration(message.time - asked.time) : '';
  return time === '' ? '' : `${time} after its request`;
}
