import type { CallDetail, CallMessage, LegLink } from './types.ts';

/** One message on its way through the boxes of a call. */
export interface Hop {
  /** Row of the message index. */
  readonly row: number;
  /** Position in the list of hops of the message that it came from; -1 for the first. */
  readonly parent: number;
}

/** A call is passed on within a moment, unless it waits in a queue: then only its legs tell. Microseconds. */
const PASSES_ON = 4_000_000;
const MOST_HOPS = 16;

/**
 * The same message hop by hop: across proxies under one Call-ID, and across the boxes that join two legs. Those that it
 * came from stand first, then itself, then what became of it, branches of a fork side by side. A message seen once is alone.
 * @param hosts a number for the host of each endpoint, by its id
 * @param row any copy of the message
 */
export function hopsOf(detail: CallDetail, hosts: Int32Array, row: number): Hop[] {
  const { messages } = detail;
  const places = new Map(messages.map((message, i) => [message.row, i]));
  const start = original(messages, places, places.get(row) ?? -1);
  if (start < 0) return [];
  const parents = parentsOf(detail, places, hosts, messages[start] as CallMessage);
  let root = start;
  for (let steps = 0; (parents.get(root) ?? -1) >= 0 && steps < messages.length; steps++)
    root = parents.get(root) as number;
  return treeFrom(root, parents, messages);
}

/** Copies on one hop count as their first. */
function original(messages: readonly CallMessage[], places: ReadonlyMap<number, number>, at: number): number {
  let found = at;
  for (let steps = 0; steps < messages.length; steps++) {
    const message = messages[found];
    if (!message || message.copy === null || message.copy === 'hop') break;
    found = places.get(message.of) ?? -1;
  }
  return found;
}

/** For every message of the same sort that was sent on a hop, the one that it came from. */
function parentsOf(
  detail: CallDetail,
  places: ReadonlyMap<number, number>,
  hosts: Int32Array,
  like: CallMessage,
): ReadonlyMap<number, number> {
  const { messages } = detail;
  const parents = new Map<number, number>();
  const same = [...messages.keys()].filter((i) => isLike(messages[i] as CallMessage, like));
  const boxes = boxesOf(detail, hosts);
  const used = new Set<string>();
  for (const i of same) {
    const message = messages[i] as CallMessage;
    if (message.copy === 'hop') parents.set(i, original(messages, places, places.get(message.of) ?? -1));
    else {
      const from = isNewCall(detail, message) ? -1 : arrivalBefore(detail, same, i, boxes, used);
      parents.set(i, from);
      if (from >= 0) used.add(`${from} ${message.leg}`);
    }
  }
  return parents;
}

/** Of one kind, and sent for itself: neither a duplicate nor sent again. */
function isLike(message: CallMessage, like: CallMessage): boolean {
  return (
    (message.copy === null || message.copy === 'hop') &&
    message.kind === like.kind &&
    message.method === like.method &&
    message.status === like.status &&
    message.reinvite === like.reinvite
  );
}

/**
 * The latest message of another leg that arrived at the box which sent this one. What a box passed on into a leg once, it
 * does not pass on there again.
 */
function arrivalBefore(
  { messages, legs }: CallDetail,
  same: readonly number[],
  i: number,
  boxes: ReadonlyMap<number, number>,
  used: ReadonlySet<string>,
): number {
  const message = messages[i] as CallMessage;
  const box = boxes.get(message.from);
  const waits = message.kind === 'request' && message.method === 'INVITE' && !message.reinvite;
  const found = same.findLast((j) => {
    const other = messages[j] as CallMessage;
    if (j >= i || other.leg === message.leg || boxes.get(other.to) !== box) return false;
    if (used.has(`${j} ${message.leg}`) || (!waits && message.time - other.time > PASSES_ON)) return false;
    return !waits || !isSuccessor(legs[message.leg]?.links ?? [], other.leg);
  });
  return found ?? -1;
}

const APART: ReadonlySet<string> = new Set(['refer', 'third-party', 'music']);

/** A call that somebody was asked to make (RFC 3515) is no hop of the one in which that was asked. */
function isNewCall({ legs }: CallDetail, { kind, method, reinvite, leg }: CallMessage): boolean {
  const isInitial = kind === 'request' && method === 'INVITE' && !reinvite;
  return isInitial && (legs[leg]?.links.some(({ evidence }) => APART.has(evidence)) ?? false);
}

/** The leg only names the other one, to take its place or to join it (RFC 3891, RFC 3911). */
function isSuccessor(links: readonly LegLink[], to: number): boolean {
  const between = links.filter((link) => link.to === to);
  return between.length > 0 && between.every(({ evidence }) => evidence === 'dialog-named');
}

/**
 * A number for the box of each endpoint: its host, or for a box with an address for each side the host at which the leg
 * before arrived.
 */
function boxesOf({ messages, legs }: CallDetail, hosts: Int32Array): ReadonlyMap<number, number> {
  const boxes = new Map<number, number>();
  for (const { from, to } of messages) for (const id of [from, to]) boxes.set(id, hosts[id] ?? -1 - id);
  const initial = (leg: number) =>
    messages.filter(
      (message) =>
        message.leg === leg && message.kind === 'request' && message.method === 'INVITE' && !message.reinvite,
    );
  for (const [leg, { links }] of legs.entries()) {
    const [first] = initial(leg);
    if (!first) continue;
    const here = boxes.get(first.from);
    const isAtArrival = messages.some(
      (other) => other.leg !== leg && boxes.get(other.to) === here && other.method === 'INVITE',
    );
    const before = links.flatMap(({ to }) => initial(to).filter(({ time }) => !(time > first.time)));
    const arrived = before.at(-1);
    if (isAtArrival || !arrived) continue;
    const there = boxes.get(arrived.to) as number;
    for (const [id, box] of boxes) if (box === here) boxes.set(id, there);
  }
  return boxes;
}

/** The messages that come from `root`, each behind the one that it came from. */
function treeFrom(root: number, parents: ReadonlyMap<number, number>, messages: readonly CallMessage[]): Hop[] {
  const children = new Map<number, number[]>();
  for (const [i, parent] of parents) children.set(parent, [...(children.get(parent) ?? []), i]);
  const hops: Hop[] = [];
  const visit = (i: number, parent: number) => {
    if (hops.length >= MOST_HOPS) return;
    const at = hops.push({ row: (messages[i] as CallMessage).row, parent }) - 1;
    for (const child of children.get(i) ?? []) visit(child, at);
  };
  visit(root, -1);
  return hops;
}
