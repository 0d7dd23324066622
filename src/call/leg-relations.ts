import type { InternedBytes } from '../base/interner.ts';
import { CALLED, CALLING, SESSION_LOCAL, SESSION_REMOTE, TARGET } from '../sip/key-table.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { eraOf, type LegFacts } from './leg-facts.ts';
import { findLegKeys, type LegKeys } from './leg-keys.ts';
import { SAME_CALLED, SAME_CALLING } from './link.ts';

/** Two legs may be one call only when one begins before the other has been over for five seconds. Microseconds. */
const ADJACENT = 5_000_000;

/** Asks about legs that take the index and their facts. */
export interface Legs {
  readonly index: MessageIndex;
  readonly facts: LegFacts;
  /** Whom the INVITE that began a leg calls, and who calls there. */
  readonly numbers: LegKeys;
  /** The halves of its Session-ID. */
  readonly sessions: LegKeys;
  /** Call-IDs as the index has them, by id. */
  readonly callIds: InternedBytes;
}

const NUMBERS = (1 << CALLED) | (1 << CALLING) | (1 << TARGET);
const SESSIONS = (1 << SESSION_LOCAL) | (1 << SESSION_REMOTE);

export function legsOf(index: MessageIndex, facts: LegFacts, callIds: InternedBytes): Legs {
  const numbers = findLegKeys(index, facts, NUMBERS);
  const sessions = findLegKeys(index, facts, SESSIONS);
  return { index, facts, numbers, sessions, callIds };
}

/** Whether the legs, sorted by start, can all be one call: each begins while one before it goes on, or right after. */
export function isOneStretch(facts: LegFacts, sorted: readonly number[]): boolean {
  let end = Number.NaN;
  for (const leg of sorted) {
    const start = facts.start[leg] as number;
    const until = facts.end[leg] as number;
    if (eraOf(start) !== eraOf(end)) end = until;
    else if (start > end + ADJACENT) return false;
    else if (until > end) end = until;
  }
  return true;
}

/** Whether two legs can be one call by their times. Without clocks to compare nothing contradicts. */
export function mayBeOne({ start, end }: LegFacts, a: number, b: number): boolean {
  const isTurned = (start[b] as number) < (start[a] as number);
  const begin = start[isTurned ? a : b] as number;
  const until = end[isTurned ? b : a] as number;
  return eraOf(begin) !== eraOf(until) || begin <= until + ADJACENT;
}

/** Whether both went on at the same time. */
export function overlap(facts: LegFacts, a: number, b: number): boolean {
  if (eraOf(facts.start[a] as number) !== eraOf(facts.start[b] as number)) return true;
  return (
    (facts.start[a] as number) <= (facts.end[b] as number) && (facts.start[b] as number) <= (facts.end[a] as number)
  );
}

/** Whether an INVITE of the leg arrived at the host. */
export function arrivesAt({ index, facts }: Legs, leg: number, host: number): boolean {
  if (host < 0) return false;
  for (let i = facts.inviteStart[leg] as number; i < (facts.inviteStart[leg + 1] as number); i++) {
    if (facts.hosts[index.columns.to[facts.invites[i] as number] as number] === host) return true;
  }
  return false;
}

/** Whether INVITEs of both legs arrived at one host. */
export function shareTarget(legs: Legs, a: number, b: number): boolean {
  const { index, facts } = legs;
  for (let i = facts.inviteStart[a] as number; i < (facts.inviteStart[a + 1] as number); i++) {
    if (arrivesAt(legs, b, facts.hosts[index.columns.to[facts.invites[i] as number] as number] as number)) return true;
  }
  return false;
}

/** Whether one leg leaves a host that the other arrived at. */
export function areNeighbours(legs: Legs, a: number, b: number): boolean {
  return arrivesAt(legs, a, legs.facts.fromHost[b] as number) || arrivesAt(legs, b, legs.facts.fromHost[a] as number);
}

/** SAME_CALLED and SAME_CALLING as far as the numbers of both first INVITEs agree. */
export function sharedNumbers({ numbers }: Legs, a: number, b: number): number {
  const { from, to, kind, value } = numbers;
  let shared = 0;
  for (let i = from[a] as number; i < (to[a] as number); i++) {
    for (let j = from[b] as number; j < (to[b] as number); j++) {
      if (value[i] === value[j] && kind[i] === kind[j]) shared |= kind[i] === CALLING ? SAME_CALLING : SAME_CALLED;
    }
  }
  return shared;
}

/** Two legs between the same hosts that were answered and went on at once, or call one number, are two calls side by side. */
export function areParallel(legs: Legs, a: number, b: number): boolean {
  const { facts } = legs;
  if (facts.fromHost[a] !== facts.fromHost[b] || facts.fromHost[a] === -1) return false;
  if (!shareTarget(legs, a, b) || !overlap(facts, a, b)) return false;
  return bothTalk(facts, a, b) || (sharedNumbers(legs, a, b) & SAME_CALLED) !== 0;
}

/** Both were answered, and neither was over when the other was: branches of one fork are not. */
export function bothTalk(facts: LegFacts, a: number, b: number): boolean {
  if (!facts.isAnswered[a] || !facts.isAnswered[b]) return false;
  return (
    !((facts.over[a] as number) <= (facts.answered[b] as number)) &&
    !((facts.over[b] as number) <= (facts.answered[a] as number))
  );
}

/** Two legs out of one host that cannot both come from one leg: calls side by side, no branches of a fork. */
export function areRivals(legs: Legs, a: number, b: number): boolean {
  const { facts } = legs;
  if (facts.fromHost[a] !== facts.fromHost[b]) return false;
  return areParallel(legs, a, b) || (overlap(facts, a, b) && bothTalk(facts, a, b));
}
