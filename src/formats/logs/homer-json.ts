import type { LineView } from '../text/frame.ts';
import { readJsonFields } from '../text/json-fields.ts';
import type { TextFormat } from '../text/text-format.ts';
import { homerAliases } from './homer-aliases.ts';

/** Lines of one record to either side of its message. */
const FARTHEST = 60;

/** JSON of HOMER's API and exports, on one line or indented: `raw` is the message, its ends stand in other fields. */
export const homerJson: TextFormat = {
  id: 'homer-json',
  label: 'HOMER JSON',
  clock: 'absolute',
  looks: '"srcIp": "…", "srcPort": 5060, … "raw": "INVITE …"',
  cues: ['"raw":', '"srcIp"'],
  announcesNothing: true,
  names: homerAliases,
  frame(view) {
    const isRecord = /"srcIp"\s*:/.test(view.text) && /"dstIp"\s*:/.test(view.text);
    if (isRecord) return readJsonFields(view.text);
    return /^\W*"raw"\s*:/.test(view.text) ? readJsonFields(recordAround(view)) : null;
  },
};

/** The lines of the object that a line is in: those around it that are indented no less. */
function recordAround(view: LineView): string {
  const depth = indent(view.text);
  const lines: string[] = [];
  for (const step of [-1, 1]) {
    for (let n = step; Math.abs(n) <= FARTHEST; n += step) {
      const text = view.line(n);
      if (text === null || indent(text) < depth) break;
      lines.push(text);
    }
  }
  return lines.join('\n');
}

/** Characters before the first that is no blank; a quote mark or a logger's prefix is as long in all lines. */
function indent(text: string): number {
  const at = text.search(/["{}[\]]/);
  return at < 0 ? text.length : at;
}
