import { useSyncExternalStore } from 'react';

/** Below this width one part is shown at a time; the style sheets say the same number. */
const NARROW = '(max-width: 699px)';

/** Whether the page shows one part at a time. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query()?.matches ?? false);
}

function query(): MediaQueryList | undefined {
  return typeof window.matchMedia === 'function' ? window.matchMedia(NARROW) : undefined;
}

function subscribe(changed: () => void): () => void {
  const media = query();
  media?.addEventListener('change', changed);
  return () => media?.removeEventListener('change', changed);
}
