import type { ReactNode } from 'react';
import type { Span } from '../../sip/message.ts';
import type { Token } from '../../sip/token.ts';
import { Visible } from '../visible.tsx';

const decoder = new TextDecoder();

/** Text of bytes; what is no UTF-8 becomes U+FFFD. */
export function textOf(bytes: Uint8Array, { start, end }: Span): string {
  return decoder.decode(bytes.subarray(start, end));
}

/** The first so many bytes of a span, or fewer: no UTF-8 character is cut in two. */
export function beginning(bytes: Uint8Array, { start, end }: Span, most: number): Span {
  if (end - start <= most) return { start, end };
  let cut = start + most;
  while (cut > start && ((bytes[cut] ?? 0) & 0xc0) === 0x80) cut--;
  return { start, end: cut };
}

/** Tokens that lie within a span, found by halving: tokens are in order. */
function tokensWithin(tokens: readonly Token[], { start, end }: Span): readonly Token[] {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.span.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const found: Token[] = [];
  for (let i = low; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token || token.span.end > end) break;
    found.push(token);
  }
  return found;
}

/** The text of a span with its pieces coloured. */
export function Pieces({
  bytes,
  span,
  tokens,
}: {
  readonly bytes: Uint8Array;
  readonly span: Span;
  readonly tokens: readonly Token[];
}) {
  const pieces: ReactNode[] = [];
  let at = span.start;
  const plain = (end: number) => {
    if (end > at) pieces.push(<Visible key={at} text={textOf(bytes, { start: at, end })} />);
    at = Math.max(at, end);
  };
  for (const token of tokensWithin(tokens, span)) {
    if (token.span.start < at) continue;
    plain(token.span.start);
    pieces.push(
      <span key={`${at} ${token.kind}`} className={`token ${token.kind}`}>
        <Visible text={textOf(bytes, token.span)} />
      </span>,
    );
    at = token.span.end;
  }
  plain(span.end);
  return pieces;
}
