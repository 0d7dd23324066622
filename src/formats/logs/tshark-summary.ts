import { type Frame, type LineView, socket } from '../text/frame.ts';
import { findStamp, type Stamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { oneLineMessage } from './one-line.ts';

/** `→` is three bytes of UTF-8. */
const ROW =
  /(?:^|\s)\d{1,9}\s+(\S+(?: \d\d:\d\d:\d\d\.\d+)?)\s+(\S{2,80})[ \t](?:\u00e2\u0086\u0092|->)[ \t](\S{2,80})\s+(SIP(?:\/\S+)?)[ \t](?:\d+[ \t])?(Request|Status): (.+?)\s*(?:\|.*)?$/;

/** First line of details or of a dump. */
const DETAILS = /(?:^|\s)(?:Frame \d+: |0000 {2}[0-9a-f]{2} )/;

/** Rows of Wireshark's packet list, and what tshark prints by itself: a ladder without details. */
export const tsharkSummary: TextFormat = {
  id: 'tshark-summary',
  label: 'Wireshark packet list',
  clock: 'relative',
  looks: '12 0.190000 … → … SIP/SDP 909 Request: INVITE sip:…',
  cues: [' Request: ', ' Status: ', '\tRequest: ', '\tStatus: '],
  startLinesOnly: true,
  frame(view) {
    const found = ROW.exec(view.text);
    if (!found || isDetailed(view)) return null;
    const [, time = '', from, to] = found;
    return {
      from: socket(from, undefined),
      to: socket(to, undefined),
      stamp: timeOf(time),
      column: found.index,
    } satisfies Frame;
  },
  block(block, frame) {
    const [, , , , , kind, info = ''] = ROW.exec(block.line) ?? [];
    block.message(oneLineMessage(kind === 'Request' ? `${info} SIP/2.0` : `SIP/2.0 ${info}`), frame);
    return true;
  },
};

/** The packet itself follows its row (`-P -V`, `-P -x`). */
function isDetailed(view: LineView): boolean {
  return [1, 2].some((n) => DETAILS.test(view.line(n) ?? ''));
}

/** Seconds since the first packet, unless the column shows a time. */
function timeOf(text: string): Stamp | null {
  if (!/^\d{1,8}\.\d{1,9}$/.test(text)) return findStamp(text);
  return { kind: 'relative', us: Math.round(Number(text) * 1e6), fine: true };
}
