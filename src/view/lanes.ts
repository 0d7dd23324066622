import { rememberingOf } from '../base/memo.ts';
import { hostOfPattern, type LanePattern, matches, parsePattern, socketParts } from './lane-pattern.ts';
import type { LaneDecisions } from './view.ts';

/**
 * Which lane a socket is drawn on: the first name of the list that it is merged into, or its own name. A list that names
 * the socket itself counts before one that means it by a pattern, its host before networks and ranges of ports.
 */
export function laneKeys(merged: LaneDecisions['merged']): (socket: string) => string {
  const named = new Map<string, string>();
  const patterns: (readonly [string, string])[] = [];
  for (const list of merged) {
    const key = list[0];
    if (key === undefined) continue;
    for (const text of list) {
      patterns.push([text, key]);
      if (!named.has(text)) named.set(text, key);
    }
  }
  const meant = meaning(patterns);
  return (socket) => named.get(socket) ?? meant(socket) ?? socket;
}

type NameOf = (key: string, sockets: readonly string[]) => string | undefined;

/**
 * The name that a person gave to a lane: by its key, by one of its sockets, or by a pattern; undefined without. Remembered,
 * as a ladder is laid out many times with the same names, of which there may be thousands.
 */
export const givenNames = rememberingOf((names: LaneDecisions['names']): NameOf => {
  const meant = meaning([...names].filter(([, name]) => name !== ''));
  return (key, sockets) => {
    for (const text of [key, ...sockets]) {
      const name = names.get(text);
      if (name) return name;
    }
    for (const socket of sockets) {
      const name = meant(socket);
      if (name !== undefined) return name;
    }
    return undefined;
  };
});

/** The same decisions by the names of these sockets alone: what a part of a trace takes along. */
export function laneDecisionsOf(decisions: LaneDecisions, sockets: ReadonlySet<string>): LaneDecisions {
  const members = membersOf(decisions, sockets);
  const here = (key: string) => members.get(key)?.[0] ?? (NOBODY.test(key) ? key : []);
  const nameOf = givenNames(decisions.names);
  const names = [...members].flatMap(([key, list]): [string, string][] => {
    const name = nameOf(key, list);
    return name === undefined ? [] : [[list[0] ?? key, name]];
  });
  for (const [key, name] of decisions.names) if (NOBODY.test(key) && !members.has(key)) names.push([key, name]);
  return {
    ...decisions,
    order: decisions.order.flatMap(here),
    hidden: decisions.hidden.flatMap(here),
    names: new Map(names),
    merged: [...members.values()].filter(isSeveral),
    apart: decisions.apart.map((list) => list.filter((socket) => sockets.has(socket))).filter(isSeveral),
  };
}

/** A lane without address: nothing that anybody may not see. */
const NOBODY = /^unknown( \d+)?$/;

/** Sockets by the lane that they are drawn on; the one that names the lane comes first. */
function membersOf({ merged }: LaneDecisions, sockets: ReadonlySet<string>): Map<string, string[]> {
  const keyOf = laneKeys(merged);
  const members = new Map<string, string[]>();
  for (const socket of new Set([...sockets, ...merged.flat().filter((text) => NOBODY.test(text))])) {
    const key = keyOf(socket);
    const known = members.get(key);
    if (!known) members.set(key, [socket]);
    else if (socket === key) known.unshift(socket);
    else known.push(socket);
  }
  return members;
}

function isSeveral(list: readonly string[]): boolean {
  return list.length > 1;
}

/** What patterns stand for by the sockets that they mean; of several the one for the host, else the first. */
function meaning<T>(list: readonly (readonly [text: string, value: T])[]): (socket: string) => T | undefined {
  const hosts = new Map<string, T>();
  const others: (readonly [LanePattern, T])[] = [];
  for (const [text, value] of list) {
    const pattern = parsePattern(text);
    const host = pattern && hostOfPattern(pattern);
    if (host !== null && !hosts.has(host)) hosts.set(host, value);
    else if (pattern && host === null) others.push([pattern, value]);
  }
  return (socket) => {
    if (hosts.size === 0 && others.length === 0) return undefined;
    const parts = socketParts(socket);
    return (
      hosts.get(parts.bytes ? parts.host : parts.host.toLowerCase()) ??
      others.find(([pattern]) => matches(pattern, parts))?.[1]
    );
  };
}
