import { parseCSeq } from './cseq.ts';
import { parseAuthentication } from './digest.ts';
import type { HeaderKind } from './header-row.ts';
import { knownHeader } from './headers.ts';
import type { HeaderField, Span } from './message.ts';
import { type NameAddr, parseNameAddr } from './name-addr.ts';
import { findOutside, trimSpaces } from './text-scan.ts';
import type { TokenKind } from './token.ts';
import { type Parameter, parseParameters, splitList } from './values.ts';
import { parseVia, splitVias } from './via.ts';

/** A part of a value, positions counted from its start. */
export interface Part {
  readonly span: Span;
  readonly kind: TokenKind;
}

type Parts = (text: string, field: HeaderField) => Part[];

const PARTS: { readonly [K in HeaderKind]?: Parts } = {
  address: addresses,
  uri: addresses,
  via: vias,
  cseq: (text) => {
    const { sequenceSpan, methodSpan } = parseCSeq(text);
    return [
      { span: sequenceSpan, kind: 'cseq' },
      { span: methodSpan, kind: 'method' },
    ];
  },
  'call-id': (text) => splitList(text).map((span) => ({ span, kind: 'call-id' })),
  dialog,
  digest: (text) => parseAuthentication(text).parameters.map(({ span }) => ({ span, kind: 'parameter' })),
  'media-type': (text) => listed(text, 'media-type'),
  token: (text) => listed(text, 'header-value'),
  reason: (text) => listed(text, 'header-value'),
};

/** Parts of a header's value worth a colour of their own, in order. `text` has one character a byte. */
export function valueParts(text: string, field: HeaderField): Part[] {
  // RFC 3261 §25.1: quotes and brackets have no meaning in a Call-ID.
  if (field.canonical === 'Call-ID') return [{ span: { start: 0, end: text.length }, kind: 'call-id' }];
  return PARTS[knownHeader(field.name)?.kind ?? 'text']?.(text, field) ?? [];
}

function addresses(text: string, { canonical, name }: HeaderField): Part[] {
  const items = knownHeader(name)?.multiple ? splitList(text) : [{ start: 0, end: text.length }];
  const withTag = canonical === 'From' || canonical === 'To';
  return items.flatMap(({ start, end }) => addressParts(parseNameAddr(text, start, end), withTag));
}

function addressParts({ displaySpan, uri, parameters }: NameAddr, withTag: boolean): Part[] {
  const parts: Part[] = [];
  if (displaySpan) parts.push({ span: displaySpan, kind: 'display-name' });
  parts.push({ span: uri.span, kind: 'uri' });
  return [...parts, ...parameters.flatMap((parameter) => parameterParts(parameter, withTag ? 'tag' : ''))];
}

/** The parameter, and apart from its name the value of the one whose name is also a kind of token. */
function parameterParts({ name, span, valueSpan }: Parameter, special: '' | 'tag' | 'branch'): Part[] {
  if (special === '' || name !== special || !valueSpan) return [{ span, kind: 'parameter' }];
  return [
    { span: { start: span.start, end: valueSpan.start }, kind: 'parameter' },
    { span: valueSpan, kind: special },
  ];
}

function vias(text: string): Part[] {
  return splitVias(text).flatMap(({ start, end }): Part[] => {
    const via = parseVia(text, start, end);
    return [
      { span: via.transportSpan, kind: 'transport' },
      { span: via.sentBySpan, kind: 'host' },
      ...via.parameters.flatMap((parameter) => parameterParts(parameter, 'branch')),
    ];
  });
}

/** RFC 3891 §6.1: a Call-ID and tags. */
function dialog(text: string): Part[] {
  const semicolon = findOutside(text, 0, text.length, ';');
  const parameters = parseParameters(text, semicolon, text.length);
  return [
    { span: { start: 0, end: trimSpaces(text, 0, semicolon) }, kind: 'call-id' },
    ...parameters.map(({ span }): Part => ({ span, kind: 'parameter' })),
  ];
}

/** Elements of a list with their parameters. */
function listed(text: string, kind: TokenKind): Part[] {
  return splitList(text).flatMap(({ start, end }): Part[] => {
    const semicolon = findOutside(text, start, end, ';');
    const parameters = parseParameters(text, semicolon, end);
    return [
      { span: { start, end: trimSpaces(text, start, semicolon) }, kind },
      ...parameters.map(({ span }): Part => ({ span, kind: 'parameter' })),
    ];
  });
}
