import { useEffect, useSyncExternalStore } from 'react';

/** Fetches a part of the page. Each is one constant: what it brought is kept under it. */
type Load<T> = () => Promise<T>;

/** What became of a fetch; null while it is under way. */
type Outcome = { readonly part: unknown } | { readonly failure: unknown } | null;

const outcomes = new Map<Load<unknown>, Outcome>();
/** Parts that something on the page waits for, or waited for. */
const needed = new Set<Load<unknown>>();
const listeners = new Set<() => void>();

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Loads a part of the page before it is asked for. A failure is nobody's business until somebody asks. */
export function preload<T>(load: Load<T>): void {
  if (outcomes.has(load)) return;
  const settle = (outcome: Outcome) => {
    outcomes.set(load, outcome);
    for (const tell of [...listeners]) tell();
  };
  outcomes.set(load, null);
  load().then(
    (part) => settle({ part }),
    (failure: unknown) => {
      if (needed.has(load)) settle({ failure });
      else outcomes.delete(load);
    },
  );
}

/** Lets all that failed be fetched again. */
export function forgetFailures(): void {
  for (const [load, outcome] of outcomes) if (outcome && 'failure' in outcome) outcomes.delete(load);
}

/**
 * A part of the page that is loaded when it is needed; null until it is there. Other than with `lazy`, what was loaded
 * before is there at once, so that nothing is drawn in between, and what failed can be tried again.
 * @throws what the fetch failed with, for the `Boundary` around it
 */
export function useLoaded<T>(load: Load<T>, isNeeded: boolean): T | null {
  const outcome = useSyncExternalStore(subscribe, () => outcomes.get(load) ?? null);
  useEffect(() => {
    if (!isNeeded) return;
    needed.add(load);
    preload(load);
  }, [load, isNeeded]);
  if (!outcome) return null;
  if ('part' in outcome) return outcome.part as T;
  if (isNeeded) throw outcome.failure;
  return null;
}
