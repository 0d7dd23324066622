import { useEffect } from 'react';
import { useApp } from '../app-context.ts';
import { clearAddress, linkInAddress, traceInPage } from './address.ts';

/** Opens the trace that the address carries, when the page loads and when the address changes. */
export function useAddress(): void {
  const { open, store } = useApp();
  useEffect(() => {
    const read = () => {
      const link = linkInAddress() ?? traceInPage();
      if (link) void open.offer([link]);
    };
    read();
    window.addEventListener('hashchange', read);
    // Once something else is open, the address would lie about what the page shows.
    const unsubscribe = store.subscribe(({ trace }, before) => {
      const replaced = before.trace !== null && trace !== before.trace;
      if (replaced && trace?.names.join() !== before.trace?.names.join()) clearAddress();
    });
    return () => {
      window.removeEventListener('hashchange', read);
      unsubscribe();
    };
  }, [open, store]);
}
