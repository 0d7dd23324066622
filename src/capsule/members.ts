import type { Capsule } from './capsule.ts';
import { encodeCapsule } from './encode.ts';
import { writeFile } from './file.ts';

/** One source of a capsule as a file of its own. */
export interface Member {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Takes a capsule apart into its sources, as files that are read like any other: so that what came from two captures is
 * two sources again. Rows that are read of them, one source after the other, are the messages of the capsule in order.
 */
export async function membersOf(capsule: Capsule): Promise<Member[]> {
  const members: Member[] = [];
  for (const [number, source] of capsule.sources.entries()) {
    const messages = capsule.messages.filter((message) => message.source === number);
    const part = {
      ...capsule,
      sources: [source],
      messages: messages.map((one) => ({ ...one, source: 0 })),
      view: null,
    };
    const bytes = await encodeCapsule(part, 'plain');
    // A part of what could be opened can be written.
    if (bytes.ok) members.push({ name: source.name, bytes: writeFile(bytes.value) });
  }
  return members;
}

/** The capsule with those endpoints alone that its messages name, in the order in which they do. */
export function withUsedEndpoints(capsule: Capsule): Capsule {
  const places = new Map<number, number>();
  const place = (endpoint: number) => {
    const known = places.get(endpoint) ?? places.size;
    places.set(endpoint, known);
    return known;
  };
  const messages = capsule.messages.map((message) => ({
    ...message,
    from: place(message.from),
    to: place(message.to),
  }));
  const endpoints = [...places.keys()].flatMap((endpoint) => capsule.endpoints[endpoint] ?? []);
  return { ...capsule, endpoints, messages };
}
