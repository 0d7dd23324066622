import { type Facts, FIRST_FACTS, type Panes, type Theme, WIDTHS } from './facts.ts';

const KEY = 'rungs.looks';
const THEMES: readonly string[] = ['system', 'light', 'dark'] satisfies Theme[];

/** The part of the facts that outlives a visit. Nothing of a trace is among it. */
type Looks = Pick<Facts, 'theme' | 'panes' | 'singleKeys'>;

/** What was remembered; nothing when there is no storage or what it holds is not understood. */
export function recall(storage: Storage | null): Partial<Looks> {
  try {
    const found: unknown = JSON.parse(storage?.getItem(KEY) ?? 'null');
    return typeof found === 'object' && found !== null ? checked(new Map(Object.entries(found))) : {};
  } catch {
    return {};
  }
}

/** Keeps the looks. A full or forbidden storage is no trouble. */
export function remember(storage: Storage | null, { theme, panes, singleKeys }: Looks): void {
  try {
    storage?.setItem(KEY, JSON.stringify({ theme, panes, singleKeys } satisfies Looks));
  } catch {
    // Private windows may refuse: the looks are then those of this visit.
  }
}

function checked(found: ReadonlyMap<string, unknown>): Partial<Looks> {
  const theme = found.get('theme');
  const panes = found.get('panes');
  const singleKeys = found.get('singleKeys');
  return {
    ...(typeof theme === 'string' && THEMES.includes(theme) && { theme: theme as Theme }),
    ...(typeof panes === 'object' && panes !== null && { panes: checkedPanes(new Map(Object.entries(panes))) }),
    ...(typeof singleKeys === 'boolean' && { singleKeys }),
  };
}

function checkedPanes(found: ReadonlyMap<string, unknown>): Panes {
  const { panes } = FIRST_FACTS;
  const width = (name: 'calls' | 'inspector') => {
    const value = found.get(name);
    return typeof value === 'number' && value >= WIDTHS.least && value <= WIDTHS.most ? value : panes[name];
  };
  const open = (name: 'callsOpen' | 'inspectorOpen') => found.get(name) !== false;
  return {
    calls: width('calls'),
    inspector: width('inspector'),
    callsOpen: open('callsOpen'),
    inspectorOpen: open('inspectorOpen'),
  };
}
