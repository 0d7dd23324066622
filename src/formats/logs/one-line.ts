import { textBytes } from '../text/line-text.ts';

/** A message of which only the start line is known, and perhaps what tells its call. */
export function oneLineMessage(startLine: string, callId = '', cseq = ''): Uint8Array {
  const headers = [callId === '' ? '' : `Call-ID: ${callId}\r\n`, cseq === '' ? '' : `CSeq: ${cseq}\r\n`];
  return textBytes(`${startLine}\r\n${headers.join('')}\r\n`);
}
