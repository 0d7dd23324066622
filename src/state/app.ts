import { createStore } from 'zustand/vanilla';
import type { Client } from '../worker/client.ts';
import { type Ask, asking } from './ask.ts';
import { type Facts, FIRST_FACTS } from './facts.ts';
import { type Joining, joining } from './joining.ts';
import { judging } from './judging.ts';
import { type Looking, looking } from './looking.ts';
import { recallNames } from './names.ts';
import { type Opening, opening } from './opening.ts';
import { recall } from './remember.ts';
import { type Selecting, selecting } from './selecting.ts';
import { type Shaping, shaping } from './shaping.ts';
import type { Store } from './store.ts';
import { type Timing, timing } from './timing.ts';
import { type Choosing, choosing } from './together.ts';

/** The page without its looks: facts, and all that changes them. */
export interface App {
  readonly store: Store;
  readonly ask: Ask;
  readonly open: Opening;
  readonly select: Selecting;
  readonly look: Looking;
  readonly shape: Shaping;
  readonly join: Joining;
  readonly choose: Choosing;
  readonly time: Timing;
}

/** @param storage where looks are remembered; null for nowhere */
export function makeApp(client: Client, storage: Storage | null = null): App {
  const store = createStore<Facts>(() => ({ ...FIRST_FACTS, ...recall(storage), ...recallNames(storage) }));
  const ask = asking(store, client);
  const select = selecting(store, ask);
  judging(store, ask);
  return {
    store,
    ask,
    select,
    open: opening(store, ask, select),
    look: looking(store, storage),
    shape: shaping(store, ask, storage),
    join: joining(store, ask, select),
    choose: choosing(store, ask, select),
    time: timing(store, ask, select),
  };
}
