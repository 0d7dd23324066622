/** A sentence and where it comes from. */
export interface Saying {
  readonly term: string;
  readonly text: string;
  readonly reference: string;
}
