import { INFERRED_FROM, INFERRED_TO } from '../base/captured.ts';
import { transportName } from '../base/transport.ts';
import type { CallMessage } from '../call/types.ts';
import { socketText } from '../diagnose/party.ts';
import type { MessageIndex } from '../sip/message-index.ts';

/** Numbers of endpoints in the JSON, by id in the index: they count up in the order in which messages name them. */
export type EndpointNumbers = ReadonlyMap<number, number>;

export function endpointNumbers(messages: readonly CallMessage[]): EndpointNumbers {
  const numbers = new Map<number, number>();
  for (const { from, to } of messages) for (const id of [from, to]) if (!numbers.has(id)) numbers.set(id, numbers.size);
  return numbers;
}

/** The endpoints as docs/json.md has them. */
export function jsonEndpoints(
  { endpoints }: MessageIndex,
  messages: readonly CallMessage[],
  numbers: EndpointNumbers,
): object[] {
  const transports = new Map<number, number>();
  const outright = new Set<number>();
  for (const { from, to, transport, flags } of messages) {
    for (const id of [from, to]) if (!transports.get(id)) transports.set(id, transport);
    if ((flags & INFERRED_FROM) === 0) outright.add(from);
    if ((flags & INFERRED_TO) === 0) outright.add(to);
  }
  return [...numbers].map(([id, number]) => {
    const endpoint = endpoints.get(id);
    return {
      id: number,
      label: socketText(endpoint) || 'unknown',
      address: endpoint.address || null,
      port: endpoint.port || null,
      transport: transportName(transports.get(id) ?? 0) || null,
      inferred: !outright.has(id),
    };
  });
}
