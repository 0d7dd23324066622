import { type CommonNumbers, ownNumbers } from './common-numbers.ts';
import { areRivals, type Legs } from './leg-relations.ts';
import { evidenceCode, LinkList } from './link.ts';
import { contradicts, mirrorsOf } from './mirror.ts';

/** The next attempt leaves within two seconds of the failure of the one before. Microseconds. */
const AT_ONCE = 2_000_000;
/** It may leave a moment before the failure is acknowledged. Microseconds. */
const SLACK = 100_000;
const NEXT_ATTEMPT = evidenceCode('next-attempt');

/**
 * Links of legs that follow another one that failed: a box hunts, or goes elsewhere after a refusal or a silence. Only one
 * call may wait there, and a number must agree that no other call nearby carries.
 */
export function linksByHunting(legs: Legs, waiting: Int32Array, common: CommonNumbers, known: LinkList): LinkList {
  const { start, over, isAnswered } = legs.facts;
  const found = new LinkList();
  const branches = new Map<number, number[]>();
  const followers: number[] = [];
  for (let leg = 0; leg < waiting.length; leg++) if ((waiting[leg] as number) >= 0) followers.push(leg);
  if (followers.length === 0) return found;
  for (const leg of followers) branches.set(waiting[leg] as number, []);
  for (let i = 0; i < known.count; i++) branches.get(known.columns.a[i] as number)?.push(known.columns.b[i] as number);
  followers.sort((a, b) => (start[a] as number) - (start[b] as number) || a - b);
  for (const leg of followers) {
    const call = waiting[leg] as number;
    const begin = start[leg] as number;
    const others = branches.get(call) ?? [];
    const follows = others.some((other) => {
      const since = begin - (over[other] as number);
      return isAnswered[other] === 0 && since >= -SLACK && since <= AT_ONCE;
    });
    const own = ownNumbers(legs, common, call, leg);
    if (!follows || own === 0 || others.some((other) => areRivals(legs, leg, other))) continue;
    if (contradicts(mirrorsOf(legs.facts, Uint32Array.of(call), Uint32Array.of(leg), 1), 0)) continue;
    found.add(call, leg, NEXT_ATTEMPT, own, -1);
    others.push(leg);
  }
  return found;
}
