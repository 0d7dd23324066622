import type { Facts } from './facts.ts';

const KEY = 'rungs.names';
const MOST = 10_000;
const LONGEST = 300;

type Names = Pick<Facts, 'aliases' | 'keepNames'>;

/** Names of addresses that a person agreed to keep in this browser; none without. */
export function recallNames(storage: Storage | null): Partial<Names> {
  try {
    const found: unknown = JSON.parse(storage?.getItem(KEY) ?? 'null');
    if (!Array.isArray(found)) return {};
    return { aliases: new Map(found.slice(0, MOST).flatMap(pairIn)), keepNames: true };
  } catch {
    return {};
  }
}

/** Keeps the names when that was agreed to, and forgets them when not. A full or forbidden storage is no trouble. */
export function keepNames(storage: Storage | null, { aliases, keepNames }: Names): void {
  try {
    if (keepNames) storage?.setItem(KEY, JSON.stringify([...aliases]));
    else storage?.removeItem(KEY);
  } catch {
    // Private windows may refuse: the names are then those of this visit.
  }
}

function pairIn(pair: unknown): [string, string][] {
  const [key, name, ...more]: unknown[] = Array.isArray(pair) ? pair : [];
  const fits = (text: unknown): text is string => typeof text === 'string' && text !== '' && text.length <= LONGEST;
  return fits(key) && fits(name) && more.length === 0 ? [[key, name]] : [];
}
