export type Severity = 'error' | 'warning' | 'info';
export type Confidence = 'certain' | 'likely' | 'hint';

/** A message that never came, to be drawn where it belongs. */
export interface Ghost {
  /** Row of the message index after which it belongs. */
  readonly after: number;
  /** Endpoint ids. */
  readonly from: number;
  readonly to: number;
  /** `ACK`, `200 OK`. */
  readonly label: string;
}

/** What a rule found in a call, with its evidence. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly call: number;
  /** Rows of the message index. */
  readonly messages: readonly number[];
  /** A few words, shown on the band. */
  readonly title: string;
  readonly text: string;
  readonly nextStep: string;
  /** `RFC 3261 §13.3.1.4`. */
  readonly reference: string;
  readonly ghost?: Ghost;
  /** The one finding that heads its call; the rest stands under "also seen". */
  readonly headline?: true;
}
