import { INFERRED_FROM, INFERRED_TO } from '../base/captured.ts';
import type { EndpointTable } from '../base/endpoint.ts';
import { readHostPort, readUriHost } from './host-port.ts';
import { REGISTER } from './methods.ts';
import type { Scan } from './scan-record.ts';

/** The part of a message index that tells and takes ends. */
interface Rows {
  readonly endpoints: EndpointTable;
  readonly columns: Readonly<
    Record<
      | 'source'
      | 'from'
      | 'to'
      | 'flags'
      | 'status'
      | 'callId'
      | 'cseq'
      | 'cseqMethod'
      | 'branch'
      | 'viaCount'
      | 'toTag',
      Numbers
    >
  >;
}

interface Numbers {
  [row: number]: number;
}

/**
 * Ends of messages whose log does not print them, told from the messages themselves and marked as inferred:
 * a request comes from its top Via (corrected by received and rport, RFC 3261 §18.2.1, RFC 3581) and goes to its topmost
 * Route, else its Request-URI; a response goes the way of its request back (§18.2.2).
 */
export class EndInference {
  /** Last request row by branch and method. */
  readonly #requests = new Map<string, number>();
  /** Last request row by Call-ID, CSeq and number of Via values: where a next hop finds the hop before it. */
  readonly #hops = new Map<string, number>();
  /** Responses whose ends were told from a request's. */
  readonly #answers = new Map<number, number[]>();
  /** Call-IDs of which a request with more than one Via was seen: somebody stands in between. */
  readonly #hopped = new Set<number>();

  infer(index: Rows, row: number, bytes: Uint8Array, scan: Scan): void {
    const c = index.columns;
    if (c.status[row] === 0) {
      if ((c.viaCount[row] as number) > 1) this.#hopped.add(c.callId[row] as number);
      this.#set(index, row, topVia(index, bytes, scan), nextHop(index, bytes, scan));
      this.#requests.set(this.#key(index, row), row);
      this.#meetHopBefore(index, row);
      return;
    }
    const request = this.#requests.get(this.#key(index, row));
    if (request === undefined) {
      this.#set(index, row, contact(index, bytes, scan), topVia(index, bytes, scan));
      return;
    }
    if (this.#isDirect(index, row, request, scan)) this.#correct(index, request, contact(index, bytes, scan));
    const answers = this.#answers.get(request);
    if (answers) answers.push(row);
    else this.#answers.set(request, [row]);
    this.#set(index, row, c.to[request] as number, c.from[request] as number);
  }

  /** Who sends a request with one Via more got the one before: what the Request-URI only named has an address now. */
  #meetHopBefore(index: Rows, row: number): void {
    const c = index.columns;
    const vias = c.viaCount[row] as number;
    const hop = (count: number) => `${c.source[row]} ${c.callId[row]} ${c.cseq[row]} ${c.cseqMethod[row]} ${count}`;
    const before = this.#hops.get(hop(vias - 1));
    this.#hops.set(hop(vias), row);
    if (before !== undefined && (c.flags[before] as number) & INFERRED_TO)
      this.#correct(index, before, c.from[row] as number);
  }

  /** Moves the target of a request, and with it the source of the responses told from it. */
  #correct(index: Rows, request: number, to: number): void {
    const c = index.columns;
    if (to < 0) return;
    c.to[request] = to;
    for (const answer of this.#answers.get(request) ?? [])
      if ((c.flags[answer] as number) & INFERRED_FROM) c.from[answer] = to;
  }

  /** The UA itself answered: one Via, no Record-Route, nobody seen in between; so its Contact is where the request went. */
  #isDirect(index: Rows, row: number, request: number, scan: Scan): boolean {
    const c = index.columns;
    return (
      scan.contactStart >= 0 &&
      // RFC 3261 §10.3: the Contacts of an answer to REGISTER are bindings.
      c.cseqMethod[row] !== REGISTER &&
      !scan.recordRouted &&
      (c.status[row] as number) < 300 &&
      c.viaCount[row] === 1 &&
      ((c.flags[request] as number) & INFERRED_TO) !== 0 &&
      c.toTag[request] === -1 &&
      !this.#hopped.has(c.callId[row] as number)
    );
  }

  #key(index: Rows, row: number): string {
    const c = index.columns;
    const branch = c.branch[row] as number;
    // RFC 3261 §17.1.3; without a branch (RFC 2543) Call-ID and CSeq have to do.
    const id = branch >= 0 ? `b${branch}` : `c${c.callId[row]} ${c.cseq[row]}`;
    return `${c.source[row]} ${id} ${c.cseqMethod[row]}`;
  }

  #set(index: Rows, row: number, from: number, to: number): void {
    const c = index.columns;
    const source = c.source[row] as number;
    if ((c.from[row] as number) < 0) {
      c.from[row] = from >= 0 ? from : index.endpoints.ofUnknown(source, 'sender');
      c.flags[row] = (c.flags[row] as number) | INFERRED_FROM;
    }
    if ((c.to[row] as number) < 0) {
      c.to[row] = to >= 0 ? to : index.endpoints.ofUnknown(source, 'receiver');
      c.flags[row] = (c.flags[row] as number) | INFERRED_TO;
    }
  }
}

function topVia(index: Rows, bytes: Uint8Array, scan: Scan): number {
  if (scan.sentByStart < 0) return -1;
  const sentBy = readHostPort(bytes, scan.sentByStart, scan.sentByEnd);
  if (!sentBy) return -1;
  const received = scan.receivedStart < 0 ? null : readHostPort(bytes, scan.receivedStart, scan.receivedEnd);
  const host = received ? received.host : sentBy.host;
  return index.endpoints.ofHost(host, scan.rport || sentBy.port || defaultPort(bytes, scan));
}

/** RFC 3261 §18.2.2: 5061 for TLS, 5060 otherwise. */
function defaultPort(bytes: Uint8Array, scan: Scan): number {
  const first = bytes[scan.viaTransportStart + 1];
  return scan.viaTransportEnd - scan.viaTransportStart === 3 && (first === 76 || first === 108) ? 5061 : 5060;
}

function nextHop(index: Rows, bytes: Uint8Array, scan: Scan): number {
  const route = scan.routeStart < 0 ? null : readUriHost(bytes, scan.routeStart, scan.routeEnd);
  const target = route ?? readUriHost(bytes, scan.line.uriStart, scan.line.uriEnd);
  return target ? index.endpoints.ofHost(target.host, target.port || defaultPort(bytes, scan)) : -1;
}

function contact(index: Rows, bytes: Uint8Array, scan: Scan): number {
  if (scan.contactStart < 0) return -1;
  const target = readUriHost(bytes, scan.contactStart, scan.contactEnd);
  return target ? index.endpoints.ofHost(target.host, target.port || defaultPort(bytes, scan)) : -1;
}
