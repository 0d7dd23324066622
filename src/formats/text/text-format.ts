import type { Source } from '../../base/source.ts';
import type { Clock } from '../format.ts';
import type { Block } from './block.ts';
import type { Frame, LineView } from './frame.ts';

/** One kind of text log. */
export interface TextFormat {
  readonly id: string;
  readonly label: string;
  /** What its time stamps say, when it has any. */
  readonly clock: Clock;
  /** A framing line in short. */
  readonly looks: string;
  /** Literals of framing lines: `frame` is asked only about lines that hold one. ASCII. */
  readonly cues: readonly string[];
  /** Each cue stands directly behind a port: `:5060 -> `. An arrow alone stands in many a line of any log. */
  readonly cuesBehindPort?: boolean;
  /** Lines from the framing line to the start line at most; 4 when absent. */
  readonly reach?: number;
  /** Reads a framing line; null when the line is none. */
  frame(view: LineView): Frame | null;
  /** Column in bytes[start, end) where an end marker begins, -1 without. */
  endMarker?(bytes: Uint8Array, start: number, end: number): number;
  /** Framing lines come without messages as well. */
  readonly announcesNothing?: boolean;
  /** It prints start lines and no headers, so that messages cannot be told to belong to a call. */
  readonly startLinesOnly?: boolean;
  /** What the logger cuts, in a sentence: told with each message that is cut. */
  readonly limit?: string;
  /** The tool prints a message decoded and once more as it is. */
  readonly printsTwice?: boolean;
  /** A line that is no frame but says that the message before it was cut. */
  saysCut?(view: LineView): boolean;
  /**
   * Takes the lines behind the framing line itself, where a message is not printed as its own lines. False when they are
   * to be read as lines after all.
   */
  block?(block: Block, frame: Frame): boolean;
  /** Names of sockets that stand apart from the messages. */
  names?(source: Source): Promise<readonly (readonly [socket: string, name: string])[]>;
}
