import { findCommonNumbers } from './common-numbers.ts';
import { findOrigins, type Origin } from './join-numbers.ts';
import { areParallel, arrivesAt, bothTalk, type Legs, overlap } from './leg-relations.ts';
import { ANSWERED_TOGETHER, ENDED_TOGETHER, evidenceCode, type Link, SAME_CALLED, SAME_CALLING } from './link.ts';
import { contradicts, isClear, isTogether, type Mirror, mirrorOf } from './mirror.ts';
import type { SharedKeys } from './shared-keys.ts';
import { Union } from './union.ts';

export interface Likely {
  readonly links: readonly Link[];
  /** Pairs that fit but exclude each other: for a person to decide. */
  readonly offered: readonly Link[];
}

/** What choosing works with. */
interface Choice {
  readonly legs: Legs;
  readonly origins: ReadonlyMap<number, readonly Origin[]>;
  /** Candidates by parent. */
  readonly claims: ReadonlyMap<number, readonly Origin[]>;
  /** Legs that keys have tied to a parent, by parent. */
  readonly children: ReadonlyMap<number, readonly number[]>;
  /** By leg: SAME_CALLED, SAME_CALLING where calls nearby that have nothing to do with it carry its number. */
  readonly common: Uint8Array;
}

/** Pairs offered for one leg. */
const MOST_OFFERED = 8;

/**
 * Links of legs by number and time: an INVITE leaves a host soon after another one arrived there, and a number agrees.
 * Where several pairs are possible that exclude each other, only what mirrors far better than all the others is joined.
 */
export function linksByNumber(legs: Legs, shared: SharedKeys, known: readonly Link[], union: Union): Likely {
  const isLinked = new Uint8Array(legs.facts.count);
  const hasParent = new Uint8Array(legs.facts.count);
  const children = new Map<number, number[]>();
  for (const { a, b } of known) {
    isLinked[b] = 1;
    if (!arrivesAt(legs, a, legs.facts.fromHost[b] as number)) continue;
    hasParent[b] = 1;
    const others = children.get(a);
    if (others) others.push(b);
    else children.set(a, [b]);
  }
  const { of: origins, crowded } = findOrigins(legs, shared, hasParent);
  const claims = new Map<number, Origin[]>();
  for (const list of origins.values()) {
    for (const origin of list) {
      const claim = claims.get(origin.parent);
      if (claim) claim.push(origin);
      else claims.set(origin.parent, [origin]);
    }
  }
  const rough = new Union(union);
  for (const list of origins.values()) for (const { leg, parent } of list) rough.join(leg, parent);
  const choice = { legs, origins, claims, children, common: findCommonNumbers(legs, shared, rough) };
  const chosen = new Set<Origin>();
  const groups = groupsOf(choice, isLinked, rough);
  for (const group of groups) {
    const assigned =
      group.roots === 1 && !group.members.some((leg) => crowded.has(leg)) ? assign(choice, group.members) : null;
    for (const leg of group.members) {
      const winner = assigned ? assigned.get(leg) : crowded.has(leg) ? undefined : winnerOf(choice, leg);
      if (winner) chosen.add(winner);
    }
  }
  const links = [...chosen].map((origin) => linkOf(legs, origin));
  const offered = [...origins].flatMap(([, list]) =>
    list.some((origin) => chosen.has(origin)) ? [] : list.slice(0, MOST_OFFERED).map((origin) => linkOf(legs, origin)),
  );
  return { links, offered };
}

interface Group {
  /** Legs with candidates, all of which lie in the group. */
  readonly members: number[];
  roots: number;
}

/** Legs that candidates tie together, directly or not, and how many of them come from nowhere. */
function groupsOf({ legs, origins }: Choice, isLinked: Uint8Array, rough: Union): Group[] {
  const groups = new Map<number, Group>();
  for (const leg of origins.keys()) {
    const root = rough.find(leg);
    const group = groups.get(root);
    if (group) group.members.push(leg);
    else groups.set(root, { members: [leg], roots: 0 });
  }
  for (let leg = 0; leg < legs.facts.count; leg++) {
    if (isLinked[leg] || origins.has(leg)) continue;
    const group = groups.get(rough.find(leg));
    if (group) group.roots++;
  }
  return [...groups.values()];
}

/**
 * All legs of a group whose calls begin in one leg: each comes from the latest of its candidates that no other leg beside
 * it comes from. Null when that leaves one over, as then another call is there whose beginning was not seen.
 */
function assign(choice: Choice, members: readonly number[]): Map<number, Origin> | null {
  const { legs, origins } = choice;
  const { start } = legs.facts;
  const taken = new Map<number, number[]>();
  const assigned = new Map<number, Origin>();
  const inOrder = [...members].sort((a, b) => (start[a] as number) - (start[b] as number) || a - b);
  for (const leg of inOrder) {
    const latestFirst = [...(origins.get(leg) ?? [])].sort(
      (a, b) => (start[b.parent] as number) - (start[a.parent] as number) || b.parent - a.parent,
    );
    const free = latestFirst.find((origin) => {
      const { parent } = origin;
      const beside = [...(taken.get(parent) ?? []), ...(choice.children.get(parent) ?? [])];
      return !beside.some((other) => areRivals(legs, leg, other)) && stands(choice, origin);
    });
    if (!free) return null;
    assigned.set(leg, free);
    taken.set(free.parent, [...(taken.get(free.parent) ?? []), leg]);
  }
  return assigned;
}

/** A pair whose number no other call nearby carries may mirror roughly; otherwise it must mirror clearly. */
function stands({ legs, common }: Choice, { leg, parent, shared }: Origin): boolean {
  const mirror = mirrorOf(legs.facts, parent, leg);
  if (contradicts(mirror)) return false;
  return isClear(mirror) || (shared & ~((common[leg] as number) | (common[parent] as number))) !== 0;
}

/** Two legs out of one host that cannot both come from one leg: calls side by side, no branches of a fork. */
function areRivals(legs: Legs, a: number, b: number): boolean {
  const { facts } = legs;
  if (facts.fromHost[a] !== facts.fromHost[b]) return false;
  return areParallel(legs, a, b) || (overlap(facts, a, b) && bothTalk(facts, a, b));
}

/** The candidate that stands alone, or mirrors far better than all others, and that no other leg has a better claim to. */
function winnerOf(choice: Choice, leg: number): Origin | undefined {
  const { legs, origins, claims, children } = choice;
  const list = origins.get(leg) ?? [];
  const winner = list.find((one) => list.every((other) => other === one || beats(legs, one, other)));
  // Calls side by side carry its numbers, so only what they did can tell.
  if (!winner || !isClear(mirrorOf(legs.facts, winner.parent, leg))) return undefined;
  for (const claim of claims.get(winner.parent) ?? []) {
    if (claim.leg === leg || !areRivals(legs, leg, claim.leg)) continue;
    if (!outranks(winner, claim) && !beats(legs, winner, claim)) return undefined;
  }
  const rivals = (children.get(winner.parent) ?? []).filter((child) => areRivals(legs, leg, child));
  return rivals.length > 0 ? undefined : winner;
}

function outranks(one: Origin, other: Origin): boolean {
  return one.shared === (SAME_CALLED | SAME_CALLING) && other.shared !== one.shared;
}

/** Microseconds. */
const MARGIN = 150_000;

/**
 * Whether one pair mirrors far better than another: it rings, is answered and ends promptly, and the other one is far off
 * in two of the three, or was answered at another time altogether. Clocks of two sources may differ by what is compared here, so such pairs are never told apart.
 */
function beats(legs: Legs, one: Origin, other: Origin): boolean {
  if (!sameClock(legs, one) || !sameClock(legs, other)) return false;
  const near = mirrorOf(legs.facts, one.parent, one.leg);
  const far = mirrorOf(legs.facts, other.parent, other.leg);
  const better = PARTS.filter(
    (part) =>
      far[part] >= near[part] * 4 + MARGIN || (part === 'answered' && near[part] >= 0 && Number.isNaN(far[part])),
  );
  return isClear(near) && better.length >= 2;
}

const PARTS = ['rang', 'answered', 'ended'] as const satisfies readonly (keyof Mirror)[];

function sameClock({ index, facts }: Legs, { leg, parent }: Origin): boolean {
  const { source } = index.columns;
  return source[facts.first[leg] as number] === source[facts.first[parent] as number];
}

const NUMBERS = evidenceCode('numbers');

function linkOf({ facts }: Legs, { leg, parent, shared }: Origin): Link {
  const mirror = mirrorOf(facts, parent, leg);
  const answered = isTogether(mirror.answered) ? ANSWERED_TOGETHER : 0;
  const ended = isTogether(mirror.ended) ? ENDED_TOGETHER : 0;
  return { a: parent, b: leg, evidence: NUMBERS, support: shared | answered | ended, value: -1 };
}
