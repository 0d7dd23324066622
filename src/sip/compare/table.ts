/** What became of a line or of a piece of it on the way from one hop to the next. */
export type Change = 'same' | 'added' | 'removed' | 'changed' | 'moved';

/** Characters of a line that share one fate. */
export interface ComparedPiece {
  readonly text: string;
  readonly change: Change;
}

/** One value within a cell. */
export interface ComparedLine {
  readonly change: Change;
  readonly pieces: readonly ComparedPiece[];
}

/** Where in a message a row belongs, in the order in which rows stand. */
export type Section = 'start' | 'parties' | 'headers' | 'sdp' | 'body';

/** One thing that messages say, side by side. */
export interface ComparedRow {
  readonly section: Section;
  /** `Request-URI`, `Via`, `audio: codecs`. */
  readonly label: string;
  /** What differs in words: `user`, `;tag`, `added`, `order`; empty in a row without differences. */
  readonly differences: readonly string[];
  /** One for each message, in their order; [] where the message says nothing of it. */
  readonly cells: readonly (readonly ComparedLine[])[];
}

/** What stands on one side, before it is compared. */
export interface Value {
  readonly text: string;
  /** Equal keys: they mean the same. */
  readonly key: string;
  /** Values of which one may have become the other carry the same identity. */
  readonly identity: string;
}
