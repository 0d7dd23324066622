import { parseAddress } from '../base/address.ts';
import type { Endpoint } from '../base/endpoint.ts';
import { rowsOf } from '../call/table.ts';
import { socketText } from '../diagnose/party.ts';
import { buildDatagram, LONGEST_PAYLOAD, type Socket } from '../packets/write/datagram.ts';
import { PcapngWriter } from '../packets/write/pcapng-writer.ts';
import type { Notes } from '../view/view.ts';
import { type OriginalFrame, originalFrame } from './frames.ts';
import type { OpenTrace } from './open-trace.ts';

/** Packets that begin with an IP header. */
const RAW_IP = 101;

/** A packet as it is about to be written. */
interface Packet {
  readonly time: number;
  readonly linkType: number;
  readonly bytes: Uint8Array;
  readonly length: number;
  readonly comments: string[];
}

/**
 * The messages of the chosen calls as a capture: the frames that carried them where a capture has them, UDP built around
 * them where a log or several packets did. Notes go along as comments; nothing is redacted.
 */
export async function writePcapng(
  trace: OpenTrace,
  chosen: readonly number[],
  notes: Notes,
): Promise<Uint8Array<ArrayBuffer>> {
  const rows = [...new Set(chosen.flatMap((call) => [...rowsOf(trace.calls, call)]))].sort((a, b) => a - b);
  const sockets = new Sockets(trace);
  const frames = new Map<string, Packet>();
  const packets: Packet[] = [];
  for (const row of rows) {
    const frame = await originalFrame(trace, row);
    const known = frame && frames.get(frame.key);
    const said = commentsOn(row, notes);
    if (known) known.comments.push(...said);
    else {
      const packet = frame ? original(trace, row, frame, said) : await built(trace, row, sockets, said);
      packets.push(packet);
      if (frame) frames.set(frame.key, packet);
    }
  }
  const writer = new PcapngWriter('Rungs', clockComments(trace, rows));
  writer.names(sockets.named());
  // NaN stays where it is: a log without times keeps its order.
  for (const { linkType, time, bytes, length, comments } of packets.toSorted((a, b) => a.time - b.time || 0)) {
    writer.packet(linkType, time, bytes, length, comments);
  }
  return writer.whole();
}

function commentsOn(row: number, notes: Notes): string[] {
  const note = notes.get(row) ?? '';
  return note === '' ? [] : [note];
}

function original(
  trace: OpenTrace,
  row: number,
  { linkType, bytes, length }: OriginalFrame,
  comments: string[],
): Packet {
  return { time: timeOf(trace, row), linkType, bytes, length, comments };
}

async function built(trace: OpenTrace, row: number, sockets: Sockets, comments: string[]): Promise<Packet> {
  const { from, to, source } = trace.index.columns;
  const sender = sockets.of(from[row] as number);
  const receiver = sockets.of(to[row] as number);
  const message = await trace.readBytes(row);
  const payload = message.subarray(0, LONGEST_PAYLOAD);
  const bytes = buildDatagram(sender, receiver, payload);
  const { name, packets } = trace.sources[source[row] as number] ?? { name: '', packets: false };
  const why = packets ? 'put together from more than one packet' : 'built from a log';
  const parts = [`Not captured like this: ${why}${name === '' ? '' : ` (${name})`}.`];
  if (sender.isMadeUp || receiver.isMadeUp) parts.push('An address in it is made up: the trace does not say it.');
  if (payload.length < message.length) parts.push(`The message has ${message.length} bytes; it is cut.`);
  return {
    time: timeOf(trace, row),
    linkType: RAW_IP,
    bytes,
    length: bytes.length,
    comments: [...comments, parts.join(' ')],
  };
}

/** Where there is no clock the order of the rows stands for time, one microsecond each. */
function timeOf({ index }: OpenTrace, row: number): number {
  const time = index.columns.time[row] as number;
  return Number.isNaN(time) ? row : time;
}

/** What the times are to be read as, when they are not dates. */
function clockComments({ index, sources }: OpenTrace, rows: readonly number[]): string[] {
  const clocks = new Set(rows.map((row) => sources[index.columns.source[row] as number]?.clock ?? 'none'));
  const said: string[] = [];
  if (clocks.has('time-of-day')) said.push('The log says times of day without a date: they count from 1970-01-01.');
  if (clocks.has('relative')) said.push('The log counts its times from its start: they count from 1970-01-01.');
  if (clocks.has('none')) said.push('The log says no times: only the order of the packets is meant.');
  return said;
}

interface FoundSocket extends Socket {
  /** The trace does not say the address. */
  readonly isMadeUp: boolean;
}

/** Addresses for documentation (RFC 5737), given to who has none. */
const SPARE = [192, 0, 2];

/** The sockets of a trace; whoever has no address gets one that no one has, with a name. */
class Sockets {
  readonly #trace: OpenTrace;
  readonly #made = new Map<string, Uint8Array>();
  readonly #taken: ReadonlySet<string>;
  #next = 1;

  constructor(trace: OpenTrace) {
    this.#trace = trace;
    this.#taken = new Set(trace.index.endpoints.list().map(({ address }) => address));
  }

  of(id: number): FoundSocket {
    const endpoint = id < 0 ? null : this.#trace.index.endpoints.get(id);
    const address = endpoint?.kind === 'address' ? parseAddress(endpoint.address) : null;
    const port = endpoint && endpoint.port > 0 ? endpoint.port : 5060;
    if (address) return { address, port, isMadeUp: false };
    return { address: this.#spare(endpoint), port, isMadeUp: true };
  }

  named() {
    return Array.from(this.#made, ([name, address]) => ({ name, address }));
  }

  #spare(endpoint: Endpoint | null): Uint8Array {
    const name = (endpoint && (endpoint.address || socketText(endpoint))) || 'unknown';
    const known = this.#made.get(name);
    if (known) return known;
    while (this.#next < 254 && this.#taken.has([...SPARE, this.#next].join('.'))) this.#next++;
    const address = Uint8Array.from([...SPARE, this.#next]);
    if (this.#next < 254) this.#next++;
    this.#made.set(name, address);
    return address;
  }
}
