import type { Selection } from './selection.ts';

/** One kind of output. */
export interface Exporter {
  readonly id: string;
  /** For people. */
  readonly label: string;
  /** Of a file, without the dot. */
  readonly extension: string;
  readonly mime: string;
  /**
   * The output for a selection. @param document what pictures are drawn in: that of the page, or paper()
   */
  write(selection: Selection, document: Document): string | Promise<string>;
}
