import type { LineReader } from './line-reader.ts';
import type { Scratch } from './scratch.ts';

/** What a message taker asks of the place where it reads. */
export interface Surroundings {
  /** The line bytes[start, end) frames or starts another message. */
  isSeam(bytes: Uint8Array, start: number, end: number): boolean;
  /** The line bytes[start, end) frames another message. */
  isFrame(bytes: Uint8Array, start: number, end: number): boolean;
  /** The format of the message in hand ends messages with a marker. */
  readonly hasEndMarker: boolean;
  /** Column where the end marker of the format begins in a line, -1 without. */
  endMarker(bytes: Uint8Array, start: number, end: number): number;
}

/** A message that is being taken out of the lines of a log. */
export interface Taking {
  readonly reader: LineReader;
  readonly around: Surroundings;
  /** The message is bytes[start, end) of the reader's bytes when `clean`, else all of `out`. */
  readonly clean: boolean;
  end: number;
  readonly out: Scratch;
  /** Value of Content-Length, -1 without. */
  readonly contentLength: number;
  readonly mediaType: string;
  /** Blank lines stand between all lines. */
  readonly spaced: boolean;
  /** The end marker of the format was seen. */
  readonly marked: boolean;
  /** Bytes of the body with CRLF for each line end, and where it begins in the bytes of a clean message. */
  bodyLength: number;
  bodyStart: number;
  /** Lines in between that are not of the message. */
  foreign: number;
  /** Adds the current line of the reader to the message. */
  accept(): void;
  /** Adds the current line up to `end`, which then stands no longer in one piece with what follows. */
  acceptPart(end: number): void;
  /** The current line carries the end marker; what stands before it in the line may still be of the message. */
  endsHere(): boolean;
}
