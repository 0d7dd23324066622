import type { StoreApi } from 'zustand/vanilla';
import type { Facts } from './facts.ts';

/** Where the facts are kept. */
export type Store = StoreApi<Facts>;
