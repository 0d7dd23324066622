/** What an input did: enough to tell one way through the code from another. */
export interface Behaviour {
  /** It came past recognition: it was taken for what the target reads. */
  readonly reached: boolean;
  /** Words without numbers of the input; inputs that give new ones are kept and changed further. */
  readonly traits: readonly string[];
}

/** Something that reads hostile bytes. `run` must never throw and never reject. */
export interface Target {
  readonly name: string;
  readonly seeds: readonly Uint8Array[];
  /** Cases of every 20,000: a target whose cases are slow has fewer. */
  readonly share: number;
  run(bytes: Uint8Array): Behaviour | Promise<Behaviour>;
}

/** A text without what differs from input to input. */
export function trait(text: string): string {
  return text.replaceAll(/["'“”‘’].*["'“”‘’]/gs, '…').replaceAll(/[0-9a-f]*\d[0-9a-f]*/gi, '0');
}
