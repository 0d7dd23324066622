import type { Clock } from '../format.ts';
import type { Block } from './block.ts';
import type { Stamp } from './stamp.ts';

/** What a framing line says of the message behind it. Sockets are written `host:port` or `[v6]:port`, the port optional. */
export interface Frame {
  /** As the system that wrote the log sees it; absent when the line names both ends. */
  readonly direction?: 'sent' | 'received' | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The far end, where the log names only that. */
  readonly peer?: string | undefined;
  /** Name in any case; absent when the log does not say. */
  readonly transport?: string | undefined;
  readonly stamp?: Stamp | null;
  /** Bytes that the message has, as announced. */
  readonly length?: number | undefined;
  /** Whether the tool prints here what it printed before (equal messages are one); false: it may print this again. */
  readonly repeats?: boolean | undefined;
  /** Lines before the framing line that belong to it. */
  readonly above?: number | undefined;
  /** Column where the text of the format begins in the line; what stands before is a logger's prefix. */
  readonly column?: number | undefined;
}

/** A line and its neighbours, as text: one character a byte, colours removed. */
export interface LineView {
  readonly text: string;
  /** The n-th line behind (n > 0) or before (n < 0) this one; null where there is none. */
  line(n: number): string | null;
}

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
  /** Lines from the framing line to the start line at most; 4 when absent. */
  readonly reach?: number;
  /** Reads a framing line; null when the line is none. */
  frame(view: LineView): Frame | null;
  /** Column in bytes[start, end) where an end marker begins, -1 without. */
  endMarker?(bytes: Uint8Array, start: number, end: number): number;
  /** Framing lines come without messages as well. */
  readonly announcesNothing?: boolean;
  /** The tool prints a message decoded and once more as it is. */
  readonly printsTwice?: boolean;
  /** The marker is missing only where the logger cut the message. */
  readonly alwaysMarked?: boolean;
  /** A line that is no frame but says that the message before it was cut. */
  saysCut?(view: LineView): boolean;
  /**
   * Takes the lines behind the framing line itself, where a message is not printed as its own lines. False when they are
   * to be read as lines after all.
   */
  block?(block: Block, frame: Frame): boolean;
}

/** `host:port` of parts. */
export function socket(host: string | undefined, port: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  return `${bare.includes(':') ? `[${bare}]` : bare}${port === undefined ? '' : `:${port}`}`;
}
