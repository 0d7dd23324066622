import { placeOfRow } from '../call/table.ts';
import type { Ask } from './ask.ts';
import { callFacts, firstCall, type Selecting } from './selecting.ts';
import type { Store } from './store.ts';

/** Putting the clocks of several sources on one time line by hand. */
export interface Timing {
  /** Adds microseconds to the times of a source in place of what is estimated; null goes back to the estimate. */
  set(source: number, offset: number | null): Promise<void>;
}

export function timing(store: Store, ask: Ask, select: Selecting): Timing {
  return {
    set: async (source, offset) => {
      const { trace: before, row, list } = store.getState();
      if (!before) return;
      const decided = [...before.clocks.entries()].filter(([at, { byHand }]) => byHand && at !== source);
      const chosen = new Map(decided.map(([at, { applied }]) => [at, applied]));
      if (offset !== null) chosen.set(source, offset);
      const retimed = await ask('retime', chosen);
      if (!retimed) return;
      const trace = { ...before, ...retimed };
      const listed = await ask('list', list);
      const same = row === null ? -1 : placeOfRow(trace.calls, row).call;
      const call = same < 0 ? firstCall(trace, listed) : same;
      const opened = call === null ? null : await ask('call', { call });
      const facts = { trace, chosen: [], notice: 'Times were moved', ...(listed && { listed }) };
      store.setState({ ...facts, ...(opened && callFacts(opened, call, same < 0 ? null : row)) });
      await select.shown();
    },
  };
}
