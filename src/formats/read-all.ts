import type { Source } from '../base/source.ts';
import type { ReadContext, ReadProgress, SourceReport } from './format.ts';
import { readSource } from './read.ts';
import { gatherSecrets } from './secrets.ts';

/** What is the same for all sources of a trace. */
export interface ReadAllContext extends Pick<ReadContext, 'index' | 'traffic' | 'signal'> {
  /** Format id chosen for a source, by position. */
  readonly formats: ReadonlyMap<number, string> | undefined;
  /** Which source is read, by its position, how far all have come, and what there is so far: that source is the last. */
  readonly progress: (source: number, progress: ReadProgress, soFar: ReadAll) => void;
}

export interface ReadAll {
  /** Those that were given, each with the logs that were unpacked from it behind it. */
  readonly sources: readonly Source[];
  /** One for each source. */
  readonly reports: readonly SourceReport[];
}

/** Reads sources into one index, one behind the other; what an archive holds follows it. */
export async function readAll(given: readonly Source[], context: ReadAllContext): Promise<ReadAll> {
  const { index, traffic, signal, formats } = context;
  const secrets = await gatherSecrets(given);
  const sources: Source[] = [];
  const reports: SourceReport[] = [];
  let done = 0;
  const waiting = given.filter(({ within }) => !within).reverse();
  for (let source = waiting.pop(); source; source = waiting.pop()) {
    const number = sources.push(source) - 1;
    const { within, size } = source;
    const progress = ({ bytes, messages }: ReadProgress) =>
      context.progress(number, { bytes: done + (within ? 0 : bytes), messages }, { sources, reports });
    const chosen = formats?.get(number) ?? null;
    const shared = { index, secrets, progress, ...(traffic && { traffic }), ...(signal && { signal }) };
    const { members = [], ...report } = await readSource({ ...shared, source, number, chosen });
    // A file in an archive that is no log is no failure: a note, a picture.
    reports.push(within && report.messages === 0 ? { ...report, aside: true } : report);
    waiting.push(...members.toReversed());
    done += within ? 0 : size;
  }
  return { sources, reports };
}
