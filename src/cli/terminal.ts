import type { Source } from '../base/source.ts';

/** The world as the command line sees it, handed in. */
export interface Terminal {
  readonly version: string;
  /** Columns of the window that output goes to; undefined when it goes elsewhere. */
  readonly columns: number | undefined;
  /** A file, or standard input for `-`. Rejects when it cannot be read. */
  open(path: string): Promise<Source>;
  print(content: string | Uint8Array): Promise<void>;
  /** For people, beside the output. */
  warn(text: string): void;
  /** Rejects when it cannot be written. */
  save(path: string, content: string | Uint8Array): Promise<void>;
  /** Bytes that nobody can foretell. */
  random(count: number): Uint8Array;
  /** The page that shows a trace without a server. */
  viewer(): Promise<string>;
}
