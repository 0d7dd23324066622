import { MessageIndex } from '../../src/sip/message-index.ts';
import { readWhats } from './logs.ts';

/** Longer samples are not cut at every byte, but for `npm run fuzz`: at every seventh up to 4 kB, at each 97th beyond. */
const SHORT = 1024;
const MIDDLING = 4096;
const STEP = 7;
const WIDE_STEP = 97;
const NEAR = 2;
/** Bytes that all readings of one sample may have together; `npm run fuzz` has no such limit. */
const MOST_READ = 384 * 1024;

/** Where a text is cut: a short one anywhere; a longer one at each line, around each start line and framing line, and now and then. */
export function cutsOf(bytes: Uint8Array): number[] {
  if (bytes.length <= SHORT) return Array.from(bytes, (_, at) => at);
  const cuts = new Set<number>();
  const step = bytes.length <= MIDDLING ? STEP : WIDE_STEP;
  for (let at = 0; at < bytes.length; at += step) cuts.add(at);
  for (const line of linesOf(bytes)) {
    cuts.add(line.start);
    if (!line.isSeam) continue;
    for (const edge of [line.start, line.end])
      for (let near = -NEAR; near <= NEAR; near++)
        if (edge + near >= 0 && edge + near < bytes.length) cuts.add(edge + near);
  }
  const all = [...cuts].sort((a, b) => a - b);
  const nth = Math.ceil(all.reduce((sum, at) => sum + at, 0) / MOST_READ);
  return all.filter((_, i) => i % nth === 0);
}

/** Lines, and whether they start a message or stand directly before one that does. */
function linesOf(bytes: Uint8Array): { start: number; end: number; isSeam: boolean }[] {
  const lines: { start: number; end: number; isSeam: boolean }[] = [];
  for (let start = 0; start < bytes.length; ) {
    const lf = bytes.indexOf(10, start);
    const end = lf < 0 ? bytes.length : lf;
    const isSeam = new TextDecoder('latin1')
      .decode(bytes.subarray(start, Math.min(end, start + 2000)))
      .includes('SIP/2.0 ');
    const before = lines.at(-1);
    if (isSeam && before) before.isSeam = true;
    lines.push({ start, end, isSeam });
    start = end + 1;
  }
  return lines;
}

/**
 * Reads a text cut at each of `cuts`, and says what was wrong: more messages than the whole has, or others than the whole
 * begins with. The last message before a cut may be less than it was.
 */
export async function wrongCuts(bytes: Uint8Array, cuts: readonly number[]): Promise<string[]> {
  // One index for all readings: making one costs more than reading a short text.
  const index = new MessageIndex();
  const whole = await readWhats(bytes, index);
  const wrong: string[] = [];
  for (const at of cuts) {
    const { whats, startLines } = await readWhats(bytes.subarray(0, at), index);
    if (whats.length > whole.whats.length) wrong.push(`${at}: ${whats.length} of ${whole.whats.length} messages`);
    if (startLines < whats.length) wrong.push(`${at}: ${startLines} start lines for ${whats.length} messages`);
    const differs = whats.findIndex((what, i) => i + 1 < whats.length && what !== whole.whats[i]);
    if (differs >= 0) wrong.push(`${at}: ${whats[differs]} for ${whole.whats[differs]}`);
  }
  return wrong;
}
