import type { Endpoint } from '../base/endpoint.ts';
import type { CallMessage, Phase } from '../call/types.ts';
import type { Finding } from '../diagnose/finding.ts';
import type { LaneDecisions, Notes } from '../view/view.ts';
import type { BesideDraft } from './beside-draft.ts';
import type { ChipDraft } from './chip.ts';

/** What is known of a socket beside its address. */
export interface LaneFacts {
  readonly endpoint: Endpoint;
  /** Display name, role or host that the trace gives it; '' when none. */
  readonly name: string;
  /** User-Agent or Server of what it sent itself; '' when none. */
  readonly product: string;
  /** No message says this address outright: it was told from other messages. */
  readonly inferred: boolean;
}

/** Calls, or legs, that share a ladder: each message carries the number of its own. */
export interface Numbers {
  readonly word: 'call' | 'leg';
  /** By row of the message index, from 1 on. */
  readonly of: ReadonlyMap<number, number>;
}

/** All that a ladder is drawn from. */
export interface LadderInput {
  /** In order of the ladder, copies included. */
  readonly messages: readonly CallMessage[];
  /** By endpoint id, at least those of the messages. */
  readonly lanes: ReadonlyMap<number, LaneFacts>;
  readonly phases: readonly Phase[];
  readonly findings: readonly Finding[];
  readonly decisions: LaneDecisions;
  /** How times are to be written. */
  readonly clock: 'absolute' | 'time-of-day' | 'relative' | 'none';
  /** Minutes to add to UTC when an absolute time is written; null: the log says no zone, times stay as written. */
  readonly zone: number | null;
  /** Draw every copy as a rung of its own instead of folding it. */
  readonly unfolded: boolean;
  /** CSS pixels that the ladder may use; lanes spread over it and need at least their least distance. */
  readonly width: number;
  /** What is worth a chip beside what a message says itself, by row: which branch or attempt it begins. */
  readonly marks?: ReadonlyMap<number, ChipDraft>;
  readonly numbers?: Numbers;
  /** What a person wrote beside messages, by row. */
  readonly notes?: Notes;
  /** Media flows and packet events, in order of time. */
  readonly beside?: readonly BesideDraft[];
  /** Times of the first and the last message of the whole trace, microseconds: how long it went on without this call. */
  readonly capture?: { readonly start: number; readonly end: number };
}
