import { type Choice, stands, winnerOf } from './choice.ts';
import { CommonNumbers } from './common-numbers.ts';
import { findOrigins, type Origins } from './join-numbers.ts';
import { findWaiting } from './join-waiting.ts';
import { areRivals, arrivesAt, type Legs } from './leg-relations.ts';
import { ANSWERED_TOGETHER, ENDED_TOGETHER, evidenceCode, LinkList, type LinkSink, type LinkTable } from './link.ts';
import { isTogether, mirrorsOf } from './mirror.ts';
import { findNumberGroups } from './number-groups.ts';
import type { SharedKeys } from './shared-keys.ts';
import { Union } from './union.ts';

/** What numbers and time make likely. */
export interface Likely {
  /** For each leg the one call that waits where it leaves, -1 for none. */
  readonly waiting: Int32Array;
  readonly choice: Choice;
  /** For each leg the candidate of `choice` that it comes from, -1 for none. */
  readonly chosen: Int32Array;
}

/** Pairs offered for one leg. */
const MOST_OFFERED = 8;

/**
 * Finds legs that come from others by number and time: an INVITE leaves a host soon after another one arrived there, and a
 * number agrees. Where several pairs are possible that exclude each other, only what mirrors far better than all the
 * others is chosen.
 */
export function findLikely(legs: Legs, shared: SharedKeys, known: LinkList, union: Union): Likely {
  const { count } = legs.facts;
  const { isLinked, hasParent } = readLinks(legs, known);
  const groups = findNumberGroups(legs, shared);
  const origins = findOrigins(legs, groups, hasParent);
  const rough = new Union(union);
  const isPlaced = isLinked.slice();
  for (let i = 0; i < origins.count; i++) {
    rough.join(origins.leg[i] as number, origins.parent[i] as number);
    isPlaced[origins.leg[i] as number] = 1;
  }
  const waiting = findWaiting(legs, groups, isPlaced);
  const claims = claimsOf(origins, count);
  const choice = {
    legs,
    origins,
    mirrors: mirrorsOf(legs.facts, origins.parent, origins.leg, origins.count),
    claims,
    children: childrenOf(legs, known, origins, claims),
    common: new CommonNumbers(legs, groups, () => nearbyOf(rough, waiting)),
  };
  return { waiting, choice, chosen: choose(choice, isLinked, rough) };
}

/** What may be the next attempt of a call that waits is no other call. */
function nearbyOf(rough: Union, waiting: Int32Array): Union {
  const nearby = new Union(rough);
  for (let leg = 0; leg < waiting.length; leg++)
    if ((waiting[leg] as number) >= 0) nearby.join(leg, waiting[leg] as number);
  return nearby;
}

/** Links of legs to those that they were found to come from. */
export function linkLikely({ choice, chosen }: Likely, links: LinkSink): void {
  for (const i of chosen) if (i >= 0) addLink(choice, i, links);
}

/**
 * Pairs that fit but exclude each other, for a person to decide: what became one call in another way is not offered.
 * @param call by leg the number of its call
 */
export function offersOf({ choice, chosen }: Likely, call: Uint32Array): LinkTable {
  const { origins } = choice;
  const offered = new LinkList();
  for (let leg = 0; leg < chosen.length; leg++) {
    if ((chosen[leg] as number) >= 0) continue;
    const stop = Math.min((origins.start[leg] as number) + MOST_OFFERED, origins.start[leg + 1] as number);
    for (let i = origins.start[leg] as number; i < stop; i++)
      if (call[leg] !== call[origins.parent[i] as number]) addLink(choice, i, offered);
  }
  return offered.table();
}

/** Which legs links by key tie to one before them, and which of them to one that arrived where they leave. */
function readLinks(legs: Legs, { columns, count }: LinkList) {
  const isLinked = new Uint8Array(legs.facts.count);
  const hasParent = new Uint8Array(legs.facts.count);
  for (let i = 0; i < count; i++) {
    const leg = columns.b[i] as number;
    isLinked[leg] = 1;
    if (!hasParent[leg] && isPassedOn(legs, columns.a[i] as number, leg)) hasParent[leg] = 1;
  }
  return { isLinked, hasParent };
}

function isPassedOn(legs: Legs, parent: number, leg: number): boolean {
  return arrivesAt(legs, parent, legs.facts.fromHost[leg] as number);
}

/** Legs that keys have tied to the parents that other legs claim too. */
function childrenOf(
  legs: Legs,
  { columns, count }: LinkList,
  origins: Origins,
  { start }: Choice['claims'],
): Map<number, number[]> {
  const children = new Map<number, number[]>();
  if (origins.count === 0) return children;
  for (let i = 0; i < count; i++) {
    const parent = columns.a[i] as number;
    const leg = columns.b[i] as number;
    if (start[parent] === start[parent + 1] || !isPassedOn(legs, parent, leg)) continue;
    const others = children.get(parent);
    if (!others) children.set(parent, [leg]);
    else if (!others.includes(leg)) others.push(leg);
  }
  return children;
}

/** Candidates by parent: those of parent i are of[start[i]] … of[start[i + 1] - 1]. */
function claimsOf({ count, parent }: Origins, legs: number): Choice['claims'] {
  const start = new Uint32Array(legs + 1);
  for (let i = 0; i < count; i++) start[(parent[i] as number) + 1] = (start[(parent[i] as number) + 1] as number) + 1;
  for (let i = 1; i <= legs; i++) start[i] = (start[i] as number) + (start[i - 1] as number);
  const next = start.slice();
  const of = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const at = next[parent[i] as number] as number;
    of[at] = i;
    next[parent[i] as number] = at + 1;
  }
  return { start, of };
}

/** How many legs come from nowhere in each set of legs that may be one call, by the number that stands for the set. */
function rootsOf({ start }: Origins, isLinked: Uint8Array, rough: Union): Uint32Array {
  const roots = new Uint32Array(isLinked.length);
  for (let leg = 0; leg < isLinked.length; leg++) {
    if (isLinked[leg] || start[leg] !== start[leg + 1]) continue;
    const set = rough.find(leg);
    roots[set] = (roots[set] as number) + 1;
  }
  return roots;
}

/** For each leg the candidate that it comes from, -1 for none. */
function choose(choice: Choice, isLinked: Uint8Array, rough: Union): Int32Array {
  const { origins, claims, children } = choice;
  const { count } = choice.legs.facts;
  const chosen = new Int32Array(count).fill(-1);
  if (origins.count === 0) return chosen;
  const roots = rootsOf(origins, isLinked, rough);
  const tangled = new Map<number, number[]>();
  for (let leg = 0; leg < count; leg++) {
    const first = origins.start[leg] as number;
    if (first === origins.start[leg + 1]) continue;
    const set = rough.find(leg);
    const parent = origins.parent[first] as number;
    const isAlone =
      origins.start[leg + 1] === first + 1 && claims.start[parent + 1] === (claims.start[parent] as number) + 1;
    if (roots[set] !== 1) chosen[leg] = origins.crowded[leg] ? -1 : winnerOf(choice, leg);
    else if (isAlone && !origins.crowded[leg] && !children.has(parent))
      chosen[leg] = stands(choice, first) ? first : -1;
    else if (tangled.has(set)) tangled.get(set)?.push(leg);
    else tangled.set(set, [leg]);
  }
  for (const members of tangled.values()) {
    const isCrowded = members.some((leg) => origins.crowded[leg] === 1);
    if (!isCrowded && assign(choice, members, chosen)) continue;
    for (const leg of members) chosen[leg] = origins.crowded[leg] ? -1 : winnerOf(choice, leg);
  }
  return chosen;
}

/**
 * Legs whose calls all begin in one leg: each comes from the latest of its candidates that no other leg beside it comes
 * from. False when that leaves one over, as then another call is there whose beginning was not seen.
 */
function assign(choice: Choice, members: number[], chosen: Int32Array): boolean {
  const { legs, origins, children } = choice;
  const { start } = legs.facts;
  const taken = new Map<number, number[]>();
  members.sort((a, b) => (start[a] as number) - (start[b] as number) || a - b);
  for (const leg of members) {
    const free = latestFirst(choice, leg).find((i) => {
      const parent = origins.parent[i] as number;
      const beside = [...(taken.get(parent) ?? []), ...(children.get(parent) ?? [])];
      return !beside.some((other) => areRivals(legs, leg, other)) && stands(choice, i);
    });
    if (free === undefined) return false;
    chosen[leg] = free;
    const parent = origins.parent[free] as number;
    taken.set(parent, [...(taken.get(parent) ?? []), leg]);
  }
  return true;
}

function latestFirst({ legs, origins }: Choice, leg: number): number[] {
  const { start } = legs.facts;
  const list: number[] = [];
  for (let i = origins.start[leg] as number; i < (origins.start[leg + 1] as number); i++) list.push(i);
  const parentOf = (i: number) => origins.parent[i] as number;
  return list.sort(
    (a, b) => (start[parentOf(b)] as number) - (start[parentOf(a)] as number) || parentOf(b) - parentOf(a),
  );
}

const NUMBERS = evidenceCode('numbers');

function addLink({ origins, mirrors }: Choice, i: number, links: LinkSink): void {
  const answered = isTogether(mirrors.answered[i]) ? ANSWERED_TOGETHER : 0;
  const ended = isTogether(mirrors.ended[i]) ? ENDED_TOGETHER : 0;
  const support = (origins.shared[i] as number) | answered | ended;
  links.add(origins.parent[i] as number, origins.leg[i] as number, NUMBERS, support, -1);
}
