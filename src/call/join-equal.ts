import { CHARGING, ICE, IDENTITY, MEDIA, ORIGIN, SESSION_LOCAL, SESSION_REMOTE, VENDOR } from '../sip/key-table.ts';
import { linkFamily, MOST_LEGS, parentsOf } from './family.ts';
import { areNeighbours, areParallel, arrivesAt, type Legs, mayBeOne, sharedNumbers } from './leg-relations.ts';
import { EVIDENCE, type Evidence, evidenceCode, type LinkSink } from './link.ts';
import type { SharedKeys } from './shared-keys.ts';

/** Kinds of key that join the legs which carry an equal value. */
const EQUAL = (
  [
    [CHARGING, 'icid'],
    [VENDOR, 'vendor-key'],
    [IDENTITY, 'identity'],
    [ORIGIN, 'sdp-origin'],
    [MEDIA, 'media-address'],
    [ICE, 'ice'],
  ] as const
).map(([kind, name]) => ({ bit: 1 << kind, evidence: evidenceCode(name), strong: confidenceIs(name, 'strong') }));

/** The same by kind. */
const TIES = Array.from({ length: 32 }, (_, kind) => EQUAL.find(({ bit }) => bit === 1 << kind));

const SESSION = (1 << SESSION_LOCAL) | (1 << SESSION_REMOTE);
const JOINING = EQUAL.reduce((bits, { bit }) => bits | bit, SESSION);
const WHOLE_SESSION = evidenceCode('session-id');
const HALF_SESSION = evidenceCode('half-session-id');

function confidenceIs(name: Evidence, wanted: string): boolean {
  return EVIDENCE.some(([evidence, confidence]) => evidence === name && confidence === wanted);
}

/** Adds links of legs that carry an equal key. */
export function linkEqual(legs: Legs, shared: SharedKeys, links: LinkSink): void {
  const passing = new Passing(legs);
  for (let i = 0; i < shared.count; i++) {
    const kinds = shared.kinds[i] as number;
    if ((kinds & JOINING) === 0) continue;
    if ((shared.start[i + 1] as number) - (shared.start[i] as number) === 2) {
      linkTwo(legs, shared, i, passing, links);
      continue;
    }
    const value = shared.value[i] as number;
    for (const tie of EQUAL)
      if (kinds & tie.bit) linkFamily(legs, membersOf(legs, shared, i, tie.bit), tie, value, links);
    if (kinds & SESSION) linkSession(legs, membersOf(legs, shared, i, SESSION), value, links);
  }
}

/** Links the two legs that carry value `i` once each, as most values are. */
function linkTwo(legs: Legs, shared: SharedKeys, i: number, passing: Passing, links: LinkSink): void {
  const { row, kind } = legs.index.keys.columns;
  const { legOfRow } = legs.facts;
  const one = shared.keys[shared.start[i] as number] as number;
  const other = shared.keys[(shared.start[i] as number) + 1] as number;
  const isSession = ((1 << (kind[one] as number)) & SESSION) !== 0 && ((1 << (kind[other] as number)) & SESSION) !== 0;
  const tie = kind[one] === kind[other] ? TIES[kind[one] as number] : undefined;
  if (!tie && !isSession) return;
  const a = legOfRow[row[one] as number] as number;
  const b = legOfRow[row[other] as number] as number;
  const value = shared.value[i] as number;
  if (tie && passing.follows(a, b)) links.add(a, b, tie.evidence, 0, value);
  else if (tie) linkFamily(legs, [a, b], tie, value, links);
  else if (passing.follows(a, b)) linkHalves(legs, a, b, value, links);
  else linkSession(legs, [a, b], value, links);
}

/** Whether a leg just goes on where another one arrived. The values that two legs share come one after the other. */
class Passing {
  readonly #legs: Legs;
  #a = -1;
  #b = -1;

  constructor(legs: Legs) {
    this.#legs = legs;
  }

  follows(a: number, b: number): boolean {
    if (a === this.#a && b === this.#b) return true;
    const { start, fromHost } = this.#legs.facts;
    const isLater = (start[a] as number) < (start[b] as number);
    if (!isLater || fromHost[a] === fromHost[b] || !mayBeOne(this.#legs.facts, a, b)) return false;
    if (!arrivesAt(this.#legs, a, fromHost[b] as number)) return false;
    this.#a = a;
    this.#b = b;
    return true;
  }
}

/** Legs whose keys of some kinds carry value `i`, each once; none when there are too many. */
function membersOf({ index, facts }: Legs, shared: SharedKeys, i: number, kinds: number): number[] {
  const { row, kind } = index.keys.columns;
  const members: number[] = [];
  const stop = shared.start[i + 1] as number;
  for (let at = shared.start[i] as number; at < stop; at++) {
    const key = shared.keys[at] as number;
    if (!(kinds & (1 << (kind[key] as number)))) continue;
    const leg = facts.legOfRow[row[key] as number] as number;
    if (members.includes(leg)) continue;
    if (members.length === MOST_LEGS) return [];
    members.push(leg);
  }
  return members;
}

/** Links the legs that carry one half of a Session-ID. */
function linkSession(legs: Legs, members: number[], value: number, links: LinkSink): void {
  const parents = parentsOf(legs, members, false);
  for (let at = 1; at < parents.length; at++)
    linkHalves(legs, members[parents[at] as number] as number, members[at] as number, value, links);
}

/** RFC 7989: both halves match, or the one half of an INVITE whose other half is nil; one half of two is only strong (§9). */
function linkHalves(legs: Legs, a: number, b: number, value: number, links: LinkSink): void {
  const one = otherHalf(legs, a, value);
  const other = otherHalf(legs, b, value);
  if (one === -1 || other === -1 || one === other) links.add(a, b, WHOLE_SESSION, 0, value);
  else if (!areParallel(legs, a, b) && (areNeighbours(legs, a, b) || sharedNumbers(legs, a, b)))
    links.add(a, b, HALF_SESSION, 0, value);
}

/** The half of the Session-ID of a leg's first INVITE that is not `one`; -1 when it is nil. */
function otherHalf({ sessions: { from, to, value } }: Legs, leg: number, one: number): number {
  for (let i = from[leg] as number; i < (to[leg] as number); i++) if (value[i] !== one) return value[i] as number;
  return -1;
}
