import type { Span } from '../sip/message.ts';

/** Kinds of secret that never leave the machine. */
export type SecretKind =
  | 'digest answer'
  | 'credentials'
  | 'password'
  | 'media key'
  | 'ICE password'
  | 'signature'
  | 'keyed digits';

/** A secret at its bytes. */
export interface Secret {
  readonly kind: SecretKind;
  readonly span: Span;
}

/** A message, or a part of it, while it is searched: `text` has one character for each byte. */
export interface Search {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly found: Secret[];
}

export function searchIn(bytes: Uint8Array): Search {
  return { bytes, text: new TextDecoder('latin1').decode(bytes), found: [] };
}

/** Notes that [start, end) is a secret; the quotation marks of a quoted string are no part of it. */
export function note({ text, found }: Search, kind: SecretKind, start: number, end: number): void {
  const quoted = text[start] === '"';
  const first = quoted ? start + 1 : start;
  const last = quoted && end > first && text[end - 1] === '"' ? end - 1 : end;
  if (last > first) found.push({ kind, span: { start: first, end: last } });
}
