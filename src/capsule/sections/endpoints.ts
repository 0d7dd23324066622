import { parseAddress } from '../../base/address.ts';
import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { CapsuleEndpoint } from '../capsule.ts';
import { ENDPOINT_LIMIT } from '../limits.ts';

const LF = 10;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A line each, written as in a message, so that the first message finds its addresses foretold. */
export function writeEndpoints(endpoints: readonly CapsuleEndpoint[]): Uint8Array {
  const out = new ByteWriter();
  for (const endpoint of endpoints) {
    out.bytes(encoder.encode(written(endpoint)));
    out.byte(LF);
  }
  return out.done();
}

export function readEndpoints(input: ByteReader): CapsuleEndpoint[] | null {
  const endpoints: CapsuleEndpoint[] = [];
  while (input.left > 0) {
    const endpoint = read(decoder.decode(input.until(LF)));
    if (!endpoint || input.failed || endpoints.length >= ENDPOINT_LIMIT) return null;
    endpoints.push(endpoint);
  }
  return endpoints;
}

function written({ kind, address, port }: CapsuleEndpoint): string {
  if (kind === 'self' || kind === 'unknown') return kind;
  return `${address}:${port}`;
}

function read(line: string): CapsuleEndpoint | null {
  if (line === 'self' || line === 'unknown') return { kind: line, address: '', port: 0 };
  const colon = line.lastIndexOf(':');
  const port = line.slice(colon + 1);
  if (colon < 1 || !/^\d{1,5}$/.test(port) || Number(port) > 65535) return null;
  const address = line.slice(0, colon);
  return { kind: parseAddress(address) ? 'address' : 'name', address, port: Number(port) };
}
