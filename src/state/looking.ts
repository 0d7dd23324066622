import {
  type DialogName,
  type Facts,
  type Panes,
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
  section(section: Section): void;
  dialog(dialog: DialogName | null): void;
  notice(text: string): void;
  sending(change: Partial<Sending>): void;
  singleKeys(on: boolean): void;
  unfolded(on: boolean): void;
  zone(zone: Facts['zone']): void;
  ladderWidth(width: number): void;
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
    section: (section) => store.setState({ section }),
    dialog: (dialog) => store.setState({ dialog }),
    notice: (notice) => store.setState({ notice }),
    sending: (change) => store.setState({ sending: { ...store.getState().sending, ...change } }),
    singleKeys: (singleKeys) => kept({ singleKeys }),
    unfolded: (unfolded) => store.setState({ unfolded }),
    zone: (zone) => store.setState({ zone }),
    ladderWidth: (ladderWidth) => store.setState({ ladderWidth }),
    sight: (first, end) => store.setState({ sight: [first, end] }),
  };
}
