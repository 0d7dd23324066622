import type { CallMessage } from '../call/types.ts';
import type { LadderInput } from './input.ts';
import type { Way } from './lane-order.ts';

/**
 * Who reached whom, each pair once: first the INVITEs that set calls up, the caller's leg before the legs that came of it,
 * whatever the order in which they were captured; then everything else as it came.
 *
 * @param keyOf lane key of an endpoint
 */
export function* waysOf(
  { messages, findings, lanes }: LadderInput,
  keyOf: (endpoint: number) => string,
): Generator<Way> {
  const seen = new Set<number>();
  const leading = messages.filter(isLeading).sort((a, b) => a.leg - b.leg);
  for (const list of [leading, messages]) {
    for (const { kind, from, to } of list) {
      // A response shows the way of its request, also where the request is missing.
      const client = kind === 'request' ? from : to;
      const server = kind === 'request' ? to : from;
      // One look per pair of sockets is enough; ids stay far below 2^20.
      const pair = client * 1_048_576 + server;
      if (seen.has(pair)) continue;
      seen.add(pair);
      yield { client: keyOf(client), server: keyOf(server), leads: list === leading };
    }
  }
  for (const { ghost } of findings) {
    if (ghost && lanes.has(ghost.from) && lanes.has(ghost.to)) {
      yield { client: keyOf(ghost.from), server: keyOf(ghost.to), leads: false };
    }
  }
}

/** An INVITE outside a dialog: it goes from caller to callee. */
function isLeading({ kind, method, toTag }: CallMessage): boolean {
  return kind === 'request' && method === 'INVITE' && toTag === '';
}

/** Lanes that carry nothing but OPTIONS, which boxes send each other to see whether they are there. */
export function keepaliveLanes(
  messages: readonly CallMessage[],
  order: readonly string[],
  keyOf: (endpoint: number) => string,
): readonly string[] {
  const busy = new Set<number>();
  for (const { method, from, to } of messages) {
    if (method === 'OPTIONS') continue;
    busy.add(from);
    busy.add(to);
  }
  const keys = new Set([...busy].map(keyOf));
  return keys.size === 0 ? [] : order.filter((key) => !keys.has(key));
}
