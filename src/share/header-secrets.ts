import { parseAuthentication } from '../sip/digest.ts';
import { knownHeader } from '../sip/headers.ts';
import type { HeaderField } from '../sip/message.ts';
import { findOutside } from '../sip/text-scan.ts';
import { splitList } from '../sip/values.ts';
import { note, type Search } from './secrets.ts';

/** Parameters of challenges and credentials that are no secret (RFC 3261 §20.7, RFC 7616, RFC 3310); all others are. */
const OPEN = new Set(
  'username realm nonce uri algorithm opaque qop nc stale domain auth-param nextnonce userhash charset version targetname'.split(
    ' ',
  ),
);
/** Parameters of a challenge that are a secret between proxies: the keys of RFC 3310 (3GPP TS 24.229 §5.4.1.2). */
const KEYS = new Set(['ck', 'ik']);
/** A header that is not in the tables and has a name such as X-Auth-Token. */
const SPEAKING = /auth|token|secret|passw|pwd|api-?key|cookie|credential/i;

/** Notes the secrets in header fields. Spans of the fields count from `offset`. */
export function headerSecrets(search: Search, headers: readonly HeaderField[], offset: number): void {
  for (const { canonical, valueSpan } of headers) {
    const start = valueSpan.start + offset;
    const end = valueSpan.end + offset;
    const header = knownHeader(canonical);
    if (!header) {
      if (SPEAKING.test(canonical)) note(search, 'credentials', start, end);
    } else if (header.name === 'Identity') identity(search, start, end);
    else if (header.kind === 'digest') authentication(search, start, end, header.redaction === 'drop');
    else if (header.name === 'Authentication-Info')
      parameters(search, `Digest ${search.text.slice(start, end)}`, start - 7, true);
    else if (header.redaction === 'drop') note(search, 'credentials', start, end);
  }
}

function authentication(search: Search, start: number, end: number, answer: boolean): void {
  parameters(search, search.text.slice(start, end), start, answer);
}

/** @param offset where in the message `value` begins @param answer credentials: whatever is not known to be open is a secret */
function parameters(search: Search, value: string, offset: number, answer: boolean): void {
  const { parameters: list, restSpan } = parseAuthentication(value);
  if (list.length === 0 && answer) note(search, 'credentials', offset + restSpan.start, offset + restSpan.end);
  for (const { name, span, valueSpan } of list) {
    if (answer ? OPEN.has(name) : !KEYS.has(name)) continue;
    // Without an equals sign, what stands there may itself be a token (RFC 8898: Bearer).
    const secret = valueSpan ?? span;
    // What follows a value without a separator belongs to nothing: it goes, too.
    note(search, 'digest answer', offset + secret.start, offset + Math.max(secret.end, span.end));
  }
}

/** RFC 8224 §4.1: `header.payload.signature;info=…`, or RFC 4474: the signature alone, in quotes. */
function identity(search: Search, start: number, end: number): void {
  for (const item of splitList(search.text, start, end)) {
    const stop = findOutside(search.text, item.start, item.end, ';');
    const dot = search.text.lastIndexOf('.', stop - 1);
    note(search, 'signature', dot >= item.start ? dot + 1 : item.start, stop);
  }
}
