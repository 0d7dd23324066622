import type { App } from './app.ts';
import { besideNow, hasBeside } from './beside.ts';
import type { Facts } from './facts.ts';

/** What the page can do that facts and worker cannot: it is handed to commands. */
export interface Surroundings {
  /** Shows the dialog of the system that picks files. */
  pickFiles(): void;
  focusFilter(): void;
  focusInspector(): void;
  focusLadder(): void;
}

/** Something a person can do. Menus, keys and the help read the same list. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: 'Ladder' | 'Calls' | 'Message' | 'Page';
  /** As KeyboardEvent.key says them; the first one is shown. */
  readonly keys: readonly string[];
  readonly when: (facts: Facts) => boolean;
  readonly do: (app: App, page: Surroundings) => void;
}

const always = () => true;
const withCall = (facts: Facts) => facts.opened !== null;
const withTrace = (facts: Facts) => facts.trace !== null;
const withMessage = (facts: Facts) => facts.row !== null;

export const COMMANDS: readonly Command[] = [
  {
    id: 'next-rung',
    label: 'Next message',
    group: 'Ladder',
    keys: ['ArrowDown', 'j'],
    when: withCall,
    do: ({ select }) => void select.stepRow(1),
  },
  {
    id: 'previous-rung',
    label: 'Previous message',
    group: 'Ladder',
    keys: ['ArrowUp', 'k'],
    when: withCall,
    do: ({ select }) => void select.stepRow(-1),
  },
  {
    id: 'first-rung',
    label: 'First message',
    group: 'Ladder',
    keys: ['Home'],
    when: withCall,
    do: ({ select }) => void select.stepRow('first'),
  },
  {
    id: 'last-rung',
    label: 'Last message',
    group: 'Ladder',
    keys: ['End'],
    when: withCall,
    do: ({ select }) => void select.stepRow('last'),
  },
  {
    id: 'inspect',
    label: 'Read the selected message',
    group: 'Ladder',
    keys: ['Enter'],
    when: withMessage,
    do: (app, page) => inspect(app, page),
  },
  {
    id: 'unfold',
    label: 'Show every copy of a message, or fold them',
    group: 'Ladder',
    keys: ['u'],
    when: withCall,
    do: ({ look, store }) => look.unfolded(!store.getState().unfolded),
  },
  {
    id: 'zone',
    label: 'Times in UTC or in the time of this place',
    group: 'Ladder',
    keys: ['z'],
    when: withCall,
    do: ({ look, store }) => look.zone(store.getState().zone === 'utc' ? 'local' : 'utc'),
  },
  {
    id: 'lanes',
    label: 'Shape the lanes',
    group: 'Ladder',
    keys: ['l'],
    when: withCall,
    do: ({ look }) => look.dialog('lanes'),
  },
  {
    id: 'undo-lanes',
    label: 'Take the last change of lanes back',
    group: 'Ladder',
    keys: ['Ctrl+z'],
    when: ({ lanesHistory }) => lanesHistory.past.length > 0,
    do: ({ shape }) => shape.undo(),
  },
  {
    id: 'redo-lanes',
    label: 'Do it again',
    group: 'Ladder',
    keys: ['Ctrl+Shift+z', 'Ctrl+y'],
    when: ({ lanesHistory }) => lanesHistory.future.length > 0,
    do: ({ shape }) => shape.redo(),
  },
  {
    id: 'next-call',
    label: 'Next call',
    group: 'Calls',
    keys: [']'],
    when: withTrace,
    do: ({ select }) => void select.stepCall(1),
  },
  {
    id: 'previous-call',
    label: 'Previous call',
    group: 'Calls',
    keys: ['['],
    when: withTrace,
    do: ({ select }) => void select.stepCall(-1),
  },
  {
    id: 'whole',
    label: 'All calls of the list in one ladder, or only one again',
    group: 'Calls',
    keys: ['w'],
    when: withTrace,
    do: ({ choose, store }) => void (store.getState().chosen.length > 1 ? choose.one() : choose.all()),
  },
  {
    id: 'join',
    label: 'Join the chosen calls into one',
    group: 'Calls',
    keys: ['J'],
    when: ({ chosen }) => chosen.length > 1,
    do: ({ join, store }) => void join.calls(store.getState().chosen),
  },
  {
    id: 'undo-join',
    label: 'Take back the last cut or join',
    group: 'Calls',
    keys: ['U'],
    when: ({ legsBefore }) => legsBefore.length > 0,
    do: ({ join }) => void join.undo(),
  },
  {
    id: 'summary',
    label: 'What the whole trace comes to, or the ladder again',
    group: 'Calls',
    keys: ['y'],
    when: withTrace,
    do: ({ look, store }) => look.summary(!store.getState().summary),
  },
  {
    id: 'filter',
    label: 'Filter the calls',
    group: 'Calls',
    keys: ['/'],
    when: withTrace,
    do: (_, page) => page.focusFilter(),
  },
  {
    id: 'toggle-calls',
    label: 'Show or hide the calls',
    group: 'Calls',
    keys: ['c'],
    when: withTrace,
    do: ({ look }) => look.toggle('calls'),
  },
  {
    id: 'headers',
    label: 'Headers',
    group: 'Message',
    keys: ['1'],
    when: withMessage,
    do: ({ look }) => look.tab('headers'),
  },
  {
    id: 'note',
    label: 'Write a note on the selected message',
    group: 'Message',
    keys: ['n'],
    when: withMessage,
    do: ({ look, store }) => {
      look.section('message');
      if (!store.getState().panes.inspectorOpen) look.toggle('inspector');
      look.noting(store.getState().row);
    },
  },
  { id: 'raw', label: 'Raw text', group: 'Message', keys: ['2'], when: withMessage, do: ({ look }) => look.tab('raw') },
  { id: 'sdp', label: 'SDP', group: 'Message', keys: ['3'], when: withMessage, do: ({ look }) => look.tab('sdp') },
  {
    id: 'transaction',
    label: 'Transaction',
    group: 'Message',
    keys: ['4'],
    when: withMessage,
    do: ({ look }) => look.tab('transaction'),
  },
  {
    id: 'hops',
    label: 'What each box changed in it',
    group: 'Message',
    keys: ['5'],
    when: withMessage,
    do: ({ look }) => look.tab('hops'),
  },
  {
    id: 'media',
    label: 'Media of the call, or the message again',
    group: 'Message',
    keys: ['m'],
    when: ({ opened }) => hasBeside(opened),
    do: (app, page) => {
      const facts = app.store.getState();
      const what = (facts.opened?.media?.flows.length ?? 0) > 0 ? 'media' : 'event';
      app.look.beside(besideNow(facts) ? null : { what, number: 0 });
      inspect(app, page);
    },
  },
  {
    id: 'negotiation',
    label: 'Media negotiation: who offered and answered what',
    group: 'Message',
    keys: ['g'],
    when: withCall,
    do: ({ look }) => look.dialog('negotiation'),
  },
  {
    id: 'toggle-inspector',
    label: 'Show or hide the message',
    group: 'Message',
    keys: ['i'],
    when: withTrace,
    do: ({ look }) => look.toggle('inspector'),
  },
  { id: 'open', label: 'Open files', group: 'Page', keys: ['o'], when: always, do: (_, page) => page.pickFiles() },
  {
    id: 'share',
    label: 'Share',
    group: 'Page',
    keys: ['s'],
    when: withCall,
    do: ({ look }) => look.dialog('share'),
  },
  {
    id: 'report',
    label: 'What was read',
    group: 'Page',
    keys: ['r'],
    when: withTrace,
    do: ({ look }) => look.dialog('report'),
  },
  {
    id: 'theme',
    label: 'Light, dark, or as the system says',
    group: 'Page',
    keys: ['t'],
    when: always,
    do: ({ look }) => look.nextTheme(),
  },
  { id: 'help', label: 'All keys', group: 'Page', keys: ['?'], when: always, do: ({ look }) => look.dialog('help') },
];

function inspect({ look, store }: App, page: Surroundings): void {
  look.section('message');
  if (!store.getState().panes.inspectorOpen) look.toggle('inspector');
  page.focusInspector();
}

/** The command that a key starts now, if any. A letter typed before the field of a note stands is part of the note. */
export function commandFor(key: string, facts: Facts): Command | undefined {
  const single = key.length === 1;
  if (single && !facts.singleKeys && key !== '?') return undefined;
  if (single && facts.noting !== null && facts.noting === facts.row) return undefined;
  return COMMANDS.find((command) => command.keys.includes(key) && command.when(facts));
}
