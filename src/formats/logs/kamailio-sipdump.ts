import { type LineView, socket } from '../text/frame.ts';
import { epochStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';

const RULE = /(?:^|[^~])~{20}\s*$/;
const FIELD = /(?:^|\W)(tag|pid|process|time|date|proto|srcip|srcport|dstip|dstport): (.*?)\s*$/;
/** Lines between the two rules. */
const FIELDS = 12;
const BAR = 124;

/** Kamailio's sipdump module. */
export const kamailioSipdump: TextFormat = {
  id: 'kamailio-sipdump',
  label: 'Kamailio sipdump',
  clock: 'absolute',
  looks: 'srcip: … dstip: … ~~~~~~~~~~~~~~~~~~~~',
  cues: ['~~~~~~~~~~~~~~~~~~~~'],
  frame(view) {
    if (!RULE.test(view.text)) return null;
    const { fields, lines } = readFields(view);
    if (!fields.has('srcip')) return null;
    return {
      direction: fields.get('tag') === 'snd' ? 'sent' : 'received',
      from: socket(fields.get('srcip'), fields.get('srcport')),
      to: socket(fields.get('dstip'), fields.get('dstport')),
      transport: fields.get('proto')?.split(' ')[0],
      stamp: epochStamp(fields.get('time') ?? ''),
      above: lines,
    };
  },
  endMarker(bytes, start, end) {
    // The bars stand behind the last byte of the message: in its last line when that has no line end.
    if (end - start < 20) return -1;
    for (let at = end - 20; at < end; at++) if (bytes[at] !== BAR) return -1;
    return end - 20;
  },
};

function readFields(view: LineView): { fields: Map<string, string>; lines: number } {
  const fields = new Map<string, string>();
  for (let n = 1; n <= FIELDS; n++) {
    const text = view.line(-n);
    const field = text === null ? null : FIELD.exec(text);
    if (!field) return { fields, lines: text?.includes('====================') ? n : n - 1 };
    fields.set(field[1] ?? '', field[2] ?? '');
  }
  return { fields, lines: FIELDS };
}
