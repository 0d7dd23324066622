import { type IpHeader, TCP, UDP } from './ip.ts';

/** Sizes of the integrity check value that are in use, bytes. */
const CHECKS: readonly number[] = [12, 16, 0, 8, 24, 32];

/**
 * Takes ESP off when it does not encrypt (RFC 2410; IMS protects SIP so, 3GPP TS 33.203): a next header that is read
 * and the padding 1, 2, 3 … before it must stand where one of the usual check values lets them stand. `ip` describes
 * the ESP packet and then what it carries; false when it is encrypted.
 */
export function readNullEsp(bytes: Uint8Array, ip: IpHeader): boolean {
  const start = ip.payload + 8;
  for (const check of CHECKS) {
    const next = ip.end - check - 1;
    if (ip.missing > 0 || next - 1 < start + 8) continue;
    const protocol = bytes[next] as number;
    const padding = bytes[next - 1] as number;
    const end = next - 1 - padding;
    if ((protocol !== UDP && protocol !== TCP) || end < start + 8 || !isPadding(bytes, end, padding)) continue;
    ip.protocol = protocol;
    ip.payload = start;
    ip.end = end;
    return true;
  }
  return false;
}

/** RFC 4303 §2.4: 1, 2, 3 … */
function isPadding(bytes: Uint8Array, at: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bytes[at + i] !== i + 1) return false;
  return true;
}
