import { isText, skipLineEnds, u16, u32 } from './bytes.ts';
import { CUT_SIP, DNS, DTLS, KEEPALIVE, OTHER_UDP, RTCP, RTP, STUN } from './tally.ts';

/** First byte from which on a UDP payload can be no SIP: version 2 of RTP and above. */
export const NO_TEXT = 0x80;

/** Reason to pass over a UDP payload whose first byte is NO_TEXT or above: told by its looks (RFC 7983, RFC 5761). */
export function mediaReason(bytes: Uint8Array, at: number, end: number): number {
  if ((bytes[at] as number) >= 0xc0 || end - at < 8) return OTHER_UDP;
  const type = bytes[at + 1] as number;
  // RFC 5761 §4: 192 to 223 are RTCP packet types.
  if (type >= 192 && type <= 223) return RTCP;
  return end - at >= 12 ? RTP : OTHER_UDP;
}

/** Reason to pass over a UDP payload that begins below NO_TEXT and is no SIP. */
export function otherReason(bytes: Uint8Array, at: number, end: number, ports: number, cut: boolean): number {
  const first = bytes[at] as number;
  if (isKeepalive(bytes, at, end)) return KEEPALIVE;
  // RFC 8489 §5: two zero bits and the magic cookie.
  if (first < 4 && end - at >= 20 && u32(bytes, at + 4) === 0x2112a442) return STUN;
  // RFC 7983 §7; the version of DTLS is 254.something.
  if (first >= 20 && first < 64 && end - at >= 13 && bytes[at + 1] === 254) return DTLS;
  if (isDnsPort(u16(bytes, ports)) || isDnsPort(u16(bytes, ports + 2))) return DNS;
  return cut && isCutSip(bytes, at, end) ? CUT_SIP : OTHER_UDP;
}

function isDnsPort(port: number): boolean {
  return port === 53 || port === 5353;
}

/** Line ends, zero bytes or nothing (RFC 5626 §3.5.1 and what products send). */
function isKeepalive(bytes: Uint8Array, at: number, end: number): boolean {
  if (skipLineEnds(bytes, at, end) === end) return true;
  if (end - at > 8) return false;
  for (let i = at; i < end; i++) if (bytes[i] !== 0) return false;
  return true;
}

/** `METHOD sip:` or `SIP/2.0` at the start of what the snap length left. */
function isCutSip(bytes: Uint8Array, at: number, end: number): boolean {
  if (isText(bytes, at, end, 'SIP/2.')) return true;
  let i = at;
  while (i < end && (bytes[i] as number) >= 65 && (bytes[i] as number) <= 90) i++;
  return (
    i > at && (isText(bytes, i, end, ' sip:') || isText(bytes, i, end, ' sips:') || isText(bytes, i, end, ' tel:'))
  );
}
