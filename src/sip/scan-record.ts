import { emptyStartLine, type StartLine } from './start-line.ts';

/** Offsets of all that the index keeps of one message; -1 where a header is absent. One object is reused for a pass. */
export interface Scan {
  readonly line: StartLine;
  /** First byte of the body: behind the empty line; -1 when the bytes end before it. */
  bodyStart: number;
  /** Value of Content-Length, -1 when absent or no number. */
  contentLength: number;
  callIdStart: number;
  callIdEnd: number;
  cseq: number;
  cseqMethodStart: number;
  cseqMethodEnd: number;
  fromStart: number;
  fromEnd: number;
  fromTagStart: number;
  fromTagEnd: number;
  toStart: number;
  toEnd: number;
  toTagStart: number;
  toTagEnd: number;
  /** Via values in all Via headers. */
  viaCount: number;
  viaTransportStart: number;
  viaTransportEnd: number;
  sentByStart: number;
  sentByEnd: number;
  branchStart: number;
  branchEnd: number;
  receivedStart: number;
  receivedEnd: number;
  /** Value of the top Via's rport, 0 when absent or empty. */
  rport: number;
  /** Topmost Route, URI inside the angle brackets. */
  routeStart: number;
  routeEnd: number;
  contactStart: number;
  contactEnd: number;
  reasonStart: number;
  reasonEnd: number;
  productStart: number;
  productEnd: number;
  contentTypeStart: number;
  contentTypeEnd: number;
  /** Session-Expires in seconds, 0 when absent. */
  sessionExpires: number;
  /** P-Early-Media says inactive (RFC 5009). */
  earlyMediaInactive: boolean;
  recordRouted: boolean;
  /** RSeq of a provisional response that is sent reliably (RFC 3262), 0 without. */
  rseq: number;
}

export function emptyScan(): Scan {
  return {
    line: emptyStartLine(),
    bodyStart: -1,
    contentLength: -1,
    callIdStart: -1,
    callIdEnd: -1,
    cseq: 0,
    cseqMethodStart: -1,
    cseqMethodEnd: -1,
    fromStart: -1,
    fromEnd: -1,
    fromTagStart: -1,
    fromTagEnd: -1,
    toStart: -1,
    toEnd: -1,
    toTagStart: -1,
    toTagEnd: -1,
    viaCount: 0,
    viaTransportStart: -1,
    viaTransportEnd: -1,
    sentByStart: -1,
    sentByEnd: -1,
    branchStart: -1,
    branchEnd: -1,
    receivedStart: -1,
    receivedEnd: -1,
    rport: 0,
    routeStart: -1,
    routeEnd: -1,
    contactStart: -1,
    contactEnd: -1,
    reasonStart: -1,
    reasonEnd: -1,
    productStart: -1,
    productEnd: -1,
    contentTypeStart: -1,
    contentTypeEnd: -1,
    sessionExpires: 0,
    earlyMediaInactive: false,
    recordRouted: false,
    rseq: 0,
  };
}

/** Forgets the message before. */
export function clearScan(scan: Scan): void {
  scan.bodyStart =
    scan.contentLength =
    scan.callIdStart =
    scan.callIdEnd =
    scan.cseqMethodStart =
    scan.cseqMethodEnd =
      -1;
  scan.fromStart = scan.fromEnd = scan.fromTagStart = scan.fromTagEnd = -1;
  scan.toStart = scan.toEnd = scan.toTagStart = scan.toTagEnd = -1;
  scan.viaTransportStart = scan.viaTransportEnd = scan.sentByStart = scan.sentByEnd = -1;
  scan.branchStart = scan.branchEnd = scan.receivedStart = scan.receivedEnd = -1;
  scan.routeStart = scan.routeEnd = scan.contactStart = scan.contactEnd = -1;
  scan.reasonStart = scan.reasonEnd = scan.productStart = scan.productEnd = -1;
  scan.contentTypeStart = scan.contentTypeEnd = -1;
  scan.cseq = scan.viaCount = scan.rport = scan.sessionExpires = scan.rseq = 0;
  scan.earlyMediaInactive = scan.recordRouted = false;
}
