import type { Span } from './message.ts';
import { afterQuoted, indexIn, isSpaceAt, skipSpaces, trimSpaces } from './text-scan.ts';
import { hostPort } from './uri.ts';
import { type Parameter, parameterValue, parseParameters } from './values.ts';

/** One Via value taken apart (RFC 3261 §20.42). Spans count characters from the start of the text. */
export interface Via {
  /** `SIP`. */
  readonly protocol: string;
  /** `2.0`. */
  readonly version: string;
  /** As written: `UDP`, `TCP`, `TLS`, `WS`, … */
  readonly transport: string;
  readonly host: string;
  readonly port: number | null;
  readonly parameters: readonly Parameter[];
  /** As written, quotes and all; null without. */
  readonly branch: string | null;
  readonly received: string | null;
  readonly rport: string | null;
  readonly span: Span;
  readonly transportSpan: Span;
  /** Host and port together. */
  readonly sentBySpan: Span;
  readonly hostSpan: Span;
  readonly portSpan: Span | null;
  readonly branchSpan: Span | null;
}

/** Spans of the values of one Via header, empty ones kept. Only quotes hide a comma here. */
export function splitVias(text: string): Span[] {
  const items: Span[] = [];
  let start = 0;
  for (let at = 0; ; at++) {
    if (at < text.length && text[at] === '"') at = afterQuoted(text, at, text.length) - 1;
    else if (at >= text.length || text[at] === ',') {
      const first = skipSpaces(text, start, at);
      items.push({ start: first, end: trimSpaces(text, first, at) });
      if (at >= text.length) return items;
      start = at + 1;
    }
  }
}

/** All values of one Via header, topmost first; empty elements left out. */
export function parseVias(text: string): Via[] {
  return splitVias(text)
    .filter(({ start, end }) => end > start)
    .map(({ start, end }) => parseVia(text, start, end));
}

/** `SIP/2.0/UDP host:port;branch=…` in [start, end), white space allowed around every part. */
export function parseVia(text: string, start = 0, end = text.length): Via {
  const firstSlash = indexIn(text, '/', start, end);
  const secondSlash = indexIn(text, '/', Math.min(end, firstSlash + 1), end);
  const transportStart = skipSpaces(text, Math.min(end, secondSlash + 1), end);
  let transportEnd = transportStart;
  while (transportEnd < end && !isSpaceAt(text, transportEnd) && text[transportEnd] !== ';') transportEnd++;
  const hostStart = skipSpaces(text, transportEnd, end);
  const semicolon = indexIn(text, ';', hostStart, end);
  const sentByEnd = trimSpaces(text, hostStart, semicolon);
  const { host, hostSpan, port, portSpan } = hostPort(text, hostStart, sentByEnd);
  const parameters = parseParameters(text, semicolon, end);
  const branchSpan = parameters.find(({ name, value }) => name === 'branch' && value !== null)?.valueSpan ?? null;
  return {
    protocol: trimmed(text, start, firstSlash),
    version: trimmed(text, Math.min(end, firstSlash + 1), secondSlash),
    transport: text.slice(transportStart, transportEnd),
    host,
    port,
    parameters,
    branch: branchSpan && text.slice(branchSpan.start, branchSpan.end),
    received: parameterValue(parameters, 'received'),
    rport: parameterValue(parameters, 'rport'),
    span: { start, end },
    transportSpan: { start: transportStart, end: transportEnd },
    sentBySpan: { start: hostStart, end: sentByEnd },
    hostSpan,
    portSpan,
    branchSpan,
  };
}

function trimmed(text: string, start: number, end: number): string {
  const first = skipSpaces(text, start, end);
  return text.slice(first, trimSpaces(text, first, end));
}
