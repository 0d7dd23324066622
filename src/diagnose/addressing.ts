import { isSameHost } from '../base/address.ts';
import { INFERRED_FROM, INFERRED_TO } from '../base/captured.ts';
import { remembering } from '../base/memo.ts';
import type { CallMessage } from '../call/types.ts';
import { parseUri, type Uri } from '../sip/uri.ts';
import { parameterValue } from '../sip/values.ts';
import type { Via } from '../sip/via.ts';
import { addressClass, isInside } from './address-class.ts';
import type { Scene } from './scene.ts';
import type { TraceFacts } from './trace-facts.ts';

/** Addresses of a header such as Contact, Route or Record-Route, in order. */
export function urisOf(scene: Scene, row: number, header: string): Uri[] {
  return scene
    .headers(row)
    .named(header)
    .flatMap(({ addresses }) => addresses.map(({ uri }) => uri));
}

/** A reader of URIs for one leg: few stand in messages of another one too. */
const uriReader = () => remembering((text: string): Uri => parseUri(text));

/** The Request-URI of a request as it stands; '' when there is none. */
export function requestUriText(scene: Scene, row: number): string {
  const { startLine } = scene.headers(row);
  const start = startLine.indexOf(' ') + 1;
  if (start === 0) return '';
  const end = startLine.indexOf(' ', start);
  return end < 0 ? startLine.slice(start) : startLine.slice(start, end);
}

/** The Request-URI of a request; null when there is none. */
export function requestUriOf(scene: Scene, row: number): Uri | null {
  const uri = requestUriText(scene, row);
  return uri === '' ? null : scene.once(uriReader)(uri);
}

/** All Via values of a message, topmost first. */
export function viasOf(scene: Scene, row: number): Via[] {
  return scene
    .headers(row)
    .named('Via')
    .flatMap(({ vias }) => vias);
}

/** The topmost Via value of a message. */
export function topViaOf(scene: Scene, row: number): Via | undefined {
  for (const line of scene.headers(row).lines) if (line.name === 'Via' && line.vias.length > 0) return line.vias[0];
  return undefined;
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
  return isBetweenPublic(scene, { from, to }) && isInside(address);
}

/** A message on its way from one public address to another. */
export function isBetweenPublic(scene: Scene, { from, to }: Pick<CallMessage, 'from' | 'to'>): boolean {
  return isPublic(scene, from) && isPublic(scene, to);
}

/** Whether an endpoint has a public address. */
export function isPublic({ trace }: Scene, endpoint: number): boolean {
  return trace.once(publicEndpoints)[endpoint] === 1;
}

/** 1 for each endpoint, by id, that has a public address. */
function publicEndpoints({ index }: TraceFacts): Uint8Array {
  return Uint8Array.from(index.endpoints.list(), ({ address }) => (addressClass(address) === 'public' ? 1 : 0));
}

/** RFC 3261 §19.1.2: 5060, or 5061 for TLS, when none is written. */
export function portOf({ port, scheme, parameters }: Uri): number {
  if (port !== null) return port;
  const secure =
    scheme === 'sips' || parameters.some(({ name, value }) => name === 'transport' && value?.toLowerCase() === 'tls');
  return secure ? 5061 : 5060;
}

/** RFC 3261 §18.2.2: where a response goes that names no port. */
export function viaPortOf({ port, transport }: Via): number {
  return port ?? (/^(?:TLS|WSS)$/i.test(transport) ? 5061 : 5060);
}

/** Whether two URIs lead to one socket, be its port written or not. */
export function isSameSocket(a: Uri, b: Uri): boolean {
  return isSameHost(a.host, b.host) && portOf(a) === portOf(b);
}

/** `192.0.2.1:5060`, `[2001:db8::1]`, as far as it is written. */
export function hostPortText({ host, port }: Pick<Uri, 'host' | 'port'>): string {
  const text = host.includes(':') ? `[${host}]` : host;
  return `${text.slice(0, 80)}${port === null ? '' : `:${port}`}`;
}

/** Host that a request to this URI is sent to: `maddr` overrides the other one (RFC 3261 §19.1.1). */
export function nextHostOf({ host, parameters }: Uri): string {
  return parameterValue(parameters, 'maddr') ?? host;
}

/** Whether a host is a name rather than an address. */
export function isName(host: string): boolean {
  return addressClass(host) === 'name';
}
