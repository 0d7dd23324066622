import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { App } from '../state/app.ts';
import type { Facts } from '../state/facts.ts';

export const AppContext = createContext<App | null>(null);

/** The app that the page belongs to. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('no app around this part of the page');
  return app;
}

/** A fact, or something derived from facts: drawn again when it changes. */
export function useFacts<T>(selector: (facts: Facts) => T): T {
  return useStore(useApp().store, selector);
}
