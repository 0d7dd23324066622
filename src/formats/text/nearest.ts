import type { Source } from '../../base/source.ts';
import { spells } from '../../sip/bytes.ts';
import type { SourceReport } from '../format.ts';
import { HEAD } from '../unwrap/encoding.ts';
import { openText } from '../unwrap/opened.ts';
import { headerKind, KNOWN_HEADER } from './header-name.ts';
import { lineText } from './line-text.ts';

/** Bytes that are looked at. */
const LOOKED_AT = 4 << 20;
const LINES = 5;
const LONGEST = 200;

const S = 115;
const I = 105;
const P = 112;

/** What a line has of SIP and why that is not enough; the most telling first. */
const SIGNS: readonly { readonly sign: RegExp; readonly why: string }[] = [
  {
    sign: /(?:INVITE|ACK|BYE|CANCEL|REGISTER|OPTIONS|PRACK|SUBSCRIBE|NOTIFY|PUBLISH|INFO|REFER|MESSAGE|UPDATE) \S+ SIP\/\d|SIP\/\d\.\d \d{3}/i,
    why: 'looks like a SIP start line, but no header lines follow it',
  },
  { sign: /SIP\/\d\.\d/i, why: 'names the SIP version, but is neither a request line nor a status line' },
  {
    sign: /\b(?:INVITE|REGISTER|CANCEL|BYE|SUBSCRIBE|NOTIFY) (?:sips?|tel):/,
    why: 'has a method and a URI, but not the SIP/2.0 that ends a request line',
  },
  { sign: /\bsips?:[\w.+-]/i, why: 'mentions a SIP address, but is no line of a message' },
  {
    sign: /^\s*(?:Via|Call-ID|CSeq|Max-Forwards|From|To|Contact) ?:/i,
    why: 'is a header without the start line of its message',
  },
  { sign: /\bSIP\b/, why: 'mentions SIP, but prints no message' },
];

/** Of a line of the first kind, when headers do follow. */
const NAMELESS = 'looks like a SIP start line, but the header lines behind it name no Call-ID and no CSeq';

/** The lines of a source in which nothing was recognised that come nearest to SIP. */
export async function findNearest(source: Source): Promise<SourceReport['nearest']> {
  const read = await source.read(0, Math.min(source.size, LOOKED_AT));
  const bytes = openText(read.subarray(0, HEAD)).decode?.(read, true) ?? read;
  const found: { line: number; text: string; why: string; rank: number }[] = [];
  let line = 0;
  for (let at = 0; at < bytes.length; ) {
    const lf = bytes.indexOf(10, at);
    const end = lf < 0 ? bytes.length : lf;
    line++;
    const rank = mayTell(bytes, at, end) ? rankOf(lineText(bytes, at, end)) : -1;
    if (rank >= 0 && found.filter((other) => other.rank === rank).length < LINES) {
      found.push({
        line,
        text: printable(bytes.subarray(at, Math.min(end, at + LONGEST))),
        why: rank === 0 && isHeader(bytes, end + 1) ? NAMELESS : (SIGNS[rank]?.why ?? ''),
        rank,
      });
    }
    at = end + 1;
  }
  return found
    .sort((a, b) => a.rank - b.rank || a.line - b.line)
    .slice(0, LINES)
    .map(({ line, text, why }) => ({ line, text, why }));
}

/** A cheap look: "sip" in any case, or a header of SIP. */
function mayTell(bytes: Uint8Array, start: number, end: number): boolean {
  if (headerKind(bytes, start, end) >= KNOWN_HEADER) return true;
  // One of three bytes in a row is looked at: any place of the word holds one of its letters.
  for (let at = start + 2; at < end; at += 3) {
    const letter = (bytes[at] as number) | 32;
    const place = letter === P ? at - 2 : letter === I ? at - 1 : letter === S ? at : -1;
    if (place >= start && place + 2 < end && spells(bytes, place, end, 'sip')) return true;
  }
  return false;
}

/** A header of SIP opens the line at `at`. */
function isHeader(bytes: Uint8Array, at: number): boolean {
  const lf = bytes.indexOf(10, at);
  return headerKind(bytes, at, lf < 0 ? bytes.length : lf) >= KNOWN_HEADER;
}

function rankOf(text: string): number {
  return SIGNS.findIndex(({ sign }) => sign.test(text));
}

/** Text as UTF-8, without control characters. */
function printable(bytes: Uint8Array): string {
  return new TextDecoder()
    .decode(bytes)
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim();
}
