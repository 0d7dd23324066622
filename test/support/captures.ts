import { bytesSource } from '../../src/base/source.ts';
import type { CaptureFormat, CaptureReport } from '../../src/formats/capture.ts';
import { captureFormats } from '../../src/formats/captures.ts';
import { TlsSecrets } from '../../src/packets/tls/secrets.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';
import { be, join } from './packets.ts';

export interface Frame {
  readonly bytes: Uint8Array;
  /** Microseconds since the epoch. */
  readonly time?: number;
  /** Length on the wire, when the snap length cut it. */
  readonly original?: number;
}

export const START = 1_700_000_000_000_000;

/** Numbers in the byte order of a file. */
export function ordered(little: boolean, ...numbers: readonly (readonly [size: number, value: number])[]): Uint8Array {
  if (!little) return be(...numbers);
  return join(...numbers.map(([size, value]) => be([size, value]).reverse()));
}

export interface PcapShape {
  readonly little?: boolean;
  readonly nano?: boolean;
  readonly linkType?: number;
  readonly magic?: number;
  /** Bytes behind the usual 16 of a record header. */
  readonly extra?: number;
}

export function pcapFile(frames: readonly Frame[], shape: PcapShape = {}): Uint8Array {
  const { little = true, nano = false, linkType = 1, extra = 0 } = shape;
  const magic = shape.magic ?? (nano ? 0xa1b23c4d : 0xa1b2c3d4);
  const header = ordered(little, [4, magic], [2, 2], [2, 4], [4, 0], [4, 0], [4, 262144], [4, linkType]);
  return join(header, ...frames.map((frame, i) => pcapRecord(frame, i, little, nano, extra)));
}

function pcapRecord(
  { bytes, time, original }: Frame,
  i: number,
  little: boolean,
  nano: boolean,
  extra: number,
): Uint8Array {
  const at = time ?? START + i * 1000;
  const parts = (at % 1e6) * (nano ? 1000 : 1);
  const lengths = [[4, bytes.length] as const, [4, original ?? bytes.length] as const];
  return join(ordered(little, [4, Math.floor(at / 1e6)], [4, parts], ...lengths), new Uint8Array(extra), bytes);
}

/** One pcapng block. */
export function block(type: number, body: Uint8Array, little = true): Uint8Array {
  const padded = join(body, new Uint8Array((4 - (body.length % 4)) % 4));
  const length = padded.length + 12;
  return join(ordered(little, [4, type], [4, length]), padded, ordered(little, [4, length]));
}

export function section(little = true): Uint8Array {
  return block(0x0a0d0d0a, ordered(little, [4, 0x1a2b3c4d], [2, 1], [2, 0], [4, 0xffffffff], [4, 0xffffffff]), little);
}

export function option(code: number, value: Uint8Array, little = true): Uint8Array {
  const padding = new Uint8Array((4 - (value.length % 4)) % 4);
  return join(ordered(little, [2, code], [2, value.length]), value, padding);
}

export function interfaceBlock(
  linkType = 1,
  options: Uint8Array = new Uint8Array(0),
  little = true,
  snapLength = 0,
): Uint8Array {
  return block(1, join(ordered(little, [2, linkType], [2, 0], [4, snapLength]), options), little);
}

/** Enhanced Packet Block; `units` is its time in the resolution of its interface. */
export function packetBlock(
  bytes: Uint8Array,
  units: bigint,
  from = 0,
  little = true,
  original = bytes.length,
  options: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const high = Number(units >> 32n);
  const low = Number(units & 0xffffffffn);
  const head = ordered(little, [4, from], [4, high], [4, low], [4, bytes.length], [4, original]);
  const padding = new Uint8Array((4 - (bytes.length % 4)) % 4);
  return block(6, join(head, bytes, padding, options), little);
}

export function pcapngFile(frames: readonly Frame[], little = true, linkType = 1): Uint8Array {
  const blocks = frames.map(({ bytes, time }, i) => packetBlock(bytes, BigInt(time ?? START + i * 1000), 0, little));
  return join(section(little), interfaceBlock(linkType, undefined, little), ...blocks);
}

export interface Read {
  readonly format: CaptureFormat;
  readonly report: CaptureReport;
  readonly index: MessageIndex;
  readonly messages: readonly ReadMessage[];
}

export interface ReadMessage {
  /** Method, or `code (method)`. */
  readonly what: string;
  readonly callId: string;
  readonly from: string;
  readonly to: string;
  readonly time: number;
  readonly flags: number;
  readonly transport: number;
  readonly sequence: number;
  /** The bytes as `bytesOf` would give them. */
  readonly text: string;
}

/** Reads a capture as the product does: the first format whose magic fits. */
export async function readCapture(bytes: Uint8Array, signal?: AbortSignal, keys?: string): Promise<Read> {
  const format = captureFormats.find((some) => some.magic(bytes.subarray(0, 65536)));
  if (!format) throw new Error('no capture format recognises these bytes');
  const index = new MessageIndex();
  const secrets = new TlsSecrets();
  secrets.read(keys ?? '');
  const context = { source: bytesSource('test', bytes), number: 0, index, secrets, ...(signal && { signal }) };
  const report = await format.read(context);
  return { format, report, index, messages: messagesOf(index, bytes) };
}

/** The rows of an index as plain values. */
export function messagesOf(index: MessageIndex, source: Uint8Array): ReadMessage[] {
  const c = index.columns;
  const decoder = new TextDecoder();
  return Array.from({ length: index.count }, (_, row) => {
    const method = index.methodName(c.method[row] ?? 0);
    const place = c.place[row] ?? 0;
    const bytes = index.sideBytes(row) ?? source.subarray(place, place + (c.size[row] ?? 0));
    return {
      what: c.status[row] ? `${c.status[row]} (${method})` : method,
      callId: index.callIds.text(c.callId[row] ?? -1),
      from: endpoint(index, c.from[row] ?? -1),
      to: endpoint(index, c.to[row] ?? -1),
      time: c.time[row] ?? Number.NaN,
      flags: c.flags[row] ?? 0,
      transport: c.transport[row] ?? 0,
      sequence: c.sequence[row] ?? 0,
      text: decoder.decode(bytes),
    };
  });
}

function endpoint(index: MessageIndex, id: number): string {
  const { address, port } = index.endpoints.get(id);
  return `${address}:${port}`;
}

/** Count of what was read, as truth.json writes it. */
export function counts(messages: readonly ReadMessage[]): Record<string, number> {
  const result: Record<string, number> = {};
  for (const { what } of messages) result[what] = (result[what] ?? 0) + 1;
  return result;
}
