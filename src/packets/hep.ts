import { unzlibSync } from 'fflate';
import { isText, u16, u16le, u32, u32le } from './bytes.ts';
import { mayBegin } from './start-line.ts';

/** What a HEP packet says of the message it carries; offsets into its bytes. One object is reused for a pass. */
export interface HepRecord {
  /** Addresses, -1 when it names none. */
  source: number;
  destination: number;
  addressLength: 4 | 16;
  sourcePort: number;
  destinationPort: number;
  /** IP protocol of the message: 17 for UDP. */
  protocol: number;
  /** Microseconds since the epoch, NaN when it says none. */
  time: number;
  payload: number;
  end: number;
  /** The payload is compressed by zlib. */
  compressed: boolean;
  /** It says that its payload is SIP, or does not say. */
  isSip: boolean;
  /** Number and name of the agent that captured it; -1 and '' when it does not say. */
  agent: number;
  agentName: string;
  /** What ties it to other packets of its call, '' when it does not say. */
  correlation: string;
}

export function emptyHepRecord(): HepRecord {
  return {
    source: -1,
    destination: -1,
    addressLength: 4,
    sourcePort: 0,
    destinationPort: 0,
    protocol: 0,
    time: Number.NaN,
    payload: 0,
    end: 0,
    compressed: false,
    isSip: true,
    agent: -1,
    agentName: '',
    correlation: '',
  };
}

/** Header of HEP version 3. */
export const HEP3_HEADER = 6;
const INET = 2;
/** AF_INET6 as different systems count. */
const INET6: readonly number[] = [10, 23, 24, 28, 30];
const SIP = 1;
const INFLATED_LIMIT = 65536;

/** Length that a HEP 3 packet at `at` claims, with its header; 0 when none begins there. */
export function hep3Length(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < HEP3_HEADER || !isText(bytes, at, end, 'HEP3')) return 0;
  const length = u16(bytes, at + 4);
  return length < HEP3_HEADER ? 0 : length;
}

/** Reads the HEP packet of any version in bytes[at, end); false when it is none. */
export function readHep(bytes: Uint8Array, at: number, end: number, near: number, out: HepRecord): boolean {
  const length = hep3Length(bytes, at, end);
  if (length > 0) return readHep3(bytes, at, Math.min(end, at + length), out);
  const version = bytes[at];
  return (version === 1 || version === 2) && readHep2(bytes, at, end, near, out);
}

/** HEP 3: chunks of vendor, type, length and value. */
function readHep3(bytes: Uint8Array, start: number, end: number, out: HepRecord): boolean {
  Object.assign(out, emptyHepRecord());
  let seconds = Number.NaN;
  let micros = 0;
  let at = start + HEP3_HEADER;
  while (at + 6 <= end) {
    const size = u16(bytes, at + 4);
    if (size < 6) break;
    const value = at + 6;
    const stop = Math.min(end, at + size);
    // Vendor 0 is the protocol itself.
    if (u16(bytes, at) === 0) {
      const type = u16(bytes, at + 2);
      if (type === 9 && stop - value >= 4) seconds = u32(bytes, value);
      else if (type === 10 && stop - value >= 4) micros = u32(bytes, value);
      else chunk(bytes, type, value, stop, out);
    }
    at += size;
  }
  out.time = seconds * 1e6 + micros;
  return out.payload > 0;
}

function chunk(bytes: Uint8Array, type: number, value: number, end: number, out: HepRecord): void {
  const size = end - value;
  if (type === 2 && size >= 1) out.protocol = bytes[value] as number;
  else if ((type === 3 || type === 5) && size >= (type === 3 ? 4 : 16)) {
    out.source = value;
    out.addressLength = type === 3 ? 4 : 16;
  } else if ((type === 4 || type === 6) && size >= (type === 4 ? 4 : 16)) out.destination = value;
  else if (type === 7 && size >= 2) out.sourcePort = u16(bytes, value);
  else if (type === 8 && size >= 2) out.destinationPort = u16(bytes, value);
  else if (type === 11 && size >= 1) out.isSip = bytes[value] === SIP;
  else if (type === 12 && size >= 4) out.agent = u32(bytes, value);
  else if (type === 17) out.correlation = textOf(bytes, value, end);
  else if (type === 19) out.agentName = textOf(bytes, value, end);
  else if (type === 15 || type === 16) {
    out.payload = value;
    out.end = end;
    out.compressed = type === 16;
  }
}

/** Characters of a chunk that are kept at most. */
const LONGEST_TEXT = 255;
const decoder = new TextDecoder();

/** Some agents end their texts with a zero byte. */
function textOf(bytes: Uint8Array, start: number, end: number): string {
  const text = decoder.decode(bytes.subarray(start, Math.min(end, start + LONGEST_TEXT)));
  const zero = text.indexOf('\0');
  return (zero < 0 ? text : text.slice(0, zero)).trim();
}

/** HEP 1, and HEP 2, which has a time behind the addresses; known by the SIP that follows. */
function readHep2(bytes: Uint8Array, at: number, end: number, near: number, out: HepRecord): boolean {
  if (at + 16 > end) return false;
  const family = bytes[at + 2] as number;
  const isSix = INET6.includes(family);
  if (family !== INET && !isSix) return false;
  const addresses = at + 8;
  const behind = addresses + (isSix ? 32 : 8);
  // Senders count the header with or without the time, whose struct some of them pad.
  const places = bytes[at] === 1 ? [behind] : [behind + 10, behind + 12];
  const payload = places.find((place) => mayBegin(bytes, place, end));
  if (payload === undefined) return false;
  Object.assign(out, emptyHepRecord());
  out.source = addresses;
  out.destination = addresses + (isSix ? 16 : 4);
  out.addressLength = isSix ? 16 : 4;
  out.protocol = bytes[at + 3] as number;
  out.sourcePort = u16(bytes, at + 4);
  out.destinationPort = u16(bytes, at + 6);
  if (bytes[at] === 2) readTime(bytes, behind, near, out);
  out.payload = payload;
  out.end = end;
  return true;
}

/** Senders write time and agent in the byte order of their machine: the time nearer to the packet's own is meant. */
function readTime(bytes: Uint8Array, at: number, near: number, out: HepRecord): void {
  const little = u32le(bytes, at) * 1e6 + u32le(bytes, at + 4);
  const big = u32(bytes, at) * 1e6 + u32(bytes, at + 4);
  const isBig = Math.abs(big - near) < Math.abs(little - near);
  out.time = isBig ? big : little;
  out.agent = isBig ? u16(bytes, at + 8) : u16le(bytes, at + 8);
}

/** The payload of a record that is compressed; null when it is damaged or larger than a datagram can be. */
export function inflateHep(bytes: Uint8Array, { payload, end }: HepRecord): Uint8Array | null {
  try {
    return unzlibSync(bytes.subarray(payload, end), { out: new Uint8Array(INFLATED_LIMIT) });
  } catch {
    return null;
  }
}
