import { COLON, isBlank, isToken } from '../../sip/bytes.ts';
import { NameTable } from '../../sip/name-table.ts';
import * as scanned from '../../sip/scan-names.ts';

/** What a line looks like, judged by what stands before its colon. */
const NO_HEADER = 0;
/** A token and a colon, as any header and many a log line has. */
export const UNKNOWN_HEADER = 1;
/** From here on the name is one of SIP: by how much the kind is higher is what sip/scan-names.ts calls it. */
export const KNOWN_HEADER = 2;
export const CONTENT_LENGTH = KNOWN_HEADER + scanned.CONTENT_LENGTH;
export const CONTENT_TYPE = KNOWN_HEADER + scanned.CONTENT_TYPE;
export const CALL_ID = KNOWN_HEADER + scanned.CALL_ID;
export const CSEQ = KNOWN_HEADER + scanned.CSEQ;

const UNDERSCORE = 95;

/** Names of the IANA registry and of a few products, lower case. */
const NAMES = [
  'accept accept-contact accept-encoding accept-language accept-resource-priority alert-info allow allow-events',
  'answer-mode authentication-info authorization call-id call-info content-disposition content-encoding',
  'content-language content-length content-type contact cseq date diversion encryption error-info event expires',
  'feature-caps flow-timer from geolocation geolocation-error geolocation-routing hide history-info identity',
  'identity-info in-reply-to info-package join max-breadth max-forwards mime-version min-expires min-se organization',
  'p-access-network-info p-answer-state p-asserted-identity p-asserted-service p-associated-uri p-called-party-id',
  'p-charging-function-addresses p-charging-vector p-dcs-billing-info p-early-media p-media-authorization',
  'p-preferred-identity p-preferred-service p-profile-key p-served-user p-user-database p-visited-network-id',
  'p-asserted-network p-com.nokia p-rtp-stat path permission-missing policy-contact priority priv-answer-mode privacy',
  'proxy-authenticate proxy-authorization proxy-require rack reason reason-phrase record-route recv-info',
  'refer-events-at refer-sub refer-to referred-by reject-contact remote-party-id replaces reply-to request-disposition',
  'require resource-priority response-key retry-after route rseq security-client security-server security-verify',
  'server service-route session-expires session-id sip-etag sip-if-match sip-req-refer subject subscription-state',
  'supported suppress-if-match target-dialog timestamp to unsupported user-agent user-to-user via warning',
  'www-authenticate ms-conversation-id cisco-guid x-asterisk-hangupcause x-asterisk-hangupcausecode x-fs-support',
].join(' ');
/** Compact forms (IANA registry). */
const COMPACT = 'a b c d e f i j k l m n o r s t u v x y';

const SCANNED = new Map(scanned.SCANNED);
const KINDS = new NameTable(
  `${NAMES} ${COMPACT}`.split(' ').map((name) => [name, KNOWN_HEADER + (SCANNED.get(name) ?? 0)] as const),
);

/** Position of the colon that the last `headerKind` found behind a name. */
export let headerColon = -1;

/** What the line bytes[start, end) begins like: one of the kinds above. */
export function headerKind(bytes: Uint8Array, start: number, end: number): number {
  // A token may begin otherwise (RFC 3261 §25.1), but lines of logs do that more often than headers.
  if (!isLetter(bytes[start]) && bytes[start] !== UNDERSCORE) return NO_HEADER;
  let at = start + 1;
  while (at < end && isToken(bytes[at])) at++;
  const nameEnd = at;
  while (at < end && isBlank(bytes[at])) at++;
  if (at >= end || bytes[at] !== COLON) return NO_HEADER;
  headerColon = at;
  return nameKind(bytes, start, nameEnd);
}

function nameKind(bytes: Uint8Array, start: number, end: number): number {
  return KINDS.find(bytes, start, end) ?? UNKNOWN_HEADER;
}

/**
 * Position of the first spelled-out header name of SIP with its colon in the line bytes[start, end), -1 without: where
 * the line itself begins behind what a logger put before it.
 */
export function findHeaderName(bytes: Uint8Array, start: number, end: number): number {
  for (let colon = start; colon < end; colon++) {
    if (bytes[colon] !== COLON) continue;
    let nameEnd = colon;
    while (nameEnd > start && isBlank(bytes[nameEnd - 1])) nameEnd--;
    let at = nameEnd;
    while (at > start && (isLetter(bytes[at - 1]) || bytes[at - 1] === 45)) at--;
    if (nameEnd - at > 1 && isLetter(bytes[at]) && nameKind(bytes, at, nameEnd) >= KNOWN_HEADER) return at;
  }
  return -1;
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 122;
}
