import { laneKeys } from './lanes.ts';
import type { LaneDecisions } from './view.ts';

/** A change of what was decided about lanes. Lanes are named by their keys; nothing else is touched. */
export type Shape = (lanes: LaneDecisions) => LaneDecisions;

/** Moves lane `key` beside the lane `target`. `drawn` are the lanes as they stand, from left to right. */
export function moveLane(drawn: readonly string[], key: string, target: string, side: 'before' | 'after'): Shape {
  return (lanes) => {
    const rest = drawn.filter((other) => other !== key);
    const at = rest.indexOf(target);
    if (at < 0 || key === target || !drawn.includes(key)) return lanes;
    const order = rest.toSpliced(side === 'before' ? at : at + 1, 0, key);
    // Lanes of other calls keep what was decided on them.
    return { ...lanes, order: [...order, ...lanes.order.filter((other) => !drawn.includes(other))] };
  };
}

/** Draws `parts` as one lane with the lane `into`, which gives the name. Parts are keys, sockets or patterns. */
export function mergeLanes(into: string, parts: readonly string[]): Shape {
  return (lanes) => {
    const lists = [into, ...parts].map((part) => lanes.merged.find((list) => list[0] === part) ?? [part]);
    const whole = [...new Set(lists.flat())];
    if (whole.length < 2) return lanes;
    const gone = new Set(parts);
    const merged = lanes.merged.filter((list) => !lists.includes(list));
    return {
      ...lanes,
      merged: [...merged, whole],
      order: lanes.order.filter((key) => !gone.has(key)),
      hidden: lanes.hidden.filter((key) => !gone.has(key)),
    };
  };
}

/** Draws all sockets that a pattern means as one lane, those that were merged with others by name included. */
export function mergePattern(pattern: string, sockets: readonly string[]): Shape {
  return (lanes) => {
    const keyOf = laneKeys([[pattern]]);
    const means = (part: string) => part === pattern || keyOf(part) === pattern;
    const rest = lanes.merged.map((list) => list.filter((part) => !means(part)));
    const keyNow = laneKeys(lanes.merged);
    const gone = new Set(sockets.filter((socket) => means(socket)).map(keyNow));
    return {
      ...lanes,
      // The first pattern that means a socket has it.
      merged: [[pattern], ...rest.filter((list) => list.length > 0)],
      order: replaceFirst(lanes.order, gone, pattern),
      hidden: lanes.hidden.filter((key) => !gone.has(key)),
    };
  };
}

/** Takes a merged lane apart: each of its sockets is a lane again, and is not proposed again. */
export function splitLane(key: string, sockets: readonly string[]): Shape {
  return (lanes) => ({
    ...lanes,
    merged: lanes.merged.filter((list) => list[0] !== key),
    hidden: lanes.hidden.filter((other) => other !== key),
    apart: sockets.length > 1 ? [...lanes.apart, [...sockets]] : lanes.apart,
  });
}

/** Takes one socket out of a merged lane. */
export function takeOut(key: string, socket: string): Shape {
  return (lanes) => {
    const merged = lanes.merged.map((list) => (list[0] === key ? list.filter((part) => part !== socket) : list));
    // Named in a list of its own, it counts before a pattern that means it.
    const still = laneKeys(merged)(socket) !== socket;
    const kept = merged.filter((list) => list.length > 0);
    return { ...lanes, merged: still ? [...kept, [socket]] : kept };
  };
}

export function hideLane(key: string): Shape {
  return (lanes) => (lanes.hidden.includes(key) ? lanes : { ...lanes, hidden: [...lanes.hidden, key] });
}

export function showLane(key: string): Shape {
  return (lanes) => ({ ...lanes, hidden: lanes.hidden.filter((other) => other !== key) });
}

/** Shows every lane that was hidden. */
export const showAll: Shape = (lanes) => ({ ...lanes, hidden: [] });

/** Gives a lane, a socket or a pattern a name; '' takes it back. */
export function nameLane(key: string, name: string): Shape {
  return (lanes) => {
    const names = new Map(lanes.names);
    if (name === '') names.delete(key);
    else names.set(key, name);
    return { ...lanes, names };
  };
}

/** These sockets are not proposed as one lane again. */
export function keepApart(sockets: readonly string[]): Shape {
  return (lanes) => ({ ...lanes, apart: [...lanes.apart, [...sockets]] });
}

/** Each lane that carries only keepalives by itself, or all of them as one. */
export function showKeepalives(on: boolean): Shape {
  return (lanes) => ({ ...lanes, keepalives: on });
}

function replaceFirst(list: readonly string[], gone: ReadonlySet<string>, by: string): string[] {
  const at = list.findIndex((key) => gone.has(key));
  return list.flatMap((key, i) => (i === at ? [by] : gone.has(key) ? [] : [key]));
}
