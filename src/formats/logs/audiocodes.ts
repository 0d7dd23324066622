import type { LineView } from '../text/frame.ts';
import { findStamp, type Stamp, uptimeStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /---- (?:(?<received>Incoming) SIP Message from|(?<sent>Outgoing) SIP Message to) (?<ip>\S{1,80}?):(?<port>\d{1,5}) (?:to|from) SIPInterface #\d+(?: \([^)]*\))?(?: (?<tp>UDP|TCP|TLS))?/;
/** What closes a record: the time of the device, finer than that of the syslog. */
const TIME = /\[Time:(\d\d)-(\d\d)@(\d\d:\d\d:\d\d\.\d{3})\]/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Lines of a record that are searched for its end. */
const FARTHEST = 90;
/** `[Time:` */
const MARKER = [91, 84, 105, 109, 101, 58];

/** Syslog of AudioCodes gateways and session border controllers, and their Syslog Viewer. */
export const audiocodes: TextFormat = {
  id: 'audiocodes',
  label: 'AudioCodes syslog',
  clock: 'time-of-day',
  looks: '---- Incoming SIP Message from …:5060 to SIPInterface #1 (…) UDP …',
  cues: ['ing SIP Message '],
  frame(view) {
    const frame = frameOf(FRAME.exec(view.text));
    return frame && { ...frame, stamp: closingTime(view) ?? frame.stamp ?? uptimeStamp(view.text), column: undefined };
  },
  endMarker(bytes, start, end) {
    let at = start;
    while (at < end && bytes[at] === 32) at++;
    return MARKER.every((byte, i) => bytes[at + i] === byte) ? start : -1;
  },
};

/** The time at the end of the record that a line opens. */
function closingTime(view: LineView): Stamp | null {
  for (let n = 0; n <= FARTHEST; n++) {
    const text = view.line(n);
    if (text === null || (n > 0 && FRAME.test(text))) return null;
    const found = TIME.exec(text);
    if (found) return findStamp(`${MONTHS[Number(found[2]) - 1] ?? ''} ${found[1]} ${found[3]}`);
  }
  return null;
}
