/** Byte offsets within one message, [start, end). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Something wrong with one message, at its bytes. */
export interface MessageProblem {
  /** Kebab-case word, stable. */
  readonly code: string;
  /** One plain sentence. */
  readonly text: string;
  readonly span: Span;
}

/** One header field as written; a folded one is one field (RFC 3261 §7.3.1). */
export interface HeaderField {
  /** The name as written: `v`, `VIA`, `Via`. */
  readonly name: string;
  /** Canonical name, compact forms spelled out: `Via`. An unknown header keeps the case it was written in. */
  readonly canonical: string;
  /** Value with folding undone and outer white space removed. */
  readonly value: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

export interface RequestLine {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: string;
  readonly version: string;
  readonly span: Span;
  readonly uriSpan: Span;
}

export interface StatusLine {
  readonly kind: 'response';
  readonly version: string;
  readonly status: number;
  readonly reason: string;
  readonly span: Span;
}

/** A body part: the whole body, or one part of a multipart (RFC 2046), each with its own headers and type. */
export interface Body {
  /** Lower-case media type without parameters, `application/sdp`; '' when none is declared and none can be told. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** Headers of a part; empty for the body of the message itself, whose headers are those of the message. */
  readonly headers: readonly HeaderField[];
  readonly span: Span;
  /** Parts of a multipart body, [] otherwise. */
  readonly parts: readonly Body[];
  /** The type was not declared but told from the content. */
  readonly inferred: boolean;
}

/** One SIP message in full. Everything keeps its bytes; nothing that was received is left out. */
export interface SipMessage {
  readonly bytes: Uint8Array;
  /** null when the message has no start line (a fragment of a log). */
  readonly startLine: RequestLine | StatusLine | null;
  readonly headers: readonly HeaderField[];
  readonly headersSpan: Span;
  readonly body: Body | null;
  /** Bytes after the body that Content-Length leaves over (RFC 3261 §18.3), null when none. */
  readonly surplus: Span | null;
  readonly problems: readonly MessageProblem[];
}
