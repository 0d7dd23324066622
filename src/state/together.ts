import { OPEN_SIEVE, type Sieve } from '../ladder/sieve.ts';
import type { Ask } from './ask.ts';
import { callFacts, type Selecting } from './selecting.ts';
import type { Store } from './store.ts';

/** Choosing several calls, and seeing them on one time line. */
export interface Choosing {
  /** These calls and no others; one alone is opened as ever. @param at the one that was chosen last */
  calls(calls: readonly number[], at?: number): Promise<void>;
  /** Takes a call in, or out again. */
  toggle(call: number): Promise<void>;
  /** All calls of the list from the one chosen first to this one. */
  reach(call: number): Promise<void>;
  /** All calls of the list. */
  all(): Promise<void>;
  /** Back to one call. */
  one(): Promise<void>;
  /** Lets other messages pass. */
  sieve(change: Partial<Sieve>): Promise<void>;
  /** Another part of more messages than are shown at once. @param from messages before it */
  part(from: number): Promise<void>;
}

export function choosing(store: Store, ask: Ask, select: Selecting): Choosing {
  /** Calls where a range begins; the last one that was chosen by itself. */
  let anchor: number | null = null;

  async function calls(chosen: readonly number[], at = chosen.at(-1)): Promise<void> {
    const [only] = chosen;
    if (only === undefined || at === undefined) return;
    if (chosen.length === 1) {
      store.setState({ chosen: [] });
      await select.call(only);
      return;
    }
    store.setState({ chosen, call: at });
    await show(0);
  }

  async function show(from: number): Promise<void> {
    const { chosen, sieve, row } = store.getState();
    const opened = await ask('together', { calls: chosen, sieve, from });
    // Something else was chosen meanwhile.
    if (store.getState().chosen !== chosen || store.getState().sieve !== sieve) return;
    if (!opened) {
      store.setState({ notice: 'No message passes this filter' });
      return;
    }
    const same = row !== null && opened.together?.numbers.has(row) ? row : (opened.detail.messages[0]?.row ?? null);
    store.setState(callFacts(opened, store.getState().call, same));
    await select.shown();
  }

  /** What is chosen now: the open call, unless several are. */
  const now = (): readonly number[] => {
    const { chosen, call } = store.getState();
    return chosen.length > 0 ? chosen : call === null ? [] : [call];
  };

  return {
    calls,
    toggle: async (call) => {
      const before = now();
      anchor = call;
      const chosen = before.includes(call) ? before.filter((one) => one !== call) : [...before, call];
      if (chosen.length > 0) await calls(chosen, chosen.includes(call) ? call : chosen.at(-1));
    },
    reach: async (call) => {
      const { listed, call: open, chosen } = store.getState();
      const order = listed?.order;
      if (!order) return;
      if (chosen.length === 0 || anchor === null) anchor = open;
      const [one, other] = [order.indexOf(anchor ?? call), order.indexOf(call)];
      if (other < 0) return;
      const first = one < 0 ? other : one;
      await calls([...order.slice(Math.min(first, other), Math.max(first, other) + 1)], call);
    },
    all: async () => {
      const { listed, call } = store.getState();
      if (listed) await calls([...listed.order], call ?? undefined);
    },
    one: async () => {
      const { call, row } = store.getState();
      anchor = null;
      store.setState({ chosen: [], sieve: OPEN_SIEVE });
      if (call !== null) await select.call(call, row ?? undefined);
    },
    sieve: async (change) => {
      store.setState({ sieve: { ...store.getState().sieve, ...change } });
      await show(0);
    },
    part: show,
  };
}
