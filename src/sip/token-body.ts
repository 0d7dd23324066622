import type { Body, HeaderField } from './message.ts';
import { parseSdp } from './sdp.ts';
import type { SdpLine } from './sdp-types.ts';
import { parseSipfrag } from './sipfrag.ts';
import type { Token } from './token.ts';
import { fieldTokens, startLineTokens } from './token-lines.ts';

/** Tokens of a body and its parts, in order. A body of a type that is not read has none. */
export function bodyTokens(bytes: Uint8Array, body: Body): Token[] {
  if (body.parts.length > 0) return multipartTokens(bytes, body);
  if (body.type === 'application/sdp') return parseSdp(bytes, body.span).lines.flatMap(sdpLineTokens);
  if (body.type !== 'message/sipfrag') return [];
  const { startLine, headers } = parseSipfrag(bytes, body.span);
  return [...startLineTokens(bytes, startLine), ...partHeaderTokens(bytes, headers)];
}

/** Headers of a part belong to no header of the message. */
function partHeaderTokens(bytes: Uint8Array, headers: readonly HeaderField[]): Token[] {
  return headers.flatMap((field) => fieldTokens(bytes, field));
}

/** What stands between the parts is preamble and boundaries. */
function multipartTokens(bytes: Uint8Array, body: Body): Token[] {
  const tokens: Token[] = [];
  let at = body.span.start;
  for (const part of body.parts) {
    const start = part.headers[0]?.span.start ?? part.span.start;
    if (start > at) tokens.push({ span: { start: at, end: start }, kind: 'boundary' });
    for (const token of partHeaderTokens(bytes, part.headers)) tokens.push(token);
    for (const token of bodyTokens(bytes, part)) tokens.push(token);
    at = Math.max(start, part.span.end);
  }
  if (body.span.end > at) tokens.push({ span: { start: at, end: body.span.end }, kind: 'boundary' });
  return tokens;
}

function sdpLineTokens({ type, value, span, valueSpan }: SdpLine): Token[] {
  if (type === '') return [{ span, kind: 'bad-line' }];
  const letter: Token = { span: { start: span.start, end: valueSpan.start }, kind: 'sdp-type' };
  if (valueSpan.end === valueSpan.start) return [letter];
  const colon = type === 'a' ? value.indexOf(':') : -1;
  // Attribute names are ASCII (RFC 8866 §9), so that characters are bytes; what is not stays one piece.
  if (type !== 'a' || /[^\x00-\x7f]/.test(value.slice(0, Math.max(0, colon))))
    return [letter, { span: valueSpan, kind: lineKind(type) }];
  const nameEnd = colon < 0 ? valueSpan.end : valueSpan.start + colon;
  const name: Token = { span: { start: valueSpan.start, end: nameEnd }, kind: 'sdp-attribute' };
  return nameEnd < valueSpan.end
    ? [letter, name, { span: { start: nameEnd, end: valueSpan.end }, kind: 'sdp-value' }]
    : [letter, name];
}

function lineKind(type: string): Token['kind'] {
  if (type === 'm') return 'sdp-media';
  return type === 'c' || type === 'o' ? 'sdp-address' : 'sdp-value';
}
