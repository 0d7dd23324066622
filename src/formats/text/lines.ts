import { joined } from '../../base/joined.ts';
import type { Source } from '../../base/source.ts';
import { HEAD } from '../unwrap/encoding.ts';
import { openText } from '../unwrap/opened.ts';

const SLICE = 8 << 20;
/** Bytes of a line that are shown. */
const LONGEST = 400;
const LF = 10;

/** One line of a source, as it stands there. */
export interface SourceLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Lines of a text by their numbers, in rising order; those that it does not have are left out. One pass, up to the last. */
export async function readLines(source: Source, numbers: readonly number[]): Promise<SourceLine[]> {
  const wanted = [...new Set(numbers)].filter((line) => line > 0).sort((a, b) => a - b);
  const { decode, skip } = openText(await source.read(0, Math.min(HEAD, source.size)));
  const found: SourceLine[] = [];
  let [line, next] = [1, 0];
  let open: Uint8Array = new Uint8Array(0);
  for (let offset = skip; offset < source.size && next < wanted.length; ) {
    const stop = Math.min(source.size, offset + SLICE);
    const read = await source.read(offset, stop);
    const bytes = decode ? decode(read, stop >= source.size) : read;
    offset = stop;
    for (let at = 0; at < bytes.length && next < wanted.length; line++) {
      const lf = bytes.indexOf(LF, at);
      const end = lf < 0 ? bytes.length : lf;
      if (line === wanted[next]) open = joined(open, bytes.subarray(at, Math.min(end, at + LONGEST)));
      if (lf < 0) break;
      if (line === wanted[next]) {
        found.push({ line, text: shown(open) });
        open = new Uint8Array(0);
        next++;
      }
      at = lf + 1;
    }
  }
  if (open.length > 0 && line === wanted[next]) found.push({ line, text: shown(open) });
  return found;
}

/** Text as UTF-8 without its line end, not longer than is shown. */
function shown(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, LONGEST)).replace(/\r+$/, '');
}
