import { joined } from '../../base/joined.ts';
import type { Clock, FoundFormat, ReadContext, SourceReport } from '../format.ts';
import { HEAD } from '../unwrap/encoding.ts';
import { type Opened, openText } from '../unwrap/opened.ts';
import { findNearest } from './nearest.ts';
import { Region } from './region.ts';
import { Session } from './session.ts';
import type { TextFormat } from './text-format.ts';

/** Bytes that are read at a time; the fastest slice of a Blob that was measured. */
const SLICE = 8 << 20;
/** Bytes that are kept before the position that was reached: formats look at lines before their framing line. */
const KEPT = 8192;

/** What reading a text brought, but for what the caller adds. */
export type TextReport = Omit<SourceReport, 'lookedFor'>;

/** Reads a source as text, slice by slice, in one pass. Keeps what was read when it is cancelled. */
export async function readText(
  context: ReadContext,
  formats: readonly TextFormat[],
  sliceSize = SLICE,
): Promise<TextReport> {
  const { source } = context;
  const session = new Session(context, formats);
  const region = new Region(session);
  const opened = openText(await source.read(0, Math.min(HEAD, source.size)));
  const cancelled = await readSlices(context, opened, region, sliceSize);
  if (!cancelled) region.finish();
  session.finish();
  if (session.tally.messages > 0) session.noteUndone(opened.undone);
  dateTimesOfDay(session);
  await readNames(source, session, formats);
  const { tally, problems, clock } = session;
  return {
    name: source.name,
    size: source.size,
    formats: tally.formats(),
    clock: clockOf(tally.formats(), clock.kind),
    zoneless: clock.kind === 'absolute' && clock.zoneless,
    startLines: tally.startLines,
    messages: tally.messages,
    skipped: [...tally.skipped(), ...(session.packets?.reader.skipped() ?? [])],
    problems: problems.kept,
    problemsDropped: problems.dropped,
    nearest: tally.messages > 0 || cancelled ? [] : await findNearest(source),
    cancelled,
    ...(session.names.size > 0 && { names: Array.from(session.names, ([address, name]) => ({ address, name })) }),
  };
}

/** Takes the names that the formats which were met keep apart from their messages. */
async function readNames(
  source: ReadContext['source'],
  session: Session,
  formats: readonly TextFormat[],
): Promise<void> {
  const met = new Set(session.tally.formats().map(({ id }) => id));
  for (const { id, names } of formats) {
    if (names && met.has(id)) for (const [socket, name] of await names(source)) session.name(socket, name);
  }
}

/** Hands the source to the region in slices; true when it was cancelled. */
async function readSlices(
  { source, signal, progress, index }: ReadContext,
  { decode, skip }: Opened,
  region: Region,
  size: number,
): Promise<boolean> {
  let bytes: Uint8Array = new Uint8Array(0);
  // Offset of bytes[0] in the source.
  let base = skip;
  let at = 0;
  for (let offset = skip; offset < source.size; ) {
    if (signal?.aborted) return true;
    const stop = Math.min(source.size, offset + size);
    const read = await source.read(offset, stop);
    const slice = decode ? decode(read, stop >= source.size) : read;
    const from = Math.max(0, at - KEPT);
    bytes = from < bytes.length ? joined(bytes.subarray(from), slice) : slice;
    base += from;
    at -= from;
    offset = stop;
    at = region.scan(bytes, at, decode ? -1 : base, offset >= source.size);
    progress?.({ bytes: offset, messages: index.count });
  }
  return false;
}

/** Times of day that came before the first date of the source belong to the day of that date. */
function dateTimesOfDay({ clock, context, firstRow }: Session): void {
  const { index, number } = context;
  if (clock.kind !== 'absolute') return;
  const { time, source } = index.columns;
  for (let row = firstRow; row < index.count; row++) {
    // Nothing dated is older than 1973.
    if (source[row] === number && (time[row] as number) < 1e14) time[row] = (time[row] as number) + clock.firstDate;
  }
}

function clockOf(formats: readonly FoundFormat[], seen: Clock): Clock {
  return formats.some(({ clock }) => clock !== 'none') ? seen : 'none';
}
