import type { Endpoint } from '../base/endpoint.ts';
import type { CallSummary, Party } from '../call/types.ts';
import { parseUri } from '../sip/uri.ts';

/** How a person would call a party: display name, else user or number, else host; '' when nothing is known. */
export function partyName({ name, uri }: Pick<Party, 'name' | 'uri'>): string {
  // What begins with a quote is a name that was cut off, and no URI.
  return name.trim() || (uri.startsWith('"') ? '' : uriName(uri));
}

/** User or number of a URI without its password, else its host; the text itself when it is no URI. */
export function uriName(uri: string): string {
  const colon = uri.indexOf(':');
  const rest = colon < 0 ? uri : uri.slice(colon + 1);
  const at = rest.lastIndexOf('@');
  // RFC 3261 §19.1.1: what follows a colon in userinfo is a password, nobody's name.
  const part = at > 0 ? cut(rest.slice(0, at), ':') : rest;
  return cut(cut(part, ';'), '?');
}

/** Who a call or other exchange goes to. A registration names its own user twice, so its server counts: by host. */
export function calleeName({ kind, callee }: Pick<CallSummary, 'kind' | 'callee'>): string {
  if (kind !== 'registration' && kind !== 'publish') return partyName(callee);
  return uriName(callee.uri.slice(callee.uri.lastIndexOf('@') + 1));
}

/** Both parties by name; by address where they would be called the same. '' where nothing is known. */
export function partyNames(
  summary: Pick<CallSummary, 'kind' | 'caller' | 'callee'>,
): readonly [caller: string, callee: string] {
  const { caller, callee } = summary;
  const names = [partyName(caller), calleeName(summary)] as const;
  if (names[0] !== names[1]) return names;
  for (const withPort of [false, true]) {
    const [from, to] = [uriAddress(caller.uri, withPort), uriAddress(callee.uri, withPort)];
    if (from !== to && from !== '' && to !== '') return [from, to];
  }
  return names;
}

/** `user@host` or `user@host:port`, for where the name alone would not tell who is meant; '' of other URIs than SIP. */
function uriAddress(text: string, withPort: boolean): string {
  const { user, host, port } = parseUri(text);
  const place = host.includes(':') ? `[${host}]` : host;
  return `${user === null || host === '' ? '' : `${user}@`}${place}${withPort && port !== null ? `:${port}` : ''}`;
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
