import type { JoinDecisions } from '../call/link.ts';

/** What a person decided about the picture of a trace; travels in links and files, apart from the trace itself. */
export interface View {
  readonly version: 1;
  /** Position of the call that is open in the list of the trace that the view belongs to; null for none. */
  readonly call: number | null;
  /** Row of the selected message, null for none. */
  readonly row: number | null;
  /** Text typed into the filter. */
  readonly filter: string;
  readonly lanes: LaneDecisions;
  readonly legs: JoinDecisions;
  readonly notes: Notes;
}

/** What a person wrote beside messages, by row. */
export type Notes = ReadonlyMap<number, string>;

/** Lanes are named by socket text `address:port`, so that decisions survive another reading of the trace. */
export interface LaneDecisions {
  /** First lanes in this order; those not named follow in the order of the call. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly names: ReadonlyMap<string, string>;
  /** Sockets drawn as one lane: the first of each list gives the name. */
  readonly merged: readonly (readonly string[])[];
}

export const EMPTY_LANES: LaneDecisions = { order: [], hidden: [], names: new Map(), merged: [] };
export const EMPTY_LEGS: JoinDecisions = { joined: [], cut: [] };
export const NO_NOTES: Notes = new Map();
export const EMPTY_VIEW: View = {
  version: 1,
  call: null,
  row: null,
  filter: '',
  lanes: EMPTY_LANES,
  legs: EMPTY_LEGS,
  notes: NO_NOTES,
};
