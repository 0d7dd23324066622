import type { Endpoint } from '../base/endpoint.ts';
import type { Party } from '../call/types.ts';

/** How a person would call a party: display name, else user or number, else host; '' when nothing is known. */
export function partyName({ name, uri }: Pick<Party, 'name' | 'uri'>): string {
  return name.trim() || uriName(uri);
}

/** User or number of a URI, else its host; the text itself when it is no URI. */
export function uriName(uri: string): string {
  const colon = uri.indexOf(':');
  const rest = colon < 0 ? uri : uri.slice(colon + 1);
  const at = rest.lastIndexOf('@');
  const part = at > 0 ? rest.slice(0, at) : rest;
  return cut(cut(part, ';'), '?');
}

/** `user@host` without scheme, port and parameters, for where the name alone would not tell who is meant. */
export function uriAddress(uri: string): string {
  const colon = uri.indexOf(':');
  return cut(cut(colon < 0 ? uri : uri.slice(colon + 1), ';'), '?');
}

function cut(text: string, at: string): string {
  const found = text.indexOf(at);
  return found > 0 ? text.slice(0, found) : text;
}

/** How an endpoint is written where it stands alone; '' for one of which nothing is known. */
export function socketText({ kind, address, port }: Endpoint): string {
  if (kind === 'self') return 'this system';
  if (kind === 'unknown') return '';
  const host = address.includes(':') ? `[${address}]` : address;
  return port > 0 ? `${host}:${port}` : host;
}
