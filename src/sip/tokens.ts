import type { SipMessage } from './message.ts';
import type { Token } from './token.ts';
import { bodyTokens } from './token-body.ts';
import { fieldTokens, startLineTokens } from './token-lines.ts';

/**
 * Pieces of a message's text for colouring, in order and without overlap; bytes between them are plain. Those of a header
 * carry its position in `message.headers`, so that text and table can be tied together.
 */
export function highlight(message: SipMessage): Token[] {
  const { bytes, startLine, headers, body, surplus } = message;
  const tokens = startLineTokens(bytes, startLine);
  for (const [i, field] of headers.entries()) for (const token of fieldTokens(bytes, field, i)) tokens.push(token);
  if (body) for (const token of bodyTokens(bytes, body)) tokens.push(token);
  if (surplus) tokens.push({ span: surplus, kind: 'surplus' });
  return tokens;
}
