import { CALLED, REDIRECTED, REFERRED, TARGET } from '../sip/key-table.ts';
import type { Legs } from './leg-relations.ts';
import { evidenceCode, type LinkSink } from './link.ts';
import type { SharedKeys } from './shared-keys.ts';

const ASKED = (1 << REFERRED) | (1 << REDIRECTED);
const WANTED = (1 << CALLED) | (1 << TARGET);
const REFER = evidenceCode('refer');
const REDIRECT = evidenceCode('redirect');
/** An INVITE that follows a REFER or a redirect comes within five seconds. Microseconds. */
const FOLLOWS = 5_000_000;
/** An INVITE that passes another one on comes within two seconds. */
const PASSES_ON = 2_000_000;

/** An INVITE to the called party: who sent it to whom. */
interface Placed {
  readonly leg: number;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** It is the one that began its leg. */
  readonly first: boolean;
}

interface Asked {
  readonly leg: number;
  readonly at: number;
  /** Host of who received the REFER or the 3xx: whoever places the new call. */
  readonly actor: number;
  readonly evidence: number;
}

/** Links INVITEs of the receiver of a REFER to its Refer-To, or of the receiver of a 3xx to its Contact (RFC 3515, RFC 3261 §8.1.3.4). */
export function linkFollowers(legs: Legs, shared: SharedKeys, links: LinkSink): void {
  for (let i = 0; i < shared.count; i++) {
    const kinds = shared.kinds[i] as number;
    if (!(kinds & ASKED) || !(kinds & WANTED)) continue;
    const { asked, placed } = read(legs, shared, i);
    for (const { a, b, evidence } of match(asked, placed)) links.add(a, b, evidence, 0, shared.value[i] as number);
  }
}

function read({ index, facts }: Legs, shared: SharedKeys, i: number): { asked: Asked[]; placed: Placed[] } {
  const c = index.columns;
  const { row: rowOf, kind } = index.keys.columns;
  const asked: Asked[] = [];
  const placed: Placed[] = [];
  const host = (endpoint: number | undefined) => facts.hosts[endpoint as number] as number;
  for (let at = shared.start[i] as number; at < (shared.start[i + 1] as number); at++) {
    const key = shared.keys[at] as number;
    const row = rowOf[key] as number;
    const leg = facts.legOfRow[row] as number;
    const time = c.time[row] as number;
    if (kind[key] === REFERRED || kind[key] === REDIRECTED) {
      asked.push({ leg, at: time, actor: host(c.to[row]), evidence: kind[key] === REFERRED ? REFER : REDIRECT });
    } else if (kind[key] === CALLED || kind[key] === TARGET) {
      placed.push({ leg, at: time, from: host(c.from[row]), to: host(c.to[row]), first: facts.first[leg] === row });
    }
  }
  placed.sort((a, b) => a.at - b.at);
  return { asked, placed };
}

/** Pairs that stand alone: one INVITE for one request, and no other call that it may pass on. */
function match(asked: readonly Asked[], placed: readonly Placed[]): { a: number; b: number; evidence: number }[] {
  const found = new Map<number, Asked[]>();
  const answers = new Map<Asked, Set<number>>();
  for (const one of asked) {
    const legs = new Set<number>();
    for (let i = lowerBound(placed, one.at); i < placed.length; i++) {
      const { leg, at, from, first } = placed[i] as Placed;
      if (!(at - one.at <= FOLLOWS)) break;
      if (first && leg !== one.leg && from === one.actor) legs.add(leg);
    }
    answers.set(one, legs);
    for (const leg of legs) found.set(leg, [...(found.get(leg) ?? []), one]);
  }
  const links: { a: number; b: number; evidence: number }[] = [];
  for (const [leg, claims] of found) {
    const [claim] = claims;
    const single = claims.every((other) => other.leg === claim?.leg && answers.get(other)?.size === 1);
    if (claim && single && !mayPassOn(placed, leg)) links.push({ a: claim.leg, b: leg, evidence: claim.evidence });
  }
  return links;
}

/** Whether another INVITE to the same party arrived where this leg leaves, shortly before. */
function mayPassOn(placed: readonly Placed[], leg: number): boolean {
  const own = placed.find((one) => one.leg === leg && one.first);
  if (!own) return true;
  for (let i = lowerBound(placed, own.at - PASSES_ON); i < placed.length; i++) {
    const other = placed[i] as Placed;
    if (!(other.at <= own.at)) break;
    if (other.leg !== leg && other.to === own.from) return true;
  }
  return false;
}

function lowerBound(placed: readonly Placed[], time: number): number {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placed[middle] as Placed).at < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
