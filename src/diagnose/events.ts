import type { PacketEvent } from '../media/packet-event.ts';
import type { Scene } from './scene.ts';
import type { TraceFacts } from './trace-facts.ts';

/** Events about a packet or connection between two endpoints, in either direction, in order. */
export function eventsBetween(scene: Scene, a: number, b: number): readonly PacketEvent[] {
  const [x, y] = [scene.endpoint(a), scene.endpoint(b)];
  return scene.trace.once(eventsByEnds).get(keyOf(x.address, x.port, y.address, y.port)) ?? [];
}

function eventsByEnds({ traffic }: TraceFacts): ReadonlyMap<string, readonly PacketEvent[]> {
  const found = new Map<string, PacketEvent[]>();
  for (const event of traffic.events) {
    const key = keyOf(event.fromAddress, event.fromPort, event.toAddress, event.toPort);
    const list = found.get(key);
    if (list) list.push(event);
    else found.set(key, [event]);
  }
  return found;
}

/** The same for both directions. */
function keyOf(a: string, aPort: number, b: string, bPort: number): string {
  return [`${a} ${aPort}`, `${b} ${bPort}`].sort().join(' ');
}
