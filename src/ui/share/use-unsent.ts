import { useEffect } from 'react';
import { useFacts } from '../app-context.ts';

/** Asks before the page goes away while notes or joins are in no link or file: nothing of a trace is kept. */
export function useUnsent(): void {
  const unsent = useFacts((facts) => facts.unsent);
  useEffect(() => {
    if (!unsent) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsent]);
}
