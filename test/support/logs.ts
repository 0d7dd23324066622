import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INFERRED_FROM, INFERRED_TO, RECEIVED_BY_SELF, SENT_BY_SELF } from '../../src/base/captured.ts';
import { bytesSource } from '../../src/base/source.ts';
import type { SourceReport } from '../../src/formats/format.ts';
import { readSource } from '../../src/formats/read.ts';
import { readText } from '../../src/formats/text/read-text.ts';
import { textFormats } from '../../src/formats/text-formats.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';

/** One row of a reading, in words. */
export interface LogRow {
  /** `INVITE`, or `200 (INVITE)`. */
  readonly what: string;
  readonly callId: string;
  readonly cseq: number;
  /** Microseconds, NaN without a clock. */
  readonly time: number;
  readonly from: string;
  readonly to: string;
  readonly transport: number;
  /** sent, received, '' when the log does not say. */
  readonly direction: string;
  readonly inferred: boolean;
  readonly flags: number;
  readonly size: number;
  readonly text: string;
  /** It stands in the source in one piece. */
  readonly inPlace: boolean;
}

export interface ReadLog {
  readonly report: SourceReport;
  readonly rows: readonly LogRow[];
}

const root = 'test/samples';

/** Bytes of a sample `<format id>/<file>`. */
export function sample(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(root, path)));
}

/** Samples of text logs that are there, `<format id>/<file>`. */
export function textSamples(): string[] {
  const known = new Set(['sip', 'unnamed-log', ...textFormats.map(({ id }) => id)]);
  return readdirSync(root)
    .filter((folder) => known.has(folder))
    .flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`))
    .filter((path) => !path.endsWith('.md'))
    .sort();
}

export function toBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Reads a text as the page does. */
export async function readLog(
  input: Uint8Array | string,
  chosen: string | null = null,
  name = 'log',
): Promise<ReadLog> {
  const bytes = typeof input === 'string' ? toBytes(input) : input;
  const index = new MessageIndex();
  const report = await readSource({ source: bytesSource(name, bytes), number: 0, index, chosen });
  return { report, rows: rowsOf(index, bytes) };
}

/** Reads a text in slices of a given size. */
export async function readInSlices(bytes: Uint8Array, size: number): Promise<LogRow[]> {
  const index = new MessageIndex();
  await readText({ source: bytesSource('log', bytes), number: 0, index }, textFormats, size);
  return rowsOf(index, bytes);
}

/** Reads a text as fast as may be, into an index that others were read into: what each message is, without its ends. */
export async function readWhats(
  bytes: Uint8Array,
  index: MessageIndex,
): Promise<{ readonly whats: string[]; readonly startLines: number }> {
  const first = index.count;
  const { startLines, messages } = await readText({ source: bytesSource('log', bytes), number: 0, index }, textFormats);
  const count = index.count - first;
  if (messages !== count) throw new Error(`${messages} messages told, ${count} kept`);
  const c = index.columns;
  const whats = Array.from({ length: count }, (_, i) => {
    const row = first + i;
    const callId = index.callIds.text(c.callId[row] ?? -1);
    return [c.status[row], index.methodName(c.method[row] ?? 0), callId, c.cseq[row]].join(' ');
  });
  return { whats, startLines };
}

function rowsOf(index: MessageIndex, bytes: Uint8Array): LogRow[] {
  const c = index.columns;
  return Array.from({ length: index.count }, (_, row) => {
    const method = index.methodName(c.method[row] ?? 0);
    const flags = c.flags[row] ?? 0;
    const place = c.place[row] ?? 0;
    const size = c.size[row] ?? 0;
    const side = index.sideBytes(row);
    return {
      what: c.status[row] ? `${c.status[row]} (${method})` : method,
      callId: index.callIds.text(c.callId[row] ?? -1),
      cseq: c.cseq[row] ?? 0,
      time: c.time[row] ?? Number.NaN,
      from: endpointText(index, c.from[row] ?? -1),
      to: endpointText(index, c.to[row] ?? -1),
      transport: c.transport[row] ?? 0,
      direction: flags & SENT_BY_SELF ? 'sent' : flags & RECEIVED_BY_SELF ? 'received' : '',
      inferred: (flags & (INFERRED_FROM | INFERRED_TO)) !== 0,
      flags,
      size,
      text: new TextDecoder().decode(side ?? bytes.subarray(place, place + size)),
      inPlace: side === null,
    };
  });
}

function endpointText(index: MessageIndex, id: number): string {
  const { kind, address, port } = index.endpoints.get(id);
  if (kind === 'self' || kind === 'unknown') return kind;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Rows by what they are, counted. */
export function countRows(rows: readonly LogRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { what } of rows) counts[what] = (counts[what] ?? 0) + 1;
  return counts;
}

/** What any way of copying a log must leave as it was. */
export function essence(rows: readonly LogRow[]): string[] {
  return rows.map(({ what, callId, cseq, from, to, direction }) => [what, callId, cseq, from, to, direction].join(' '));
}
