import type { Frame, LineView } from '../text/frame.ts';
import type { Stamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { asteriskStamp } from './asterisk.ts';

const RECEIVED = /<--- SIP read from (?:(UDP|TCP|TLS|WSS?):)?(\S+?)(?: --->|:)\s*$/;
const SENT = /(?:(?:Reliably )?Transmitting|Retransmitting #\d+) \((?:no )?NAT\)(?: to (\S+?))?(?: --->|:)\s*$/;
/** In the full log the line that carries the time ends before the framing line begins. */
const LONE_PREFIX = /chan_sip\.c: ?$/;

/** Asterisk with `sip set debug on` (chan_sip, 1.0 to 20). */
export const asteriskChanSip: TextFormat = {
  id: 'asterisk-chan-sip',
  label: 'Asterisk chan_sip debug',
  clock: 'absolute',
  looks: '<--- SIP read from UDP:… --->',
  cues: ['<--- SIP read from', 'ransmitting (', 'ransmitting #'],
  frame(view) {
    return received(view) ?? sent(view);
  },
  endMarker(bytes, start, end) {
    return isEnd(bytes, start, end) ? start : -1;
  },
};

function received(view: LineView): Frame | null {
  const found = RECEIVED.exec(view.text);
  return found && { direction: 'received', transport: found[1], peer: found[2], ...timed(view, found.index) };
}

function sent(view: LineView): Frame | null {
  const found = SENT.exec(view.text);
  // The framing line of an answer opens with an arrow, that of a request does not.
  const index = found ? found.index - (view.text.slice(0, found.index).endsWith('<--- ') ? 5 : 0) : 0;
  return found && { direction: 'sent', peer: found[1], ...timed(view, index) };
}

function timed(view: LineView, index: number): { stamp: Stamp | null; above: number } {
  const before = view.line(-1);
  const isAbove = before !== null && LONE_PREFIX.test(before);
  return { stamp: asteriskStamp(isAbove ? before : view.text.slice(0, index)), above: isAbove ? 1 : 0 };
}

/** `<------------->`, `<------------>` or `---`. */
function isEnd(bytes: Uint8Array, start: number, end: number): boolean {
  const isArrow = bytes[start] === 60 && bytes[end - 1] === 62;
  const length = end - start - (isArrow ? 2 : 0);
  if (isArrow ? length < 12 || length > 13 : length !== 3) return false;
  for (let at = start + (isArrow ? 1 : 0), n = 0; n < length; n++) if (bytes[at + n] !== 45) return false;
  return true;
}
