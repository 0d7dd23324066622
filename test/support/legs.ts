import { captured, FINE_CLOCK } from '../../src/base/captured.ts';
import { transportCode } from '../../src/base/transport.ts';
import { joinLegs } from '../../src/call/join.ts';
import { type JoinDecisions, NO_JOIN_DECISIONS } from '../../src/call/link.ts';
import { summarise } from '../../src/call/summarise.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';
import { type LegMessage, messagesOf } from './legs/messages.ts';
import { type LegsOptions, planCalls } from './legs/plan.ts';
import { writeLegs } from './legs/write.ts';
import { Random } from './random.ts';

export { CERTAIN, type Kind, type LegsOptions, LIKELY, STRONG, TOLD } from './legs/plan.ts';

/** Calls over several boxes as a capture has them, and which Call-IDs are one call. */
export interface LegSet {
  /** In order of time. */
  readonly messages: readonly LegMessage[];
  /** Call-IDs of each call, from the caller on. */
  readonly calls: readonly (readonly string[])[];
}

/** Makes a set of calls. The same options make the same set. */
export function makeLegs(options: LegsOptions): LegSet {
  const messages: LegMessage[] = [];
  const calls: string[][] = [];
  for (const call of writtenCalls(options)) {
    calls.push(call.callIds);
    messages.push(...call.messages);
  }
  return { messages: messages.sort((a, b) => a.time - b.time), calls };
}

/** Messages of very many calls in order of time, some at once, so that they need not all be kept. */
export function* makeCalls(options: LegsOptions): Generator<LegMessage[]> {
  let waiting: LegMessage[] = [];
  let count = 0;
  for (const { messages } of writtenCalls(options)) {
    waiting.push(...messages);
    if (++count % 2000 !== 0) continue;
    const until = messages[0]?.time ?? 0;
    waiting.sort((a, b) => a.time - b.time);
    const ready = waiting.findIndex(({ time }) => time >= until);
    yield waiting.slice(0, ready);
    waiting = waiting.slice(ready);
  }
  yield waiting.sort((a, b) => a.time - b.time);
}

function* writtenCalls(options: LegsOptions): Generator<{ callIds: string[]; messages: LegMessage[] }> {
  const random = new Random(options.seed);
  for (const plan of planCalls(options, random)) {
    const legs = writeLegs(plan, options, random);
    const seen = new Set(legs.filter(() => !random.chance(options.unseen ?? 0)));
    const messages = messagesOf(plan, legs, options, random).filter(({ leg }) => seen.has(leg));
    yield { callIds: [...seen].map(({ callId }) => callId), messages };
  }
}

/** An index of messages in the order in which they stand. */
export function indexOf(messages: readonly LegMessage[]): MessageIndex {
  const index = new MessageIndex();
  const encoder = new TextEncoder();
  const known = captured(0);
  known.flags = FINE_CLOCK;
  known.transport = transportCode('UDP');
  for (const { time, from, to, text, leg } of messages) {
    const bytes = encoder.encode(text);
    known.time = time;
    known.from = index.endpoints.ofHost(from, 5060);
    known.to = index.endpoints.ofHost(to, 5060);
    if (index.add(bytes, 0, bytes.length, known) < 0) throw new Error(`no SIP: ${text}`);
    if (leg.correlation !== '') index.correlations.set(index.count - 1, leg.correlation);
  }
  return index;
}

/** Call-IDs that joining takes for one call, each list in order, the lists in order: equal for equal partitions. */
export function partition(index: MessageIndex, decisions: JoinDecisions = NO_JOIN_DECISIONS): string[][] {
  const table = summarise(index);
  const { call } = joinLegs(index, table, decisions);
  const sets = new Map<number, string[]>();
  for (let leg = 0; leg < table.count; leg++) {
    const callId = index.callIds.text(table.callId[leg] as number);
    sets.set(call[leg] as number, [...(sets.get(call[leg] as number) ?? []), callId]);
  }
  return [...sets.values()]
    .map((callIds) => callIds.sort())
    .sort((a, b) => ((a[0] as string) < (b[0] as string) ? -1 : 1));
}

export interface Score {
  /** Sets that hold legs of more than one call. */
  readonly wrong: number;
  /** Share of the joined pairs of legs that are right, and share of the true pairs that were joined; 1 without any. */
  readonly precision: number;
  readonly recall: number;
}

/** Compares what joining made with the truth, pair by pair of legs. */
export function score(found: readonly (readonly string[])[], truth: readonly (readonly string[])[]): Score {
  const callOf = new Map(truth.flatMap((callIds, call) => callIds.map((callId) => [callId, call] as const)));
  let wrong = 0;
  let joined = 0;
  let right = 0;
  for (const callIds of found) {
    const counts = new Map<number | undefined, number>();
    for (const callId of callIds) counts.set(callOf.get(callId), (counts.get(callOf.get(callId)) ?? 0) + 1);
    if (counts.size > 1) wrong++;
    joined += pairs(callIds.length);
    for (const count of counts.values()) right += pairs(count);
  }
  const all = truth.reduce((sum, callIds) => sum + pairs(callIds.length), 0);
  return { wrong, precision: joined === 0 ? 1 : right / joined, recall: all === 0 ? 1 : right / all };
}

function pairs(count: number): number {
  return (count * (count - 1)) / 2;
}
