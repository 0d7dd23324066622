/** One bar of a chart. */
export interface Bar {
  readonly key: string;
  readonly value: number;
  /** Below it, where there is room. */
  readonly label: string;
  /** All that it says. */
  readonly title: string;
  readonly isPicked: boolean;
  readonly pick: () => void;
}
