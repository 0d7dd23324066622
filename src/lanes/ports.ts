import type { CallDetail } from '../call/types.ts';
import type { Scene } from './evidence.ts';

/** Sockets of one address that nothing tells apart, at least two; each list in order of their first message. */
export function sharedAddresses(scene: Scene): number[][] {
  const { endpoints, talks } = scene;
  const byHost = new Map<number, number[]>();
  for (const id of endpoints) {
    const host = talks.hosts[id] ?? -1;
    const list = byHost.get(host);
    if (list) list.push(id);
    else byHost.set(host, [id]);
  }
  const groups = [...byHost.values()].filter((group) => group.length > 1);
  if (groups.length === 0) return [];
  const differ = tellApart(scene);
  return groups.map((group) => withoutConflicts(group, differ)).filter((group) => group.length > 1);
}

/** Takes out whoever conflicts with most of the others until nobody does. */
function withoutConflicts(group: readonly number[], differ: (a: number, b: number) => boolean): number[] {
  const left = [...group];
  for (;;) {
    const counts = left.map((a) => left.filter((b) => a !== b && differ(a, b)).length);
    const most = Math.max(0, ...counts);
    if (most === 0) return left;
    left.splice(counts.lastIndexOf(most), 1);
  }
}

/**
 * What says that two sockets of one address are two machines: they send each other messages, they are both ends of a leg
 * or of the call, called on different legs, branches of one fork, behind a NAT with other addresses of their own, or other products.
 */
function tellApart(scene: Scene): (a: number, b: number) => boolean {
  const { talks, detail } = scene;
  const ends = pairsOfEnds(detail);
  const homes = homesOf(scene);
  const products = productsOf(scene);
  return (a, b) =>
    talks.socketsTalk(a, b) ||
    ends.has(pairKey(a, b)) ||
    isOther(homes.get(a), homes.get(b)) ||
    isOther(products.get(a), products.get(b));
}

function pairKey(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

function pairsOfEnds({ summary, legs, attempts }: CallDetail): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const { caller, callee } of [summary, ...legs.map((leg) => leg.summary)]) {
    pairs.add(pairKey(caller.endpoint, callee.endpoint));
  }
  for (const one of legs) {
    for (const other of legs) {
      const [a, b] = [one.summary.callee.endpoint, other.summary.callee.endpoint];
      if (a !== b) pairs.add(pairKey(a, b));
    }
  }
  for (const one of attempts) {
    for (const other of attempts) {
      if (one.client === other.client && one.server !== other.server) pairs.add(pairKey(one.server, other.server));
    }
  }
  return pairs;
}

/** The host by which each socket calls itself in the Via of its requests. */
function homesOf({ said }: Scene): ReadonlyMap<number, string> {
  const homes = new Map<number, string>();
  for (const { message, vias } of said) {
    const host = vias[0]?.host;
    if (message.kind === 'request' && host !== undefined && !homes.has(message.from)) homes.set(message.from, host);
  }
  return homes;
}

/** User-Agent or Server by socket: of requests that nobody passed on, and of answers as far as nobody else's are known. */
function productsOf({ index, said }: Scene): ReadonlyMap<number, string> {
  const { product } = index.columns;
  const products = new Map<number, string>();
  for (const { message, vias } of said) {
    const id = product[message.row] ?? -1;
    if (id < 0 || products.has(message.from) || message.kind !== 'request' || vias.length !== 1) continue;
    products.set(message.from, index.texts.text(id));
  }
  return products;
}

function isOther(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}
