import { analyse, type Trace } from '../analyse.ts';
import { formats } from '../formats/formats.ts';
import { readLines } from '../formats/text/lines.ts';
import { forPage, randomSalt } from './opening.ts';
import type { Opened, Questions } from './protocol.ts';
import type { Answering } from './serve.ts';

/** Reads all sources again, one of them in another way; the older trace stays when nothing comes of it. */
export async function reread(
  open: Trace | null,
  { source, format }: Questions['reread']['ask'],
  { signal, progress, transfer }: Answering,
): Promise<{ trace: Trace | null; answer: Opened }> {
  const chosen = new Map(open?.decisions.formats);
  if (format === null) chosen.delete(source);
  else chosen.set(source, format);
  const decisions = { ...open?.decisions, formats: chosen };
  const trace = await analyse(open?.sources ?? [], { decisions, signal, progress, salt: randomSalt() });
  const { reports, index } = trace;
  if (signal.aborted || index.count === 0) {
    const failed = signal.aborted ? reports.filter(({ cancelled }) => cancelled) : reports.slice(source, source + 1);
    return { trace: null, answer: { trace: null, reports: failed, shared: null, locked: null } };
  }
  return { trace, answer: { trace: forPage(trace, transfer), reports, shared: null, locked: null } };
}

/** Lines of a source that a report speaks of; empty when it cannot be read any more. */
export async function linesOf(open: Trace | null, { source, lines }: Questions['lines']['ask']) {
  const read = open?.sources[source];
  return read ? readLines(read, lines) : [];
}

/** Formats that a person may choose for a source that was read in another one. */
export function catalogue(): Questions['formats']['answer'] {
  return formats.filter(({ kind }) => kind === 'text').map(({ id, label }) => ({ id, label }));
}
