/** A request from one lane to another, by lane key. */
export interface Way {
  readonly client: string;
  readonly server: string;
  /** It goes from caller to callee. */
  readonly leads: boolean;
}

/**
 * Lanes as the call flows: each stands after the one that it was first reached from, with all that it reaches itself, so
 * that a proxy comes between caller and callee and the branches of a fork stay together.
 */
export function flowOrder(ways: Iterable<Way>): string[] {
  const children = new Map<string, string[]>();
  const roots: string[] = [];
  for (const { client, server, leads } of ways) {
    const knowsClient = children.has(client);
    const root = leads && !knowsClient && client !== server ? roots.indexOf(server) : -1;
    if (root >= 0) {
      // What nobody seemed to reach was reached by this one: captured late, but it stands before.
      roots[root] = client;
      children.set(client, [server]);
      continue;
    }
    if (!knowsClient) {
      // Who reaches somebody known from outside stands beside that one, not at the end.
      if (server !== client && children.has(server)) children.get(server)?.push(client);
      else roots.push(client);
      children.set(client, []);
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

/** Lanes that people ordered stand so among each other; those that they did not name keep their places in the call. */
export function decidedOrder(found: readonly string[], decided: readonly string[]): string[] {
  const known = new Set(found);
  const ordered = [...new Set(decided)].filter((key) => known.has(key));
  const moved = new Set(ordered);
  let next = 0;
  return found.map((key) => (moved.has(key) ? (ordered[next++] ?? key) : key));
}
