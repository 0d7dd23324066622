import type { MessageIndex } from '../sip/message-index.ts';
import { joinLegs } from './join.ts';
import type { JoinDecisions } from './link.ts';
import { farCallee, inOrderOfCall, type LegGroups, mergeRows } from './merge-legs.ts';
import { FORWARDED } from './table.ts';
import type { CallTable } from './types.ts';

/**
 * The calls of a trace: legs that are one call become one row of the table, with the outcome, state and times of the
 * caller's leg. What people decided stands above all evidence.
 * @param legs as `summarise` made them
 */
export function joinCalls(index: MessageIndex, legs: CallTable, decisions: JoinDecisions): CallTable {
  const { call, links, offered } = joinLegs(index, legs, decisions);
  const groups = groupLegs(legs, call);
  const leaders = groups.start.subarray(0, groups.count).map((start) => groups.legs[start] as number);
  const pick = <T extends Uint8Array | Uint16Array | Int32Array | Float64Array>(column: T): T => {
    const picked = column.slice(0, groups.count) as T;
    // Where nothing was joined, each call is its own leg.
    if (groups.count === legs.count) return picked;
    for (let i = 0; i < groups.count; i++) picked[i] = column[leaders[i] as number] as number;
    return picked;
  };
  const table = {
    count: groups.count,
    kind: pick(legs.kind),
    state: pick(legs.state),
    outcome: pick(legs.outcome),
    cause: pick(legs.cause),
    result: pick(legs.result),
    endedBy: pick(legs.endedBy),
    flags: pick(legs.flags),
    status: pick(legs.status),
    start: pick(legs.start),
    end: pick(legs.end),
    postDialDelay: pick(legs.postDialDelay),
    setup: pick(legs.setup),
    ringing: pick(legs.ringing),
    talk: pick(legs.talk),
    callerEndpoint: pick(legs.callerEndpoint),
    calleeEndpoint: pick(legs.calleeEndpoint),
    decidedBy: pick(legs.decidedBy),
    callerUri: pick(legs.callerUri),
    callerName: pick(legs.callerName),
    calleeUri: pick(legs.calleeUri),
    calleeName: pick(legs.calleeName),
    callId: pick(legs.callId),
    ...mergeRows(index, legs, groups),
    legStart: groups.start,
    legs: groups.legs,
    legCallId: callIdsOf(legs, groups.legs),
    links,
    offered,
    strings: legs.strings,
    callIds: legs.callIds,
  };
  if (groups.count < legs.count) widen(index, table, legs, groups);
  return table;
}

function callIdsOf({ callId }: CallTable, legs: Uint32Array): Int32Array {
  const ids = new Int32Array(legs.length);
  for (let i = 0; i < legs.length; i++) ids[i] = callId[legs[i] as number] as number;
  return ids;
}

function groupLegs(table: CallTable, call: Uint32Array): LegGroups {
  const numbers = new Int32Array(table.count).fill(-1);
  const sizes = new Uint32Array(table.count + 1);
  let count = 0;
  for (let leg = 0; leg < table.count; leg++) {
    const root = call[leg] as number;
    if (numbers[root] === -1) numbers[root] = count++;
    const number = numbers[root] as number;
    sizes[number + 1] = (sizes[number + 1] as number) + 1;
  }
  const start = sizes.slice(0, count + 1);
  for (let i = 1; i <= count; i++) start[i] = (start[i] as number) + (start[i - 1] as number);
  const next = start.slice();
  const legs = new Uint32Array(table.count);
  for (let leg = 0; leg < table.count; leg++) {
    const number = numbers[call[leg] as number] as number;
    const at = next[number] as number;
    legs[at] = leg;
    next[number] = at + 1;
  }
  for (let i = 0; i < count; i++) {
    inOrderOfCall(table, legs, start[i] as number, start[i + 1] as number);
  }
  return { count, start, legs };
}

/** What a joined call takes from its other legs: when it ended, whom it reached, whether it was forwarded. */
function widen(
  index: MessageIndex,
  table: Pick<CallTable, 'end' | 'flags' | 'calleeEndpoint'>,
  legs: CallTable,
  groups: LegGroups,
): void {
  const hosts = index.endpoints.hosts();
  for (let i = 0; i < groups.count; i++) {
    const from = groups.start[i] as number;
    const to = groups.start[i + 1] as number;
    if (to - from < 2) continue;
    for (let at = from; at < to; at++) {
      const leg = groups.legs[at] as number;
      if (!((table.end[i] as number) >= (legs.end[leg] as number))) table.end[i] = legs.end[leg] as number;
      table.flags[i] = (table.flags[i] as number) | ((legs.flags[leg] as number) & FORWARDED);
    }
    table.calleeEndpoint[i] = farCallee(legs, groups, i, hosts);
  }
}
