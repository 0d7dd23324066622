import { useEffect, useState } from 'react';

/** Parts of the page that were loaded already, by their loader. */
const loaded = new WeakMap<() => Promise<unknown>, unknown>();

/** Loads a part of the page before it is asked for. */
export function preload<T>(load: () => Promise<T>): void {
  load().then(
    (part) => loaded.set(load, part),
    () => undefined,
  );
}

/**
 * A part of the page that is loaded when it is needed; null until it is there. Other than with `lazy`, what was loaded
 * before is there at once, so that nothing is drawn in between.
 */
export function useLoaded<T>(load: () => Promise<T>, needed: boolean): T | null {
  const [, setCount] = useState(0);
  const part = (loaded.get(load) as T | undefined) ?? null;
  useEffect(() => {
    if (!needed || loaded.has(load)) return;
    let wanted = true;
    load().then(
      (found) => {
        loaded.set(load, found);
        if (wanted) setCount((count) => count + 1);
      },
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [load, needed]);
  return part;
}
