import { internedText } from '../base/interner.ts';
import { movedPairs } from '../call/decide.ts';
import { OPEN_SIEVE } from '../ladder/sieve.ts';
import { NO_HISTORY } from '../view/history.ts';
import { EMPTY_LANES, EMPTY_LEGS, NO_NOTES, type Notes, type View } from '../view/view.ts';
import type { Opened, OpenedTrace, Questions, ReadingProgress, SourceInput } from '../worker/protocol.ts';
import type { Ask } from './ask.ts';
import { type Facts, FIRST_FACTS, type Reading } from './facts.ts';
import { callFacts, firstCall, type Selecting } from './selecting.ts';
import type { Store } from './store.ts';

/** Bringing traces in. */
export interface Opening {
  /** Opens sources when nothing is open; asks whether to add or to replace otherwise. */
  offer(sources: readonly SourceInput[]): Promise<void>;
  /** Opens sources beside what is open. */
  add(sources: readonly SourceInput[]): Promise<void>;
  /** Opens sources instead of what is open. */
  replace(sources: readonly SourceInput[]): Promise<void>;
  /** Reads a source again in a format that a person picked; null: as it is recognised. */
  readAs(source: number, format: string | null): Promise<void>;
  /** Answers the question of `offer`. */
  choose(choice: 'add' | 'replace' | 'neither'): Promise<void>;
  /** Stops reading; what was read so far is shown. */
  cancel(): void;
  /** Back to the first screen. */
  close(): void;
  /** A failure message was read. */
  dismiss(): void;
  /** Opens what is locked with a passphrase that was typed. */
  unlock(passphrase: string): Promise<void>;
  /** Does without what is locked. */
  leaveLocked(): void;
  /** What was said about the origin of a shared trace was read. */
  knowOrigin(): void;
}

type Bytes = Pick<Reading, 'names' | 'totalBytes'>;

export function opening(store: Store, ask: Ask, select: Selecting): Opening {
  let reading: AbortController | null = null;

  /** Asks a question that reads, tells how far it has come, and takes over what comes of it. */
  async function read<K extends 'open' | 'reread'>(kind: K, question: Questions[K]['ask'], bytes: Bytes, add: boolean) {
    reading?.abort();
    const controller = new AbortController();
    reading = controller;
    store.setState({
      reading: { ...bytes, progress: null, add, stopping: false },
      offered: null,
      unrecognised: null,
      trouble: null,
    });
    const progress = (news: ReadingProgress) => {
      const state = store.getState().reading;
      if (reading !== controller || !state) return;
      store.setState({ reading: { ...state, progress: news } });
      if (news.glimpse) void show({ trace: news.glimpse, reports: [], shared: null, locked: null }, false);
    };
    // A glimpse that comes late must not cover what came after it.
    let shown = 0;
    const show = (opened: Opened, ended: boolean) => {
      const grows = (shown > 0 || add) && !opened.shared?.view;
      const turn = ++shown;
      const wanted = () => reading === controller && turn === shown;
      return take({ store, ask, select, wanted, ended }, opened, grows);
    };
    const opened = await ask(kind, question, { signal: controller.signal, progress });
    return reading === controller && opened ? { opened, show: () => show(opened, true) } : null;
  }

  async function open(sources: readonly SourceInput[], add: boolean, passphrase = ''): Promise<void> {
    if (sources.length === 0) return;
    const totalBytes = sources.reduce((sum, { blob }) => sum + blob.size, 0);
    const names = sources.map(({ name }) => name);
    const done = await read('open', { sources, add, passphrase }, { names, totalBytes }, add);
    if (!done) return;
    const { opened } = done;
    if (opened.locked) {
      store.setState({ reading: null, locked: { sources, add, wrong: opened.locked === 'wrong-passphrase' } });
      return;
    }
    store.setState({ locked: null });
    await done.show();
  }

  async function readAs(source: number, format: string | null): Promise<void> {
    const { trace } = store.getState();
    if (!trace) return;
    const totalBytes = trace.reports.reduce((sum, { size }) => sum + size, 0);
    const names = [trace.names[source] ?? ''];
    const done = await read('reread', { source, format }, { names, totalBytes }, true);
    await done?.show();
  }

  return {
    offer: async (sources) => {
      const { trace } = store.getState();
      if (trace) store.setState({ offered: sources, unrecognised: null });
      else await open(sources, false);
    },
    add: (sources) => open(sources, store.getState().trace !== null),
    replace: (sources) => open(sources, false),
    readAs,
    choose: async (choice) => {
      const { offered } = store.getState();
      store.setState({ offered: null });
      if (offered && choice !== 'neither') await open(offered, choice === 'add');
    },
    cancel: () => {
      reading?.abort();
      const state = store.getState().reading;
      if (state) store.setState({ reading: { ...state, stopping: true } });
    },
    close: () => {
      reading?.abort();
      reading = null;
      const { theme, panes, singleKeys, zone, aliases, keepNames } = store.getState();
      store.setState({ ...FIRST_FACTS, theme, panes, singleKeys, zone, aliases, keepNames });
    },
    unlock: async (passphrase) => {
      const { locked } = store.getState();
      if (locked) await open(locked.sources, locked.add, passphrase);
    },
    leaveLocked: () => store.setState({ locked: null }),
    knowOrigin: () => store.setState({ shared: null }),
    dismiss: () => store.setState({ unrecognised: null, trouble: null }),
  };
}

interface Tools {
  readonly store: Store;
  readonly ask: Ask;
  readonly select: Selecting;
  /** Nothing else was opened since. */
  readonly wanted: () => boolean;
  /** False for a glimpse of what is still being read. */
  readonly ended: boolean;
}

/** Shows what was opened. @param grows it holds what was open before, so what is looked at stays */
async function take(tools: Tools, { trace, reports, shared, moved }: Opened, grows: boolean): Promise<void> {
  const { store, ask, select, wanted, ended } = tools;
  if (!trace) {
    // Cancelled before the first message: there is nothing to explain.
    const stopped = reports.every((report) => report.cancelled);
    store.setState({ reading: null, ...(stopped ? { notice: 'Reading was cancelled' } : { unrecognised: reports }) });
    return;
  }
  const before = moved ? movedFacts(store.getState(), moved) : store.getState();
  const view = grows ? null : (shared?.view ?? null);
  const list = grows ? before.list : { ...FIRST_FACTS.list, filter: view?.filter ?? '' };
  // The page shows the trace together with its list and first call: one drawing instead of three. While much is being
  // read nobody should feel it: the first glimpse is the list alone, so that neither drawing holds the page up.
  const listed = await ask('list', list);
  if (!ended && !before.trace && wanted()) store.setState({ trace, list, listed });
  const again =
    grows && before.trace && before.call !== null ? callAgain(trace, before.trace, before.call, moved) : null;
  const call = again ?? callOf(view, trace) ?? firstCall(trace, listed);
  const together = togetherOf(view, trace);
  const several = together.length > 1 ? await ask('together', { calls: together, sieve: OPEN_SIEVE, from: 0 }) : null;
  const opened = several ?? (call === null ? null : await ask('call', { call }));
  if (!wanted()) return;
  const row = again === null ? (view?.row ?? null) : before.row;
  const unread = reports.filter(({ messages, cancelled, aside }) => messages === 0 && !cancelled && !aside);
  const { lanes, legs } = view ?? { lanes: EMPTY_LANES, legs: EMPTY_LEGS };
  const notes = grows ? moreNotes(before, trace, moved) : new Map([...trace.comments, ...(view?.notes ?? NO_NOTES)]);
  const anew = { lanes, legs, legsBefore: [], lanesHistory: NO_HISTORY, message: null, unsent: false };
  const decisions = grows ? { notes, ...(moved && { legs: before.legs, legsBefore: [] }) } : { ...anew, notes };
  store.setState({
    ...(ended && { reading: null }),
    trace,
    shared,
    list,
    listed: listed ?? store.getState().listed,
    unrecognised: unread.length > 0 ? unread : null,
    ...decisions,
    chosen: several ? together : [],
    ...(opened ? callFacts(opened, call, row) : { call: null, opened: null, row: null }),
  });
  await select.shown();
}

/** Facts that name rows, where the rows of the trace stand elsewhere now. */
function movedFacts(facts: Facts, moved: Int32Array): Facts {
  const at = (row: number) => moved[row] ?? -1;
  const notes = [...facts.notes].flatMap(([row, text]): [number, string][] => (at(row) < 0 ? [] : [[at(row), text]]));
  const row = facts.row === null || at(facts.row) < 0 ? null : at(facts.row);
  return { ...facts, row, notes: new Map(notes), legs: movedPairs(facts.legs, moved) };
}

/** Notes, and what the captures that came say beside their messages. */
function moreNotes({ notes, trace }: Facts, now: OpenedTrace, moved: Int32Array | undefined): Notes {
  const older = moved && new Set(moved);
  const isNew = (row: number) => (older ? !older.has(row) : row >= (trace?.messages ?? 0));
  return new Map([...[...now.comments].filter(([row]) => isNew(row)), ...notes]);
}

/** Calls that a view shows on one time line, where the trace has them. */
function togetherOf(view: View | null, trace: OpenedTrace): readonly number[] {
  return view?.together.filter((call) => call < trace.calls.count) ?? [];
}

/** The call that a view shows, where the trace has it. */
function callOf(view: View | null, trace: OpenedTrace): number | null {
  return view !== null && view.call !== null && view.call < trace.calls.count ? view.call : null;
}

/** The same call in a trace that grew: its Call-ID and first message are the same. */
function callAgain(now: OpenedTrace, before: OpenedTrace, call: number, moved: Int32Array | undefined): number | null {
  const callId = internedText(before.calls.callIds, before.calls.callId[call] as number);
  const row = before.calls.rows[before.calls.rowStart[call] as number] as number;
  const first = moved ? moved[row] : row;
  for (let i = 0; i < now.calls.count; i++) {
    if (now.calls.rows[now.calls.rowStart[i] as number] !== first) continue;
    return internedText(now.calls.callIds, now.calls.callId[i] as number) === callId ? i : null;
  }
  return null;
}
