import { analyse, bytesOf } from '../../src/analyse.ts';
import { FINE_CLOCK, TRUNCATED } from '../../src/base/captured.ts';
import { bytesSource } from '../../src/base/source.ts';
import { transportCode } from '../../src/base/transport.ts';
import type { Capsule, CapsuleEndpoint, CapsuleMessage } from '../../src/capsule/capsule.ts';
import { callFrom } from '../support/flow.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('latin1');

/** A capsule of a flow as test/support/flow.ts writes it. */
export function capsuleOfFlow(flow: string): Capsule {
  const { messages, fine } = callFrom(flow);
  const endpoints: CapsuleEndpoint[] = [];
  const endpoint = (address: string, port: number) => {
    const found = endpoints.findIndex((one) => one.address === address && one.port === port);
    return found >= 0 ? found : endpoints.push({ kind: 'address', address, port }) - 1;
  };
  return capsuleOf(
    messages.map((message) => ({
      source: message.source,
      from: endpoint(message.from.address, message.from.port),
      to: endpoint(message.to.address, message.to.port),
      time: message.time,
      transport: transportCode(message.transport),
      flags: (fine ? FINE_CLOCK : 0) | (message.truncated ? TRUNCATED : 0),
      sequence: 0,
      bytes: message.bytes,
    })),
    endpoints,
  );
}

/** A capsule of messages one second apart between two sockets. */
export function capsuleOfTexts(...texts: readonly string[]): Capsule {
  return capsuleOf(
    texts.map((text, i) => ({
      ...{ source: 0, from: i % 2, to: 1 - (i % 2), time: i * 1e6, transport: 1, flags: FINE_CLOCK, sequence: 0 },
      bytes: encoder.encode(text),
    })),
    [
      { kind: 'address', address: '10.1.2.3', port: 5060 },
      { kind: 'address', address: '8.8.4.4', port: 5060 },
    ],
  );
}

/** Messages as they were on the wire. */
export function capsuleOf(
  messages: readonly Omit<CapsuleMessage, 'size'>[],
  endpoints: readonly CapsuleEndpoint[],
): Capsule {
  const count = messages.reduce((most, { source }) => Math.max(most, source + 1), 1);
  const sources = Array.from({ length: count }, () => ({
    name: 'trunk.log',
    clock: 'absolute' as const,
    packets: true,
  }));
  const whole = messages.map((one) => ({ ...one, size: one.bytes.length }));
  return { redacted: false, shown: [], sources, endpoints, messages: whole, view: null };
}

/** A capsule of everything that a file holds. */
export async function capsuleOfFile(name: string, bytes: Uint8Array): Promise<Capsule> {
  const trace = await analyse([bytesSource(name, bytes)]);
  const { columns, endpoints, count } = trace.index;
  const rows = Array.from({ length: count }, (_, row) => row);
  const messages = await Promise.all(
    rows.map(async (row) => ({
      source: 0,
      from: columns.from[row] ?? 0,
      to: columns.to[row] ?? 0,
      time: columns.time[row] ?? Number.NaN,
      transport: columns.transport[row] ?? 0,
      flags: columns.flags[row] ?? 0,
      sequence: columns.sequence[row] ?? 0,
      bytes: new Uint8Array(await bytesOf(trace, row)),
    })),
  );
  return capsuleOf(messages, endpoints.list());
}

export function textOf(capsule: Capsule, message = 0): string {
  return decoder.decode(capsule.messages[message]?.bytes);
}

export function textsOf(capsule: Capsule): string {
  return capsule.messages.map((_, i) => textOf(capsule, i)).join('\n\n');
}
