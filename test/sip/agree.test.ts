import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { captured } from '../../src/base/captured.ts';
import { bodiesOfType } from '../../src/sip/body.ts';
import { BODY_SHORT, BODY_SURPLUS, bodyFlags, SIPFRAG } from '../../src/sip/body-flags.ts';
import { parseCSeq } from '../../src/sip/cseq.ts';
import { headerOf, headersOf } from '../../src/sip/fields.ts';
import type { HeaderField, SipMessage, Span } from '../../src/sip/message.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';
import { parseNameAddr } from '../../src/sip/name-addr.ts';
import { parseMessage } from '../../src/sip/parse.ts';
import { scanMessage } from '../../src/sip/scan.ts';
import { emptyScan } from '../../src/sip/scan-record.ts';
import { parseSdp } from '../../src/sip/sdp.ts';
import {
  SDP,
  SDP_FAX,
  SDP_INACTIVE,
  SDP_NO_PORT,
  SDP_PRECONDITION,
  SDP_RECVONLY,
  SDP_SECURE,
  SDP_SENDONLY,
  SDP_VIDEO,
  SDP_ZERO_ADDRESS,
} from '../../src/sip/sdp-flags.ts';
import type { SessionDescription } from '../../src/sip/sdp-types.ts';
import { parseVia, splitVias } from '../../src/sip/via.ts';
import { message, mutated, sdp } from './messages.ts';

// A busy machine is no fault.
vi.setConfig({ testTimeout: 120_000 });

const decoder = new TextDecoder();
const bytewise = new TextDecoder('latin1');

function textAt(bytes: Uint8Array, start: number, end: number): string | null {
  return start < 0 ? null : decoder.decode(bytes.subarray(start, end));
}

/** What the index pass reads, as values. */
function scanned(bytes: Uint8Array) {
  const scan = emptyScan();
  if (!scanMessage(bytes, 0, bytes.length, scan)) return null;
  const { line } = scan;
  return {
    status: line.status,
    method: line.status ? '' : textAt(bytes, 0, line.methodEnd),
    uri: line.status ? '' : textAt(bytes, line.uriStart, line.uriEnd),
    reasonPhrase: line.status ? textAt(bytes, line.reasonStart, line.reasonEnd) : '',
    callId: textAt(bytes, scan.callIdStart, scan.callIdEnd),
    cseq: scan.cseq,
    cseqMethod: textAt(bytes, scan.cseqMethodStart, scan.cseqMethodEnd),
    fromAddress: textAt(bytes, scan.fromStart, scan.fromEnd),
    fromTag: textAt(bytes, scan.fromTagStart, scan.fromTagEnd),
    toAddress: textAt(bytes, scan.toStart, scan.toEnd),
    toTag: textAt(bytes, scan.toTagStart, scan.toTagEnd),
    viaCount: scan.viaCount,
    transport: textAt(bytes, scan.viaTransportStart, scan.viaTransportEnd),
    sentBy: textAt(bytes, scan.sentByStart, scan.sentByEnd),
    branch: textAt(bytes, scan.branchStart, scan.branchEnd),
    received: textAt(bytes, scan.receivedStart, scan.receivedEnd),
    reason: textAt(bytes, scan.reasonStart, scan.reasonEnd),
    product: textAt(bytes, scan.productStart, scan.productEnd),
    contentType: textAt(bytes, scan.contentTypeStart, scan.contentTypeEnd),
    contentLength: scan.contentLength,
    bodyStart: scan.bodyStart,
    sdp: bodyFlags(bytes, bytes.length, scan) & SDP_FLAGS,
    isSipfrag: (bodyFlags(bytes, bytes.length, scan) & SIPFRAG) > 0,
  };
}

/** The same from the full parse. */
function parsed(message: SipMessage) {
  const { bytes, startLine, headers, body, surplus } = message;
  if (!startLine) return null;
  const value = (field: HeaderField | null) =>
    field && decoder.decode(bytes.subarray(field.valueSpan.start, field.valueSpan.end));
  const at = (field: HeaderField | null, span: Span | null | undefined) =>
    field && span ? textAt(bytes, field.valueSpan.start + span.start, field.valueSpan.start + span.end) : null;
  const raw = (field: HeaderField | null) =>
    field ? bytewise.decode(bytes.subarray(field.valueSpan.start, field.valueSpan.end)) : '';
  const from = headerOf(message, 'From');
  const to = headerOf(message, 'To');
  const fromParts = parseNameAddr(raw(from));
  const toParts = parseNameAddr(raw(to));
  const vias = headersOf(message, 'Via');
  const top = vias[0] ?? null;
  const first = splitVias(raw(top))[0];
  const via = top && first ? parseVia(raw(top), first.start, first.end) : null;
  const cseqField = headerOf(message, 'CSeq');
  const cseq = parseCSeq(raw(cseqField));
  const lengths = headersOf(message, 'Content-Length').map(({ value: text }) => /^\d+/.exec(text)?.[0]);
  const length = lengths.find((digits) => digits !== undefined && Number(digits) <= 0xffffffff);
  const isRequest = startLine.kind === 'request';
  return {
    status: isRequest ? 0 : startLine.status,
    method: isRequest ? startLine.method : '',
    uri: isRequest ? startLine.uri : '',
    reasonPhrase: isRequest ? '' : startLine.reason,
    callId: value(headerOf(message, 'Call-ID')),
    cseq: cseqField ? (cseq.sequence ?? 0) : 0,
    cseqMethod: at(cseqField, cseq.methodSpan),
    fromAddress: at(from, fromParts.addressSpan),
    fromTag: at(from, fromParts.tagSpan),
    toAddress: at(to, toParts.addressSpan),
    toTag: at(to, toParts.tagSpan),
    viaCount: vias.reduce((sum, field) => sum + splitVias(raw(field)).length, 0),
    transport: at(top, via?.transportSpan),
    sentBy: at(top, via?.sentBySpan),
    branch: at(top, via?.branchSpan),
    received: at(top, via?.parameters.find((p) => p.name === 'received' && p.value !== null)?.valueSpan),
    reason: value(headerOf(message, 'Reason')),
    product: value(headers.find(({ canonical }) => canonical === 'User-Agent' || canonical === 'Server') ?? null),
    contentType: value(headerOf(message, 'Content-Type')),
    contentLength: length === undefined ? -1 : Number(length),
    bodyStart: body?.span.start ?? surplus?.start ?? -1,
    sdp: sdpBits(bodiesOfType(body, 'application/sdp').map(({ span }) => parseSdp(bytes, span))[0]),
    isSipfrag: body?.type === 'message/sipfrag',
  };
}

const SDP_FLAGS =
  SDP | SDP_SENDONLY | SDP_RECVONLY | SDP_INACTIVE | SDP_ZERO_ADDRESS | SDP_SECURE | SDP_VIDEO | SDP_FAX | SDP_NO_PORT;

/** The bits of the index, told from a full description. */
function sdpBits(description: SessionDescription | undefined): number {
  if (!description) return 0;
  const { media, attributes, lines } = description;
  const open = media.filter(({ port }) => port > 0);
  const all = [attributes, ...media.map((one) => one.attributes)].flat();
  const has = (condition: boolean, bit: number) => (condition ? bit : 0);
  return (
    SDP |
    has(
      open.some(({ direction }) => direction === 'sendonly'),
      SDP_SENDONLY,
    ) |
    has(
      open.some(({ direction }) => direction === 'recvonly'),
      SDP_RECVONLY,
    ) |
    has(
      open.some(({ direction }) => direction === 'inactive'),
      SDP_INACTIVE,
    ) |
    has(
      lines.some(({ type, value }) => type === 'c' && /^in ip4 0\.0\.0\.0(?!\d)/i.test(value)),
      SDP_ZERO_ADDRESS,
    ) |
    has(open.some(({ protocol }) => /savp/i.test(protocol)) || all.some(isSecure), SDP_SECURE) |
    has(
      open.some(({ kind }) => /^video$/i.test(kind)),
      SDP_VIDEO,
    ) |
    has(
      open.some(({ kind }) => /^image$/i.test(kind)),
      SDP_FAX,
    ) |
    has(media.length > 0 && open.length === 0, SDP_NO_PORT)
  );
}

function isSecure({ name, value }: { name: string; value: string | null }): boolean {
  return /^(crypto|fingerprint)$/i.test(name) && value !== null;
}

/** Where the two passes differ by design, so that no comparison is meant. */
function isOdd(bytes: Uint8Array): boolean {
  // Line ends before the start line are skipped by whoever finds messages; lines that end in CR alone are undone before.
  return bytes[0] === 10 || bytes[0] === 13 || !bytes.includes(10);
}

function expectAgreement(bytes: Uint8Array): void {
  if (isOdd(bytes)) return;
  const full = parsed(parseMessage(bytes));
  const pass = scanned(bytes);
  if (full && pass && full.bodyStart < 0) full.bodyStart = pass.bodyStart === bytes.length ? pass.bodyStart : -1;
  expect(full).toEqual(pass);
}

test('the index pass and the full parse read the same of any proper message', () => {
  fc.assert(fc.property(message, expectAgreement), { numRuns: 1000 });
});

test('they read the same of a damaged message', () => {
  fc.assert(fc.property(mutated, expectAgreement), { numRuns: 2500 });
});

test('they see the same in a session description', () => {
  fc.assert(
    fc.property(sdp, (text) => {
      const bytes = new TextEncoder().encode(`INVITE sip:a@b SIP/2.0\r\n\r\n${text}`);
      expect(sdpBits(parseSdp(bytes, { start: bytes.indexOf(118), end: bytes.length }))).toBe(
        (scanned(bytes)?.sdp ?? 0) & ~SDP_PRECONDITION,
      );
    }),
    { numRuns: 1000 },
  );
});

test('a row of the index holds what the parse says, and tells a wrong Content-Length alike', () => {
  fc.assert(
    fc.property(message, (bytes) => {
      const index = new MessageIndex();
      const row = index.add(bytes, 0, bytes.length, captured(0)) < 0 ? -1 : 0;
      const message = parseMessage(bytes);
      expect(row >= 0).toBe(message.startLine !== null);
      if (row < 0) return;
      const full = parsed(message);
      const c = index.columns;
      expect([
        c.status[0],
        index.callIds.text(c.callId[0] ?? -1),
        index.tags.text(c.fromTag[0] ?? -1),
        c.cseq[0],
      ]).toEqual([full?.status, full?.callId ?? '', full?.fromTag ?? '', full?.cseq]);
      const told = (code: string) => message.problems.some((problem) => problem.code === code);
      expect(((c.body[0] ?? 0) & BODY_SHORT) > 0).toBe(told('content-length-too-large'));
      expect(((c.body[0] ?? 0) & BODY_SURPLUS) > 0).toBe(told('content-length-too-small'));
    }),
    { numRuns: 500 },
  );
});
