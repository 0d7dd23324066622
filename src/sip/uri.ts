import type { Span } from './message.ts';
import { indexIn } from './text-scan.ts';
import type { Parameter } from './values.ts';

/** A URI taken apart. Spans count characters from the start of the text that was parsed. */
export interface Uri {
  /** As written. */
  readonly text: string;
  /** In lower case; '' when there is none. */
  readonly scheme: string;
  /** User of a SIP URI, number of a tel URI; escapes kept. null when there is none. */
  readonly user: string | null;
  readonly password: string | null;
  /** Host of a SIP URI, an IPv6 address without brackets; '' for other schemes. */
  readonly host: string;
  /** null when none is written or it is no number from 0 to 65535. */
  readonly port: number | null;
  readonly parameters: readonly Parameter[];
  /** Headers behind the question mark of a SIP URI (RFC 3261 §19.1.1), escapes kept. */
  readonly headers: readonly Parameter[];
  readonly span: Span;
  readonly userSpan: Span | null;
  readonly passwordSpan: Span | null;
  readonly hostSpan: Span | null;
  readonly portSpan: Span | null;
}

/** Takes the URI in text[start, end) apart: SIP and SIPS (RFC 3261 §19.1), tel (RFC 3966), and any other by its scheme. */
export function parseUri(text: string, start = 0, end = text.length): Uri {
  const colon = schemeEnd(text, start, end);
  const scheme = colon < 0 ? '' : text.slice(start, colon).toLowerCase();
  if (scheme === 'sip' || scheme === 'sips') return sipUri(text, start, colon + 1, end, scheme);
  if (scheme === 'tel') return telUri(text, start, colon + 1, end);
  return { ...EMPTY, text: text.slice(start, end), scheme, span: { start, end } };
}

const EMPTY = {
  user: null,
  password: null,
  host: '',
  port: null,
  parameters: [],
  headers: [],
  userSpan: null,
  passwordSpan: null,
  hostSpan: null,
  portSpan: null,
} as const;

/** Position of the colon behind a scheme (RFC 3986 §3.1), -1 without one. */
function schemeEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSchemeCode(text.charCodeAt(at))) at++;
  return at > start && at < end && text[at] === ':' ? at : -1;
}

/** Letters, digits, plus, hyphen and dot. */
function isSchemeCode(code: number): boolean {
  const letter = code | 32;
  return (letter >= 97 && letter <= 122) || (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46;
}

function sipUri(text: string, start: number, after: number, end: number, scheme: string): Uri {
  // RFC 3261 §25.1: `;`, `?` and `:` may stand in the user part, `@` may not; the last one ends it.
  const at = lastAt(text, after, end);
  const hostStart = at >= 0 ? at + 1 : after;
  const colon = at >= 0 ? indexIn(text, ':', after, at) : at;
  const question = indexIn(text, '?', hostStart, end);
  const semicolon = indexIn(text, ';', hostStart, question);
  const { host, hostSpan, port, portSpan } = hostPort(text, hostStart, semicolon);
  return {
    text: text.slice(start, end),
    scheme,
    user: at >= 0 ? text.slice(after, colon) : null,
    password: colon < at ? text.slice(colon + 1, at) : null,
    host,
    port,
    parameters: pieces(text, semicolon, question, ';'),
    headers: pieces(text, question, end, '&'),
    span: { start, end },
    userSpan: at >= 0 ? { start: after, end: colon } : null,
    passwordSpan: colon < at ? { start: colon + 1, end: at } : null,
    hostSpan,
    portSpan,
  };
}

function telUri(text: string, start: number, after: number, end: number): Uri {
  const semicolon = indexIn(text, ';', after, end);
  return {
    ...EMPTY,
    text: text.slice(start, end),
    scheme: 'tel',
    user: text.slice(after, semicolon),
    userSpan: { start: after, end: semicolon },
    parameters: pieces(text, semicolon, end, ';'),
    span: { start, end },
  };
}

function lastAt(text: string, start: number, end: number): number {
  for (let i = end - 1; i >= start; i--) if (text[i] === '@') return i;
  return -1;
}

/** Where a host and a port stand. */
interface HostPort {
  readonly host: string;
  readonly hostSpan: Span;
  readonly port: number | null;
  readonly portSpan: Span | null;
}

/** `host`, `host:port` or `[v6]:port` in [start, end): also what a Via calls sent-by. */
export function hostPort(text: string, start: number, end: number): HostPort {
  const bracket = text[start] === '[';
  if (!bracket && isBareAddress(text, start, end)) {
    return { host: text.slice(start, end), hostSpan: { start, end }, port: null, portSpan: null };
  }
  let stop = start;
  if (bracket) while (stop < end && text[stop] !== ']') stop++;
  else while (stop < end && text[stop] !== ':' && text.charCodeAt(stop) > 32) stop++;
  const hostSpan = { start: bracket ? start + 1 : start, end: stop };
  const host = text.slice(hostSpan.start, stop);
  let at = bracket && stop < end ? stop + 1 : stop;
  while (at < end && text.charCodeAt(at) <= 32) at++;
  if (text[at] !== ':' || at >= end) return { host, hostSpan, port: null, portSpan: null };
  for (at++; at < end && text.charCodeAt(at) <= 32; at++);
  return { host, hostSpan, port: portNumber(text.slice(at, end)), portSpan: { start: at, end } };
}

/** An IPv6 address without brackets, which leaves no room for a port (RFC 5118 §4.2). */
function isBareAddress(text: string, start: number, end: number): boolean {
  const first = indexIn(text, ':', start, end);
  if (first >= end || indexIn(text, ':', first + 1, end) >= end) return false;
  return /^[0-9a-fA-F:.]+$/.test(text.slice(start, end));
}

function portNumber(text: string): number | null {
  const port = /^\d{1,9}(?!\d)/.exec(text);
  return port && Number(port[0]) <= 65535 ? Number(port[0]) : null;
}

/** `name=value` pieces behind the separators in [at, end); the first character is skipped, whatever it is. */
function pieces(text: string, at: number, end: number, separator: string): Parameter[] {
  const list: Parameter[] = [];
  while (at < end) {
    const stop = indexIn(text, separator, at + 1, end);
    const equals = indexIn(text, '=', at + 1, stop);
    list.push({
      name: text.slice(at + 1, equals).toLowerCase(),
      value: equals < stop ? text.slice(equals + 1, stop) : null,
      span: { start: at + 1, end: stop },
      nameSpan: { start: at + 1, end: equals },
      valueSpan: equals < stop ? { start: equals + 1, end: stop } : null,
    });
    at = stop;
  }
  return list;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Text with `%41` escapes undone (RFC 3261 §19.1.2), as UTF-8, lossily; a percent sign that escapes nothing stays. */
export function unescapeUri(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
    const bytes = new Uint8Array(run.length / 3);
    for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(run.slice(3 * i + 1, 3 * i + 3), 16);
    return decoder.decode(bytes);
  });
}
