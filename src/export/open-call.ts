import { rememberingOf } from '../base/memo.ts';
import { describeCall } from '../call/describe.ts';
import type { CallDetail } from '../call/types.ts';
import { type Diagnosable, diagnose } from '../diagnose/diagnose.ts';
import type { Finding } from '../diagnose/finding.ts';
import { type Heard, heardFrom, rowsToHear } from '../diagnose/heard.ts';
import { type Story, tellStory } from '../diagnose/story.ts';
import type { LaneFacts } from '../ladder/input.ts';
import { laneFacts } from '../ladder/lane-facts.ts';
import type { CallMedia } from '../media/call-media.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { openMedia } from './open-media.ts';
import type { OpenTrace, ReadSource } from './open-trace.ts';
import { traceNames } from './trace-names.ts';

/** One call with all that is said of it. */
export interface OpenCall {
  readonly detail: CallDetail;
  readonly lanes: ReadonlyMap<number, LaneFacts>;
  readonly clock: ReadSource['clock'];
  /** Its dates say no zone: they are as written. */
  readonly zoneless: boolean;
  /** Times of the first and the last message of the whole trace, where one clock tells all of them. */
  readonly capture: { readonly start: number; readonly end: number } | null;
  readonly story: Story;
  /** All of them, those that only inform included. */
  readonly findings: readonly Finding[];
  /** What the captures hold of it beside its messages; absent where more calls are shown together than are told. */
  readonly media?: CallMedia;
}

/** Opens call `call` of the table. Rejects only when there is no such call or its bytes cannot be had any more. */
export async function openCall(trace: OpenTrace, call: number): Promise<OpenCall> {
  const { index, calls, sources } = trace;
  const detail = describeCall(index, calls, call);
  const lanes = laneFacts(index, detail, traceNames(trace));
  const facts = { ...diagnosable(trace), nameOf: (endpoint: number) => lanes.get(endpoint)?.name ?? '' };
  return {
    detail,
    lanes,
    clock: sources[detail.messages[0]?.source ?? 0]?.clock ?? 'none',
    zoneless: sources[detail.messages[0]?.source ?? 0]?.zoneless ?? false,
    capture: captureOf(trace),
    story: tellStory(detail, lanes, { reasons: reasonsOf(index, detail), heard: await hear(trace, detail) }),
    findings: await diagnose(facts, detail),
    media: await openMedia(trace, detail),
  };
}

/** A trace as a diagnosis takes it, without the names of its lanes. */
export function diagnosable({ index, calls, sources, readBytes, traffic }: OpenTrace): Diagnosable {
  return {
    index,
    calls,
    readBytes,
    ...(traffic && { traffic }),
    sources: sources.map(({ packets, clock }) => ({ lossy: !packets, clock: clock !== 'none' })),
  };
}

type Capture = OpenCall['capture'];

/**
 * When the whole trace began and ended; null when its sources tell time in different ways. Asked for with each call, told
 * by all of them: remembered for each trace.
 */
export const captureOf = rememberingOf(({ calls, sources }: OpenTrace): Capture => {
  if (new Set(sources.filter(({ messages }) => messages > 0).map(({ clock }) => clock)).size !== 1) return null;
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (let call = 0; call < calls.count; call++) {
    // NaN compares as false: a call without times changes nothing.
    if ((calls.start[call] as number) < start) start = calls.start[call] as number;
    if ((calls.end[call] as number) > end) end = calls.end[call] as number;
  }
  return start <= end ? { start, end } : null;
});

/** Reads the messages that the story of a call asks for. */
async function hear({ readBytes }: OpenTrace, { messages }: CallDetail): Promise<Heard> {
  const rows = rowsToHear(messages);
  const bytes = await Promise.all(rows.map((row) => readBytes(row)));
  const byRow = new Map(rows.map((row, i) => [row, bytes[i] ?? null]));
  return heardFrom((row) => byRow.get(row) ?? null);
}

/** Values of Reason headers (RFC 3326) in a call, by row. */
function reasonsOf(index: MessageIndex, { messages }: CallDetail): ReadonlyMap<number, string> {
  const reasons = new Map<number, string>();
  for (const { row } of messages) {
    const cause = index.columns.cause[row] ?? -1;
    if (cause >= 0) reasons.set(row, index.texts.text(cause));
  }
  return reasons;
}
