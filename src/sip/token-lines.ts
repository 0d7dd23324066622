import { SP } from './bytes.ts';
import type { HeaderField, RequestLine, Span, StatusLine } from './message.ts';
import { emptyStartLine, readStartLine } from './start-line.ts';
import type { Token, TokenKind } from './token.ts';
import { type Part, valueParts } from './token-values.ts';

/** Longer values stay in one colour: nobody reads them, and a million pieces would fill the memory. */
const LONG = 65_536;

const bytewise = new TextDecoder('latin1');

/** Method, Request-URI and version, or version, code and reason. */
export function startLineTokens(bytes: Uint8Array, line: RequestLine | StatusLine | null): Token[] {
  const at = emptyStartLine();
  if (!line || !readStartLine(bytes, line.span.start, line.span.end, at)) return [];
  const { start, end } = line.span;
  const pieces: [TokenKind, number, number][] =
    line.kind === 'request'
      ? [
          ['method', start, at.methodEnd],
          ['uri', at.uriStart, at.uriEnd],
          ['version', end - line.version.length, end],
        ]
      : [
          ['version', start, start + line.version.length],
          ['status', codeStart(bytes, start + 7), codeStart(bytes, start + 7) + 3],
          ['reason', at.reasonStart, at.reasonEnd],
        ];
  return pieces
    .filter(([, from, to]) => to > from)
    .map(([kind, from, to]) => ({ kind, span: { start: from, end: to } }));
}

function codeStart(bytes: Uint8Array, at: number): number {
  while (bytes[at] === SP) at++;
  return at;
}

/** Name and value of one header, the parts of the value apart. `header` is its position in the message. */
export function fieldTokens(bytes: Uint8Array, field: HeaderField, header?: number): Token[] {
  const tokens: Token[] = [];
  const add = (kind: TokenKind, start: number, end: number) => {
    if (end <= start) return;
    const span = { start, end };
    tokens.push(header === undefined ? { span, kind } : { span, kind, header });
  };
  if (field.name === '') {
    add('bad-line', field.span.start, field.span.end);
    return tokens;
  }
  add('header-name', field.nameSpan.start, field.nameSpan.end);
  const { start, end } = field.valueSpan;
  const parts = end - start > LONG ? [] : valueParts(bytewise.decode(bytes.subarray(start, end)), field);
  fill(parts, field.valueSpan, add);
  return tokens;
}

/** Adds the parts, and what lies between them as plain value. A part that overlaps the one before it is left to that. */
function fill(
  parts: readonly Part[],
  { start, end }: Span,
  add: (kind: TokenKind, start: number, end: number) => void,
): void {
  let at = start;
  for (const { kind, span } of parts) {
    if (start + span.start < at || span.end <= span.start) continue;
    add('header-value', at, start + span.start);
    add(kind, start + span.start, start + span.end);
    at = start + span.end;
  }
  add('header-value', at, end);
}
