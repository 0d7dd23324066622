/** How the value of a header is built, and so what may be taken apart in it. */
export type HeaderKind =
  /** name-addr or addr-spec with parameters (RFC 3261 §20.10). */
  | 'address'
  /** A URI in angle brackets with parameters, such as Alert-Info. */
  | 'uri'
  | 'via'
  | 'cseq'
  | 'call-id'
  /** Call-ID and tags of a dialog: Replaces, Join, Target-Dialog. */
  | 'dialog'
  /** A token, with parameters perhaps: Allow, Event, Content-Disposition. */
  | 'token'
  /** Parameters alone. */
  | 'parameters'
  /** A decimal number first: seconds or a count. */
  | 'number'
  | 'date'
  /** A scheme and comma-separated parameters: challenges and credentials (RFC 3261 §20.7). */
  | 'digest'
  /** Protocol and cause (RFC 3326). */
  | 'reason'
  /** Code, agent and text (RFC 3261 §20.43). */
  | 'warning'
  | 'media-type'
  | 'text';

/**
 * What leaves the machine when a trace is shared. drop: holds secrets, which are never kept. pseudonym: names somebody or
 * something, is replaced. keep: tells of the protocol alone.
 */
export type Redaction = 'drop' | 'pseudonym' | 'keep';

export interface Header {
  /** Canonical name, as its document writes it. */
  readonly name: string;
  /** Compact form (RFC 3261 §7.3.3), '' without. */
  readonly compact: string;
  /** A comma-separated list is allowed, and so are several lines (RFC 3261 §7.3.1). */
  readonly multiple: boolean;
  readonly kind: HeaderKind;
  readonly redaction: Redaction;
}

/** One row of the tables: name, compact form, `list` or `one`, kind, redaction. */
export type HeaderTableRow = readonly [string, string, 'list' | 'one', HeaderKind, Redaction];
