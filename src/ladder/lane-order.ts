/** A request from one lane to another, by lane key. */
export interface Way {
  readonly client: string;
  readonly server: string;
}

/**
 * Lanes as the call flows: each stands after the one that it was first reached from, with all that it reaches itself, so
 * that a proxy comes between caller and callee and the branches of a fork stay together.
 */
export function flowOrder(ways: Iterable<Way>): string[] {
  const children = new Map<string, string[]>();
  const roots: string[] = [];
  for (const { client, server } of ways) {
    const knowsClient = children.has(client);
    if (!knowsClient) {
      children.set(client, []);
      // Who reaches somebody known from outside stands beside that one, not at the end.
      if (children.has(server)) children.get(server)?.push(client);
      else roots.push(client);
    }
    if (children.has(server)) continue;
    children.set(server, []);
    children.get(client)?.push(server);
  }
  const order: string[] = [];
  const waiting = roots.toReversed();
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    order.push(key);
    for (const child of (children.get(key) ?? []).toReversed()) waiting.push(child);
  }
  return order;
}

/** Those that people put first come first; the rest keeps its order. */
export function decidedOrder(found: readonly string[], decided: readonly string[]): string[] {
  const known = new Set(found);
  const first = [...new Set(decided)].filter((key) => known.has(key));
  const taken = new Set(first);
  return [...first, ...found.filter((key) => !taken.has(key))];
}
