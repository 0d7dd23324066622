import { FINE_CLOCK } from '../base/captured.ts';
import { isText, skipLineEnds, u16, u32 } from './bytes.ts';
import type { Pass } from './pass.ts';
import { mayBegin } from './start-line.ts';
import { EXPORTED_OTHER, EXPORTED_TWICE } from './tally.ts';

/** What Wireshark wrote in front of a payload that it exported; one object is reused for a pass. */
interface ExportedPdu {
  /** Offsets of the addresses, -1 when they are not named. */
  source: number;
  destination: number;
  addressLength: 4 | 16;
  sourcePort: number;
  destinationPort: number;
  /** Code of base/transport.ts. */
  transport: number;
  /** Number of the frame it was taken from, 0 when it is not said. */
  frame: number;
  payload: number;
}

function emptyExportedPdu(): ExportedPdu {
  return {
    source: -1,
    destination: -1,
    addressLength: 4,
    sourcePort: 0,
    destinationPort: 0,
    transport: 0,
    frame: 0,
    payload: 0,
  };
}

const END = 0;
const PROTOCOL = 12;
const IP4_SOURCE = 20;
const IP4_DESTINATION = 21;
const IP6_SOURCE = 22;
const IP6_DESTINATION = 23;
const PORT_TYPE = 24;
const SOURCE_PORT = 25;
const DESTINATION_PORT = 26;
const ORIGINAL_FRAME = 30;
/** Wireshark's numbers for SCTP, TCP and UDP to codes of base/transport.ts. */
const TRANSPORTS: ReadonlyMap<number, number> = new Map([
  [1, 4],
  [2, 2],
  [3, 1],
]);

/**
 * Reads the tags before a payload of link type 252 (WIRESHARK_UPPER_PDU): its way decrypted SIP is handed on.
 * @returns whether the payload says that it is SIP, or does not say what it is
 */
function readTags(bytes: Uint8Array, start: number, end: number, out: ExportedPdu): boolean {
  Object.assign(out, emptyExportedPdu());
  let isSip = true;
  let at = start;
  while (at + 4 <= end) {
    const tag = u16(bytes, at);
    const size = u16(bytes, at + 2);
    const value = at + 4;
    at = value + size;
    if (tag === END || at > end) break;
    if (tag === PROTOCOL) isSip = isText(bytes, value, at, 'sip') && !isLetter(bytes[value + 3]);
    else take(bytes, tag, value, size, out);
  }
  out.payload = Math.min(at, end);
  return isSip;
}

/** `sip` and `sip.tcp`, not `sipfrag`. */
function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 97 && byte <= 122;
}

function take(bytes: Uint8Array, tag: number, value: number, size: number, out: ExportedPdu): void {
  if ((tag === IP4_SOURCE && size === 4) || (tag === IP6_SOURCE && size === 16)) {
    out.source = value;
    out.addressLength = size === 4 ? 4 : 16;
  } else if ((tag === IP4_DESTINATION && size === 4) || (tag === IP6_DESTINATION && size === 16))
    out.destination = value;
  else if (size !== 4) return;
  else if (tag === PORT_TYPE) out.transport = TRANSPORTS.get(u32(bytes, value)) ?? 0;
  else if (tag === SOURCE_PORT) out.sourcePort = u32(bytes, value) & 65535;
  else if (tag === ORIGINAL_FRAME) out.frame = u32(bytes, value);
  else if (tag === DESTINATION_PORT) out.destinationPort = u32(bytes, value) & 65535;
}

/** Reads payloads that Wireshark exported (link type 252), decrypted ones among them. */
export class ExportedReader {
  readonly #pass: Pass;
  readonly #pdu = emptyExportedPdu();
  /** Frame and bytes of the message before: Wireshark 4 exports a message of TLS twice. */
  #frame = 0;
  #last = new Uint8Array(0);

  constructor(pass: Pass) {
    this.#pass = pass;
  }

  read(bytes: Uint8Array, start: number, end: number): void {
    const pass = this.#pass;
    const pdu = this.#pdu;
    const isSip = readTags(bytes, start, end, pdu);
    const at = skipLineEnds(bytes, pdu.payload, end);
    if (!isSip || !mayBegin(bytes, at, end)) pass.tally.count(EXPORTED_OTHER, pass.frame);
    else if (this.#isAgain(bytes, at, end)) pass.tally.count(EXPORTED_TWICE, pass.frame);
    else if (!this.#emit(bytes, at, end)) pass.tally.count(EXPORTED_OTHER, pass.frame);
  }

  #emit(bytes: Uint8Array, at: number, end: number): boolean {
    const { known, sink, time } = this.#pass;
    const { source, destination, addressLength, sourcePort, destinationPort, transport } = this.#pdu;
    known.from = source < 0 ? -1 : sink.endpoints.ofBytes(bytes, source, addressLength, sourcePort);
    known.to = destination < 0 ? -1 : sink.endpoints.ofBytes(bytes, destination, addressLength, destinationPort);
    known.transport = transport;
    known.flags = Number.isNaN(time) ? 0 : FINE_CLOCK;
    known.sequence = 0;
    return this.#pass.emit(bytes, at, end, false) > 0;
  }

  #isAgain(bytes: Uint8Array, at: number, end: number): boolean {
    const { frame } = this.#pdu;
    const last = this.#last;
    const isAgain =
      frame > 0 && frame === this.#frame && last.length === end - at && last.every((byte, i) => byte === bytes[at + i]);
    this.#frame = frame;
    this.#last = isAgain ? new Uint8Array(0) : bytes.slice(at, end);
    return isAgain;
  }
}
