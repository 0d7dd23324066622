import { KINDS } from '../call/types.ts';
import { verdictAt } from '../diagnose/verdict.ts';
import type { Listed, ListQuestion, OpenedCall, OpenedTrace } from '../worker/protocol.ts';
import type { Ask } from './ask.ts';
import { litRows } from './lit.ts';
import { rungRows, step } from './rungs.ts';
import type { Store } from './store.ts';

/** Choosing what is looked at. */
export interface Selecting {
  /** Asks for the list anew, with what changed in the question. */
  list(change?: Partial<ListQuestion>): Promise<void>;
  /** Opens a call, at a message when one is named. */
  call(call: number, row?: number): Promise<void>;
  /** Fetches the message of the selected rung. */
  shown(): Promise<void>;
  /** The next or previous call in the order of the list. */
  stepCall(by: number): Promise<void>;
  row(row: number): Promise<void>;
  /** Lights up the rungs that a finding speaks of, and goes to the first of them. */
  finding(finding: number): Promise<void>;
  /** Lights up the rungs that a clause of the story speaks of, and goes to the first of them; the same one again: no more. */
  clause(clause: number): Promise<void>;
  /** The next or previous rung; `first` and `last` go to the ends. */
  stepRow(by: number | 'first' | 'last'): Promise<void>;
}

export function selecting(store: Store, ask: Ask): Selecting {
  const select: Selecting = {
    list: async (change = {}) => {
      const list = { ...store.getState().list, ...change };
      store.setState({ list });
      const listed = await ask('list', list);
      if (listed) store.setState({ listed });
    },
    call: async (call, row) => {
      store.setState({ call, chosen: [] });
      const opened = await ask('call', { call });
      if (!opened || store.getState().chosen.length > 0) return;
      // The message shown before stays until the next one is there: nothing flickers.
      store.setState(callFacts(opened, call, row ?? null));
      await select.shown();
    },
    shown: async () => {
      const { row } = store.getState();
      if (row !== null) await select.row(row);
    },
    stepCall: async (by) => {
      const { listed, call } = store.getState();
      if (!listed || listed.order.length === 0) return;
      const at = call === null ? -1 : listed.order.indexOf(call);
      const next = listed.order[Math.min(listed.order.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
      if (next !== undefined && next !== call) await select.call(next);
    },
    row: async (row) => {
      store.setState({ row });
      const { opened } = store.getState();
      const message = await ask('message', { row });
      if (message && opened && store.getState().row === row) store.setState({ message: { ...message, of: opened } });
    },
    finding: async (finding) => {
      store.setState({ finding, clause: null });
      const row = store.getState().opened?.findings[finding]?.messages[0];
      if (row !== undefined) await select.row(row);
    },
    clause: async (clause) => {
      const isAgain = store.getState().clause === clause;
      store.setState({ clause: isAgain ? null : clause, finding: null });
      const row = litRows(store.getState())[0];
      if (row !== undefined) await select.row(row);
    },
    stepRow: async (by) => {
      const next = step(rungRows(store.getState()), store.getState().row, by);
      if (next !== null) await select.row(next);
    },
  };
  return select;
}

/** What is shown once a call is open, at a message when one is named. */
export function callFacts(opened: OpenedCall, call: number | null, row: number | null) {
  return { call, opened, row: row ?? firstRow(opened), finding: null, clause: null, unfolded: false, summary: false };
}

/** The first entry that failed, else the first call in the list, else whatever comes first. */
export function firstCall({ calls }: OpenedTrace, listed: Listed | null): number | null {
  const order = listed?.order ?? new Uint32Array(0);
  const failed = order.find((call) => verdictAt(calls, call) === 'failed');
  const real = order.find((call) => KINDS[calls.kind[call] as number] === 'call');
  return failed ?? real ?? order[0] ?? null;
}

/** The message that decided a call that failed, else the first one with a finding, else the first of all. */
function firstRow({ detail, story, findings }: OpenedCall): number | null {
  const { outcome, result } = detail.summary;
  const well = outcome === 'completed' || outcome === 'in-progress' || result === 'ok';
  if (!well && story.because >= 0) return story.because;
  return findings[0]?.messages[0] ?? detail.messages[0]?.row ?? null;
}
