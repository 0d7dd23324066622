import type { EndpointTable } from '../base/endpoint.ts';
import type { InternedBytes } from '../base/interner.ts';
import { socketText } from '../diagnose/party.ts';

/** The texts of all endpoints by id, ready to be handed over. */
export function endpointTexts(endpoints: EndpointTable, transfer: Transferable[]): InternedBytes {
  const encoder = new TextEncoder();
  const at = new Uint32Array(endpoints.count + 1);
  const texts: Uint8Array[] = [];
  for (let id = 0; id < endpoints.count; id++) {
    const text = encoder.encode(socketText(endpoints.get(id)));
    texts.push(text);
    at[id + 1] = (at[id] as number) + text.length;
  }
  const arena = new Uint8Array(at[endpoints.count] as number);
  for (const [id, text] of texts.entries()) arena.set(text, at[id]);
  transfer.push(at.buffer, arena.buffer);
  return { count: endpoints.count, at, arena };
}
