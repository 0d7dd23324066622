import { INFERRED_FROM, INFERRED_TO } from '../base/captured.ts';
import { remembering } from '../base/memo.ts';
import type { CallMessage } from '../call/types.ts';
import { parseNameAddrs } from '../sip/name-addr.ts';
import { parseUri, type Uri } from '../sip/uri.ts';
import { parseVias, type Via } from '../sip/via.ts';
import { addressClass, isInside } from './address-class.ts';
import type { Scene } from './scene.ts';

const urisIn = remembering((value: string): readonly Uri[] => parseNameAddrs(value).map(({ uri }) => uri));
const viasIn = remembering((value: string): readonly Via[] => parseVias(value));

/** Addresses of a header such as Contact, Route or Record-Route, in order. */
export function urisOf(scene: Scene, row: number, header: string): Uri[] {
  return scene.headers(row).all(header).flatMap(urisIn);
}

/** The Request-URI of a request; null when there is none. */
export function requestUriOf(scene: Scene, row: number): Uri | null {
  const uri = scene.headers(row).startLine.split(' ')[1];
  return uri ? parseUri(uri) : null;
}

/** All Via values of a message, topmost first. */
export function viasOf(scene: Scene, row: number): Via[] {
  return scene.headers(row).all('Via').flatMap(viasIn);
}

/** Whether a message is seen as the user agent that wrote it sent it: one Via, or a response at its origin. */
export function isOwnCopy(scene: Scene, message: CallMessage): boolean {
  if (message.copy !== null || isOfHop(scene, message)) return false;
  return message.kind === 'response' || scene.viaCount(message.row) <= 1;
}

/** CANCEL, and the ACK to a failure, that a proxy made for its own hop (RFC 3261 §16.10, §17.1.1.3): one Via, no UA. */
function isOfHop(scene: Scene, { method, kind, row }: CallMessage): boolean {
  if (kind !== 'request' || (method !== 'CANCEL' && method !== 'ACK')) return false;
  const invite = scene.call.transactions.find(({ ack, cancel }) => ack === row || cancel === row);
  return invite !== undefined && invite.request >= 0 && scene.viaCount(invite.request) > 1;
}

/** The trace printed both addresses of a message; nothing was inferred. */
export function hasAddresses({ flags, from, to }: CallMessage): boolean {
  return from >= 0 && to >= 0 && (flags & (INFERRED_FROM | INFERRED_TO)) === 0;
}

/** A private address that a message names, although it travels between public ones: it leads nowhere from there. */
export function isStray(scene: Scene, { from, to }: CallMessage, address: string): boolean {
  if (!isInside(address)) return false;
  const sender = addressClass(scene.endpoint(from).address);
  return sender === 'public' && addressClass(scene.endpoint(to).address) === 'public';
}

/** RFC 3261 §19.1.2: 5060, or 5061 for TLS, when none is written. */
export function portOf({ port, scheme, parameters }: Uri): number {
  if (port !== null) return port;
  const secure =
    scheme === 'sips' || parameters.some(({ name, value }) => name === 'transport' && value?.toLowerCase() === 'tls');
  return secure ? 5061 : 5060;
}

/** `192.0.2.1:5060`, `[2001:db8::1]`, as far as it is written. */
export function hostPortText({ host, port }: Pick<Uri, 'host' | 'port'>): string {
  const text = host.includes(':') ? `[${host}]` : host;
  return `${text.slice(0, 80)}${port === null ? '' : `:${port}`}`;
}

/** Whether a host is a name rather than an address. */
export function isName(host: string): boolean {
  return addressClass(host) === 'name';
}
