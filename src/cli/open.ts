import { analyse } from '../analyse.ts';
import type { Source } from '../base/source.ts';
import type { SourceClock } from '../call/clocks.ts';
import { commentsOf } from '../export/comments.ts';
import type { OpenTrace } from '../export/open-trace.ts';
import type { SourceReport } from '../formats/format.ts';
import { openTrace } from '../open-trace.ts';
import { unpackSource } from '../share/unpack.ts';
import { EMPTY_VIEW, type View } from '../view/view.ts';

/** A trace as files made it. */
export interface Opened {
  readonly trace: OpenTrace;
  readonly reports: readonly SourceReport[];
  /** What came with a shared trace that was opened alone, or the notes and clocks that captures bring; null otherwise. */
  readonly view: View | null;
  /** One of them is locked with another passphrase than the one that was given. */
  readonly isWrong: boolean;
  /** How the times of each source were moved. */
  readonly clocks: readonly SourceClock[];
}

/** Reads sources into one trace; a link or file of Rungs among them counts as the sources that it was made of. */
export async function open(given: readonly Source[], passphrase = ''): Promise<Opened> {
  const found = await Promise.all(given.map((source) => unpackSource(source, passphrase)));
  const unpacked = found.map((one) => (typeof one === 'string' ? null : one));
  const isWrong = found.includes('wrong-passphrase');
  const sources = given.flatMap((source, i) => unpacked[i]?.sources ?? [source]);
  const view = given.length === 1 ? (unpacked[0]?.view ?? null) : null;
  const trace = await analyse(sources, {
    decisions: view ? { legs: view.legs, clocks: view.clocks, included: view.clocks } : {},
  });
  const { index, reports } = trace;
  const notes = commentsOf(index);
  const moved = new Map(
    [...trace.clocks.entries()].flatMap(([at, { applied }]) => (applied === 0 ? [] : [[at, applied]])),
  );
  return {
    trace: openTrace(trace),
    reports,
    view: view ?? (notes.size + moved.size > 0 ? { ...EMPTY_VIEW, notes, clocks: moved } : null),
    isWrong,
    clocks: trace.clocks,
  };
}
