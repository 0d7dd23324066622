import {
  type Beside,
  type DialogName,
  type Facts,
  type Panes,
  type Part,
  type Section,
  type Sending,
  type Tab,
  type Theme,
  WIDTHS,
} from './facts.ts';
import { remember } from './remember.ts';
import type { Store } from './store.ts';

/** Everything about the page that is not about a trace. */
export interface Looking {
  theme(theme: Theme): void;
  /** System, then the other one, then back. */
  nextTheme(): void;
  width(pane: 'calls' | 'inspector', width: number): void;
  toggle(pane: 'calls' | 'inspector'): void;
  tab(tab: Tab): void;
  /** Shows a media flow or packet event instead of the message; null shows the message again. */
  beside(chosen: Pick<Beside, 'what' | 'number'> | null): void;
  section(section: Section): void;
  dialog(dialog: DialogName | null): void;
  notice(text: string): void;
  sending(change: Partial<Sending>): void;
  /** What is open is in a link or file now, as a person shaped it. */
  sent(): void;
  /** Opens the field for the note on a message; null closes it. */
  noting(row: number | null): void;
  /** Keeps a note; an empty one goes. */
  note(row: number, text: string): void;
  singleKeys(on: boolean): void;
  /** Opens what a call is made of above its ladder, or folds it. */
  part(part: Part | null): void;
  unfolded(on: boolean): void;
  zone(zone: Facts['zone']): void;
  ladderWidth(width: number): void;
  /** What the whole trace comes to, instead of a ladder. */
  summary(on: boolean): void;
  /** Which calls of the list are in sight. */
  sight(first: number, end: number): void;
}

const NEXT: { readonly [K in Theme]: Theme } = { system: 'light', light: 'dark', dark: 'system' };

export function looking(store: Store, storage: Storage | null): Looking {
  const kept = (facts: Partial<Facts>) => {
    store.setState(facts);
    remember(storage, store.getState());
  };
  const panes = (change: Partial<Panes>) => kept({ panes: { ...store.getState().panes, ...change } });
  return {
    theme: (theme) => kept({ theme }),
    nextTheme: () => kept({ theme: NEXT[store.getState().theme] }),
    width: (pane, width) => panes({ [pane]: Math.round(Math.min(WIDTHS.most, Math.max(WIDTHS.least, width))) }),
    toggle: (pane) => {
      const open = `${pane}Open` as const;
      panes({ [open]: !store.getState().panes[open] });
    },
    tab: (tab) => store.setState({ tab }),
    beside: (chosen) => {
      const { opened, row } = store.getState();
      store.setState({ beside: chosen && opened && { ...chosen, of: opened, row } });
    },
    section: (section) => store.setState({ section }),
    dialog: (dialog) => store.setState({ dialog }),
    notice: (notice) => store.setState({ notice }),
    noting: (noting) => store.setState({ noting }),
    note: (row, text) => {
      const { notes, noting } = store.getState();
      // A field that was left by Escape is not open any more.
      if (noting !== row) return;
      const kept = text.trim();
      const changed = new Map(notes);
      if (kept === '') changed.delete(row);
      else changed.set(row, kept);
      store.setState({ noting: null, ...(kept !== (notes.get(row) ?? '') && { notes: changed, unsent: true }) });
    },
    sent: () => store.setState({ unsent: false }),
    sending: (change) => store.setState({ sending: { ...store.getState().sending, ...change } }),
    singleKeys: (singleKeys) => kept({ singleKeys }),
    part: (part) => store.setState({ part }),
    unfolded: (unfolded) => store.setState({ unfolded }),
    zone: (zone) => store.setState({ zone }),
    ladderWidth: (ladderWidth) => store.setState({ ladderWidth }),
    summary: (summary) => store.setState({ summary, ...(summary && { section: 'ladder' }) }),
    sight: (first, end) => store.setState({ sight: [first, end] }),
  };
}
