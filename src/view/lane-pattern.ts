import { formatAddress, parseAddress } from '../base/address.ts';

/** Sockets that one text means: `192.0.2.1:*`, `10.0.0.0/24:5060-5080`, `[2001:db8::]/64:*`, `*:5060-5080`, `host:*`. */
export interface LanePattern {
  /** Network as bytes and how many of its bits count; null for any host or for one that is called by its name. */
  readonly network: { readonly bytes: Uint8Array; readonly bits: number } | null;
  /** Host name in small letters, `*` for any; '' for a network. */
  readonly name: string;
  readonly fromPort: number;
  readonly toPort: number;
}

/** A socket text in its parts; the port is 0 where it has none. */
export interface SocketParts {
  readonly host: string;
  /** Of an IP address; null for a name. */
  readonly bytes: Uint8Array | null;
  readonly port: number;
}

const LAST_PORT = 65535;
const PORTS = /^(\*|\d{1,5}(?:-\d{1,5})?)$/;

/** Host and port of `192.0.2.1:5060`, `[2001:db8::1]:5060`, `host`. */
export function socketParts(socket: string): SocketParts {
  const [host, ports] = split(socket);
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  return { host: bare, bytes: parseAddress(bare), port: /^\d+$/.test(ports) ? Number(ports) : 0 };
}

/** All ports of a host, as decisions write it. */
export function everyPort(host: string): string {
  return `${host.includes(':') ? `[${host}]` : host}:*`;
}

/** A pattern as decisions write it; null for the name of a single socket and for what is neither. */
export function parsePattern(text: string): LanePattern | null {
  const [host, ports] = split(text);
  const isPattern = ports === '*' || ports.includes('-') || host.includes('/') || (host === '*' && ports !== '');
  const range = isPattern ? portsOf(ports === '' ? '*' : ports) : null;
  if (!range || host === '') return null;
  const [address = '', length, ...more] = host.split('/');
  const bytes = parseAddress(address);
  if (!bytes) return length === undefined ? { network: null, name: host.toLowerCase(), ...range } : null;
  const all = bytes.length * 8;
  if (more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const bits = length === undefined ? all : Number(length);
  return bits > all ? null : { network: { bytes, bits }, name: '', ...range };
}

/** The one host that a pattern means with every port, as sockets write it; null for any other pattern. */
export function hostOfPattern({ network, name, fromPort }: LanePattern): string | null {
  if (fromPort !== 0 || name === '*') return null;
  if (!network) return name;
  return network.bits === network.bytes.length * 8 ? formatAddress(network.bytes) : null;
}

/** Whether a pattern means a socket. */
export function matches({ network, name, fromPort, toPort }: LanePattern, socket: SocketParts): boolean {
  const isEvery = fromPort === 0;
  if (!isEvery && (socket.port < fromPort || socket.port > toPort)) return false;
  if (!network) return name === '*' || name === socket.host.toLowerCase();
  const { bytes } = socket;
  return bytes !== null && bytes.length === network.bytes.length && sharesBits(bytes, network.bytes, network.bits);
}

/**
 * What a person typed, as decisions write it: an address means all its ports, a network all its addresses, `:5060-5080`
 * these ports of every host; address and port are one socket. Null when it is none of these.
 */
export function patternFrom(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || text.length > 255 || /[\s,;"'<>]/.test(text)) return null;
  const bare = parseAddress(text);
  if (bare) return everyPort(formatAddress(bare));
  const network = /^([0-9a-f:.]+)\/(\d{1,3})$/i.exec(text);
  const [host, ports] = network ? [text, ''] : split(text);
  if (ports !== '' && !portsOf(ports)) return null;
  const asked = host === '' ? '*' : host;
  if (asked === '*' && (ports === '' || ports === '*')) return null;
  const clean = cleanHost(asked);
  if (clean === null) return null;
  const pattern = `${clean}:${ports === '' ? '*' : ports}`;
  return /^\d+$/.test(ports) || parsePattern(pattern) ? pattern : null;
}

function cleanHost(host: string): string | null {
  const [address = '', length, ...more] = host.split('/');
  const bytes = parseAddress(address);
  if (more.length > 0) return null;
  if (!bytes) return length === undefined && !/[:[\]]/.test(host) ? host.toLowerCase() : null;
  if (length !== undefined && !(/^\d{1,3}$/.test(length) && Number(length) <= bytes.length * 8)) return null;
  const text = formatAddress(bytes);
  return `${text.includes(':') ? `[${text}]` : text}${length === undefined ? '' : `/${Number(length)}`}`;
}

/** Host and ports of a text; colons of an IPv6 address without brackets are none that part. */
function split(text: string): readonly [host: string, ports: string] {
  const colon = text.lastIndexOf(':');
  if (colon < 0) return [text, ''];
  const host = text.slice(0, colon);
  const ports = text.slice(colon + 1);
  const isSix = host.includes(':') && !host.startsWith('[');
  return isSix || !PORTS.test(ports) ? [text, ''] : [host, ports];
}

function portsOf(text: string): { readonly fromPort: number; readonly toPort: number } | null {
  if (text === '*') return { fromPort: 0, toPort: LAST_PORT };
  if (!PORTS.test(text)) return null;
  const [from = '', to = from] = text.split('-');
  const range = { fromPort: Number(from), toPort: Number(to) };
  return range.fromPort > 0 && range.fromPort <= range.toPort && range.toPort <= LAST_PORT ? range : null;
}

function sharesBits(a: Uint8Array, b: Uint8Array, bits: number): boolean {
  for (let i = 0; i * 8 < bits; i++) {
    const mask = bits - i * 8 >= 8 ? 255 : 255 << (8 - (bits - i * 8));
    if (((a[i] ?? 0) & mask) !== ((b[i] ?? 0) & mask)) return false;
  }
  return true;
}
