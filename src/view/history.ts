/** What was before, so that it can be taken back: the last one first. */
export interface History<T> {
  readonly past: readonly T[];
  readonly future: readonly T[];
}

/** A step back, or forward: the value then, and the history from there. */
export interface Step<T> {
  readonly value: T;
  readonly history: History<T>;
}

export const NO_HISTORY: History<never> = { past: [], future: [] };

/** More steps than anybody takes back. */
const MOST = 100;

/** The history after `value` was changed to something else. */
export function changed<T>({ past }: History<T>, value: T): History<T> {
  return { past: [value, ...past].slice(0, MOST), future: [] };
}

/** The value before; null at the beginning. */
export function back<T>({ past, future }: History<T>, now: T): Step<T> | null {
  const [value, ...older] = past;
  return value === undefined ? null : { value, history: { past: older, future: [now, ...future] } };
}

/** The value that was taken back; null at the end. */
export function forward<T>({ past, future }: History<T>, now: T): Step<T> | null {
  const [value, ...newer] = future;
  return value === undefined ? null : { value, history: { past: [now, ...past], future: newer } };
}
