import type { ClockDecisions } from '../call/clocks.ts';
import type { JoinDecisions } from '../call/link.ts';

/** What a person decided about the picture of a trace; travels in links and files, apart from the trace itself. */
export interface View {
  readonly version: 1;
  /** Position of the call that is open in the list of the trace that the view belongs to; null for none. */
  readonly call: number | null;
  /** Calls that are shown on one time line; empty unless there are several. */
  readonly together: readonly number[];
  /** Row of the selected message, null for none. */
  readonly row: number | null;
  /** Text typed into the filter. */
  readonly filter: string;
  readonly lanes: LaneDecisions;
  readonly legs: JoinDecisions;
  readonly notes: Notes;
  /** Microseconds that were added to the times of a source, by its position: by estimate or by hand. */
  readonly clocks: ClockDecisions;
}

/** Longest text of a person that is kept, in characters. */
export const TEXT_LIMIT = 2000;

/** What a person wrote beside messages, by row. */
export type Notes = ReadonlyMap<number, string>;

/**
 * Sockets are named `address:port`, so that decisions survive another reading of the trace; view/lane-pattern.ts says how
 * one text names several. A lane is named by the first name of the list that it was merged by, else by its socket.
 */
export interface LaneDecisions {
  /** Lanes that stand in this order among each other; those not named keep their places in the order of the call. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  /** By lane, socket or pattern. */
  readonly names: ReadonlyMap<string, string>;
  /** Sockets and patterns drawn as one lane. */
  readonly merged: readonly (readonly string[])[];
  /** Sockets that are not to be proposed as one lane. */
  readonly apart: readonly (readonly string[])[];
  /** Lanes that carry only keepalives are drawn each by itself. */
  readonly keepalives: boolean;
}

export const EMPTY_LANES: LaneDecisions = {
  order: [],
  hidden: [],
  names: new Map(),
  merged: [],
  apart: [],
  keepalives: false,
};
export const EMPTY_LEGS: JoinDecisions = { joined: [], cut: [] };
export const NO_NOTES: Notes = new Map();
export const EMPTY_VIEW: View = {
  version: 1,
  call: null,
  together: [],
  row: null,
  filter: '',
  lanes: EMPTY_LANES,
  legs: EMPTY_LEGS,
  notes: NO_NOTES,
  clocks: new Map(),
};
