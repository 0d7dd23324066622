import { u16, u32 } from './bytes.ts';
import { TOO_BIG, UNREACHABLE } from './event-table.ts';
import { emptyIpHeader, ICMP_6, type IpHeader, readIp, SCTP, TCP, UDP } from './ip.ts';

/** What an ICMP error says, and the header of the packet that it quotes. */
export interface IcmpError {
  /** Kind of event. */
  kind: number;
  detail: string;
  /** Of the packet quoted; offsets into the same bytes. */
  readonly quoted: IpHeader;
}

export function emptyIcmpError(): IcmpError {
  return { kind: UNREACHABLE, detail: '', quoted: emptyIpHeader() };
}

/** RFC 792, RFC 1122 §3.2.2.1, RFC 1812 §5.2.7.1. */
const UNREACHABLE_4: readonly string[] = [
  'network unreachable',
  'host unreachable',
  'protocol unreachable',
  'port unreachable',
  'fragmentation needed',
  'source route failed',
  'network unknown',
  'host unknown',
  'source host isolated',
  'network prohibited',
  'host prohibited',
  'network unreachable for this service',
  'host unreachable for this service',
  'filtered by a firewall',
  'host precedence violation',
  'precedence cut off',
];

/** RFC 4443 §3.1. */
const UNREACHABLE_6: readonly string[] = [
  'no route',
  'filtered by a firewall',
  'beyond scope of the address',
  'address unreachable',
  'port unreachable',
  'source address refused',
  'route rejected',
];

/**
 * Reads an ICMP error that quotes a packet of UDP, TCP or SCTP (RFC 792, RFC 4443); false for anything else: echoes,
 * neighbours, errors about what has no ports.
 */
export function readIcmp(bytes: Uint8Array, ip: IpHeader, out: IcmpError): boolean {
  const at = ip.payload;
  if (at + 8 > ip.end) return false;
  const known = ip.protocol === ICMP_6 ? error6(bytes, at, out) : error4(bytes, at, out);
  const { quoted } = out;
  if (!known || !readIp(bytes, at + 8, ip.end, quoted) || quoted.fragment > 0) return false;
  const { protocol } = quoted;
  return (protocol === UDP || protocol === TCP || protocol === SCTP) && quoted.payload + 4 <= quoted.end;
}

function error4(bytes: Uint8Array, at: number, out: IcmpError): boolean {
  const [type, code] = [bytes[at] as number, bytes[at + 1] as number];
  out.kind = UNREACHABLE;
  if (type === 3) {
    out.detail = UNREACHABLE_4[code] ?? `unreachable, code ${code}`;
    if (code !== 4) return true;
    out.kind = TOO_BIG;
    // RFC 1191 §4: the size that would pass; older routers leave it 0.
    const size = u16(bytes, at + 6);
    if (size > 0) out.detail = `fragmentation needed, at most ${size} bytes`;
    return true;
  }
  if (type === 11) out.detail = code === 0 ? 'time to live ran out' : 'fragments came too late';
  else if (type === 12) out.detail = 'header refused';
  else return false;
  return true;
}

function error6(bytes: Uint8Array, at: number, out: IcmpError): boolean {
  const [type, code] = [bytes[at] as number, bytes[at + 1] as number];
  out.kind = UNREACHABLE;
  if (type === 1) out.detail = UNREACHABLE_6[code] ?? `unreachable, code ${code}`;
  else if (type === 2) {
    out.kind = TOO_BIG;
    out.detail = `packet too big, at most ${Math.min(0xffff, u32(bytes, at + 4))} bytes`;
  } else if (type === 3) out.detail = code === 0 ? 'hop limit ran out' : 'fragments came too late';
  else if (type === 4) out.detail = 'header refused';
  else return false;
  return true;
}
