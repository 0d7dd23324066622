import type { CallState, Cause, EndedBy, Outcome, Result } from './types.ts';

/** What is made of a call. Messages are positions in the call, times microseconds, NaN = unknown. */
export interface Judgement {
  state: CallState;
  outcome: Outcome | null;
  cause: Cause;
  result: Result | null;
  partial: boolean;
  forwarded: boolean;
  endedBy: EndedBy | null;
  status: number;
  /** The message that decided, -1 for none. */
  decidedBy: number;
  postDialDelay: number;
  setup: number;
  ringing: number;
  talk: number;
  /** Tag of the callee's dialog that won, -1 when nobody answered. */
  calleeTag: number;
  /** The 2xx that answered, the BYE that ended: positions, -1 for none. */
  answer: number;
  bye: number;
}

/** Nothing known yet. */
export function emptyJudgement(): Judgement {
  return {
    state: 'setup',
    outcome: null,
    cause: '',
    result: null,
    partial: false,
    forwarded: false,
    endedBy: null,
    status: 0,
    decidedBy: -1,
    postDialDelay: Number.NaN,
    setup: Number.NaN,
    ringing: Number.NaN,
    talk: Number.NaN,
    calleeTag: -1,
    answer: -1,
    bye: -1,
  };
}
