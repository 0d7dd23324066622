import { type LegPlace, withCut, withJoined } from '../call/decide.ts';
import type { JoinDecisions } from '../call/link.ts';
import { placeOfRow } from '../call/table.ts';
import type { Ask } from './ask.ts';
import { callFacts, firstCall, type Selecting } from './selecting.ts';
import type { Store } from './store.ts';

/** Deciding by hand which legs are one call. */
export interface Joining {
  /** Takes two legs of the open call apart. @param byHand nothing but a hand had tied them */
  cut(a: number, b: number, byHand: boolean): Promise<void>;
  /** Makes one call of several. */
  calls(calls: readonly number[]): Promise<void>;
  /** Makes one call of the calls of two legs. */
  legs(a: LegPlace, b: LegPlace): Promise<void>;
  /** Takes the last of these decisions back. */
  undo(): Promise<void>;
}

/** So many decisions can be taken back. */
const MOST_UNDO = 100;

export function joining(store: Store, ask: Ask, select: Selecting): Joining {
  const joining: Joining = {
    cut: async (a, b, byHand) => {
      const { trace, legs, call } = store.getState();
      if (!trace || call === null) return;
      await decide(withCut(legs, trace.calls, { call, leg: a }, { call, leg: b }, byHand), 'Cut: two calls now');
    },
    calls: async (calls) => {
      const { trace, legs } = store.getState();
      if (!trace || calls.length < 2) return;
      const first = calls.map((call) => ({ call, leg: 0 }));
      await decide(withJoined(legs, trace.calls, first), `${calls.length} calls joined into one`);
    },
    legs: async (a, b) => {
      const { trace, legs } = store.getState();
      if (trace) await decide(withJoined(legs, trace.calls, [a, b]), 'Joined into one call');
    },
    undo: async () => {
      const { legsBefore } = store.getState();
      const before = legsBefore.at(-1);
      if (before) await apply(before, legsBefore.slice(0, -1), 'Taken back');
    },
  };

  async function decide(legs: JoinDecisions, notice: string): Promise<void> {
    const before = store.getState();
    await apply(legs, [...before.legsBefore, before.legs].slice(-MOST_UNDO), notice);
  }

  /** Nothing is read again: the worker joins anew what it holds, and the same message stays open. */
  async function apply(legs: JoinDecisions, legsBefore: readonly JoinDecisions[], notice: string): Promise<void> {
    const calls = await ask('join', legs);
    const { trace: before, row, list } = store.getState();
    if (!calls || !before) return;
    const trace = { ...before, calls };
    const listed = await ask('list', list);
    const same = row === null ? -1 : placeOfRow(calls, row).call;
    const call = same < 0 ? firstCall(trace, listed) : same;
    const opened = call === null ? null : await ask('call', { call });
    const decided = { trace, legs, legsBefore, notice, unsent: true, chosen: [], ...(listed && { listed }) };
    store.setState({ ...decided, ...(opened && callFacts(opened, call, same < 0 ? null : row)) });
    await select.shown();
  }

  return joining;
}
