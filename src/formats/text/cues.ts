import { LF } from '../../sip/bytes.ts';

/**
 * Finds any of many literals in one pass over bytes (Aho and Corasick). States are rows of a flat table, one column per
 * class of bytes, and those that end a literal are numbered last, so a byte costs two loads and one comparison.
 */
export interface Cues {
  readonly next: Int32Array;
  readonly classes: Uint8Array;
  /** States from here on end a literal. */
  readonly accepting: number;
  /** Bits of the literals that end in a state, by (state − accepting) / width; each is a list of 32-bit words. */
  readonly found: readonly (readonly number[])[];
  readonly width: number;
}

interface Node {
  readonly children: Map<number, Node>;
  readonly ends: number[];
  fail: Node | null;
  state: number;
}

/** A machine that finds `literals` (ASCII, no line ends in them). The position in the list is the number of a literal. */
export function compileCues(literals: readonly string[]): Cues {
  const { classes, width } = classify(literals);
  const root = makeTrie(literals);
  const nodes = link(root);
  const ordered = [...nodes.filter((node) => node.ends.length === 0), ...nodes.filter((node) => node.ends.length > 0)];
  ordered.forEach((node, i) => {
    node.state = i * width;
  });
  const next = new Int32Array(ordered.length * width);
  // Breadth first: a state's failure state is complete before the state itself.
  for (const node of nodes) {
    if (node.fail) next.copyWithin(node.state, node.fail.state, node.fail.state + width);
    for (const [byte, child] of node.children) next[node.state + (classes[byte] as number)] = child.state;
  }
  const silent = ordered.findIndex((node) => node.ends.length > 0);
  const accepting = (silent < 0 ? ordered.length : silent) * width;
  const found = ordered.slice(accepting / width).map((node) => node.ends);
  return { next, classes, accepting, found, width };
}

/** Bytes that occur in no literal share class 0. */
function classify(literals: readonly string[]): { classes: Uint8Array; width: number } {
  const classes = new Uint8Array(256);
  let width = 1;
  for (const literal of literals) {
    for (let i = 0; i < literal.length; i++) {
      const byte = literal.charCodeAt(i);
      if (classes[byte] === 0) classes[byte] = width++;
    }
  }
  return { classes, width };
}

function makeTrie(literals: readonly string[]): Node {
  const root: Node = { children: new Map(), ends: [], fail: null, state: 0 };
  literals.forEach((literal, number) => {
    let node = root;
    for (let i = 0; i < literal.length; i++) {
      const byte = literal.charCodeAt(i);
      const child: Node = node.children.get(byte) ?? { children: new Map(), ends: [], fail: null, state: 0 };
      node.children.set(byte, child);
      node = child;
    }
    node.ends.push(number);
  });
  return root;
}

/** Sets the failure links and returns all nodes, breadth first. */
function link(root: Node): Node[] {
  const nodes = [root];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node;
    for (const [byte, child] of node.children) {
      let fail = node.fail;
      while (fail && !fail.children.has(byte)) fail = fail.fail;
      child.fail = fail?.children.get(byte) ?? root;
      child.ends.push(...child.fail.ends);
      nodes.push(child);
    }
  }
  return nodes;
}

/** Where a search stands: it can be continued in the next call. */
export interface CueSearch {
  /** Behind the last byte that was looked at. */
  at: number;
  /** Start of the line that `at` is in. */
  lineStart: number;
  /** Line feeds passed so far. */
  lines: number;
}

/** Runs from `search.at` to the first literal and returns its state; -1 when bytes[…, end) hold none. */
export function findCue(cues: Cues, bytes: Uint8Array, search: CueSearch, end: number): number {
  const { next, classes, accepting } = cues;
  let { lineStart, lines } = search;
  let state = 0;
  for (let at = search.at; at < end; at++) {
    const byte = bytes[at] as number;
    state = next[state + (classes[byte] as number)] as number;
    if (byte === LF) {
      lines++;
      lineStart = at + 1;
    } else if (state >= accepting) {
      search.at = at + 1;
      search.lineStart = lineStart;
      search.lines = lines;
      return state;
    }
  }
  search.at = end;
  search.lineStart = lineStart;
  search.lines = lines;
  return -1;
}

/**
 * Calls `hit` with the number of each literal in bytes[start, end) and the position behind it. A search that stopped at
 * `start` goes on with the state that it returned.
 */
export function eachCue(
  cues: Cues,
  bytes: Uint8Array,
  start: number,
  end: number,
  hit: (literal: number, behind: number) => void,
  found = 0,
): void {
  const { next, classes, accepting } = cues;
  let state = found;
  if (state >= accepting) report(cues, state, start, hit);
  for (let at = start; at < end; at++) {
    state = next[state + (classes[bytes[at] as number] as number)] as number;
    if (state >= accepting) report(cues, state, at + 1, hit);
  }
}

function report(cues: Cues, state: number, behind: number, hit: (literal: number, behind: number) => void): void {
  const literals = cues.found[(state - cues.accepting) / cues.width] ?? [];
  for (const literal of literals) hit(literal, behind);
}
