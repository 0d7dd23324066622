/** What went wrong with an output that was asked for, in plain words. */
export interface Refused {
  readonly refused: string;
}
