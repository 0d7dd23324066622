import type { Span } from './message.ts';

/** What a piece of a message's text is, for colouring. */
export type TokenKind =
  | 'method'
  | 'uri'
  | 'version'
  | 'status'
  | 'reason'
  | 'header-name'
  /** What of a value is nothing of the below. */
  | 'header-value'
  | 'display-name'
  | 'parameter'
  | 'tag'
  | 'branch'
  | 'call-id'
  | 'cseq'
  | 'transport'
  | 'host'
  | 'media-type'
  /** A line among the headers that is no header. */
  | 'bad-line'
  | 'boundary'
  | 'sdp-type'
  | 'sdp-attribute'
  | 'sdp-value'
  | 'sdp-address'
  | 'sdp-media'
  /** Bytes that Content-Length leaves over. */
  | 'surplus';

export interface Token {
  readonly span: Span;
  readonly kind: TokenKind;
  /** Position in `headers` of the message that it belongs to. */
  readonly header?: number;
}
