import type { LineView } from '../text/frame.ts';
import { epochStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';

const OPENING = /<message\s*$/;
const ATTRIBUTE = /(?:^|\W)(from|to|time|isSender|transactionId|callId|statusMessage|firstLine)="(.*)"\s*$/;
/** Lines of attributes. */
const ATTRIBUTES = 12;
/** `]]>` */
const END = [93, 93, 62];

/** Message logs of JAIN-SIP: Mobicents, Restcomm, Jitsi. XML that is not well-formed, so it is read as text. */
export const jainSip: TextFormat = {
  id: 'jain-sip',
  label: 'JAIN-SIP message log',
  clock: 'absolute',
  looks: '<message from="…:5060" to="…:5060" time="…" isSender="true" … <![CDATA[',
  cues: ['<message'],
  reach: ATTRIBUTES,
  frame(view) {
    if (!OPENING.test(view.text)) return null;
    const attributes = readAttributes(view);
    if (!attributes.has('from') || !attributes.has('to')) return null;
    return {
      direction: attributes.get('isSender') === 'true' ? 'sent' : 'received',
      from: attributes.get('from'),
      to: attributes.get('to'),
      stamp: epochStamp(attributes.get('time') ?? ''),
    };
  },
  endMarker(bytes, start, end) {
    // Behind the last byte of the message, in its last line when that has no line end.
    const at = end - END.length;
    return at >= start && END.every((byte, i) => bytes[at + i] === byte) ? at : -1;
  },
};

function readAttributes(view: LineView): Map<string, string> {
  const attributes = new Map<string, string>();
  for (let n = 1; n <= ATTRIBUTES; n++) {
    const found = ATTRIBUTE.exec(view.line(n) ?? '');
    if (!found) break;
    attributes.set(found[1] ?? '', found[2] ?? '');
  }
  return attributes;
}
