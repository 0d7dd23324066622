import type { JoinDecisions } from '../call/link.ts';
import { OPEN_SIEVE, type Sieve } from '../ladder/sieve.ts';
import type { Aliases } from '../lanes/alias-list.ts';
import type { LaneProposal } from '../lanes/propose.ts';
import type { Wish } from '../share/outgoing.ts';
import { HIDE_ALL } from '../share/redaction/options.ts';
import { type History, NO_HISTORY } from '../view/history.ts';
import { EMPTY_LANES, EMPTY_LEGS, type LaneDecisions, NO_NOTES, type Notes } from '../view/view.ts';
import type {
  Listed,
  ListQuestion,
  OpenedCall,
  OpenedMessage,
  OpenedTrace,
  ReadingProgress,
  Shared,
  SourceInput,
  SourceReport,
} from '../worker/protocol.ts';

/** Sources that are being read. */
export interface Reading {
  readonly names: readonly string[];
  readonly totalBytes: number;
  /** null until the first news. */
  readonly progress: ReadingProgress | null;
  /** They join the open trace instead of replacing it. */
  readonly add: boolean;
  /** It was cancelled and comes to its end. */
  readonly stopping: boolean;
}

/** A message that is shown, and the call it was selected in. */
export interface ShownMessage extends OpenedMessage {
  readonly of: OpenedCall;
}

/** Something that went wrong on the page itself, in words. */
export interface Trouble {
  readonly title: string;
  readonly text: string;
}

export type Theme = 'system' | 'light' | 'dark';
export type Tab = 'headers' | 'raw' | 'sdp' | 'transaction' | 'hops';
/** What a call is made of, opened above its ladder. */
export type Part = 'legs' | 'attempts';
/** What a narrow page shows: one part at a time. */
export type Section = 'calls' | 'ladder' | 'message';
export type DialogName = 'help' | 'lanes' | 'report' | 'share' | 'traces' | 'negotiation';

/** Widths in CSS pixels. */
export interface Panes {
  readonly calls: number;
  readonly inspector: number;
  readonly callsOpen: boolean;
  readonly inspectorOpen: boolean;
}

/** How links, files and tickets are made. */
export interface Sending extends Pick<Wish, 'redaction'> {
  /** Messages on hidden lanes go along. */
  readonly hidden: boolean;
  /** Exports are made of the trace as it is redacted for links, instead of as it is. */
  readonly exports: boolean;
}

/** Sources that wait for a passphrase. */
export interface LockedSources {
  readonly sources: readonly SourceInput[];
  readonly add: boolean;
  /** A passphrase was typed, and it was another one. */
  readonly wrong: boolean;
}

/** What was found in the calls so far, by position in the call table. */
export interface Found {
  readonly total: number;
  readonly done: number;
  /** Of all rules. */
  readonly titles: readonly string[];
  /** 1: judged. */
  readonly judged: Uint8Array;
  /** Errors and warnings of each call, capped at 255. */
  readonly errors: Uint8Array;
  readonly warnings: Uint8Array;
  /** Position in `titles` of what heads a call, from 1 on; 0: nothing does. */
  readonly headline: Uint16Array;
}

/** A media flow or packet event that is looked at. */
export interface Beside {
  readonly what: 'media' | 'event';
  /** Position in the flows or events of its call. */
  readonly number: number;
  readonly of: OpenedCall;
  /** Row that was selected meanwhile. */
  readonly row: number | null;
}

export interface Facts {
  readonly trace: OpenedTrace | null;
  /** Set when the trace came from somebody else's link or file, until that was read. */
  readonly shared: Shared | null;
  readonly reading: Reading | null;
  /** Reports of sources in which nothing was recognised. */
  readonly unrecognised: readonly SourceReport[] | null;
  readonly trouble: Trouble | null;
  /** Sources that wait for a choice: add to the open trace, or replace it. */
  readonly offered: readonly SourceInput[] | null;
  readonly list: ListQuestion;
  readonly listed: Listed | null;
  /** Calls of the list that are in sight: the first of them, and the one behind the last. */
  readonly sight: readonly [first: number, end: number];
  /** null until the first calls were judged. */
  readonly found: Found | null;
  /** Position of the selected call in the call table. */
  readonly call: number | null;
  /** Several calls chosen to be seen together, in the order of choosing; none or one: only `call` counts. */
  /** Which messages of several calls are shown. */
  readonly sieve: Sieve;
  readonly chosen: readonly number[];
  /** What the whole trace comes to is shown instead of a ladder. */
  readonly summary: boolean;
  readonly opened: OpenedCall | null;
  /** Row of the selected message in the message index. */
  readonly row: number | null;
  readonly message: ShownMessage | null;
  /** Position in the findings of the open call: its rungs light up. */
  readonly finding: number | null;
  /** Position in all clauses of the story of the open call: its rungs light up. */
  readonly clause: number | null;
  /** Shown instead of the message until another one is selected. */
  readonly beside: Beside | null;
  readonly tab: Tab;
  readonly lanes: LaneDecisions;
  readonly lanesHistory: History<LaneDecisions>;
  /** Which lanes of an opened call may be one machine, decided on or not. */
  readonly proposals: { readonly of: OpenedCall | null; readonly list: readonly LaneProposal[] };
  /** Names of addresses that hold for every trace. */
  readonly aliases: Aliases;
  /** They outlive this visit. */
  readonly keepNames: boolean;
  /** Legs that a person joined or cut. */
  readonly legs: JoinDecisions;
  /** The same before each of the last decisions. */
  readonly legsBefore: readonly JoinDecisions[];
  /** What a person wrote beside messages. */
  readonly notes: Notes;
  /** A person wrote or joined something that is in no link or file yet. */
  readonly unsent: boolean;
  /** Row whose note is being written. */
  readonly noting: number | null;
  /** With the legs opened, rungs carry the number of theirs. */
  readonly part: Part | null;
  /** Every copy of a message has its own rung. */
  readonly unfolded: boolean;
  readonly zone: 'utc' | 'local';
  /** CSS pixels that the ladder may use; 0 until measured. */
  readonly ladderWidth: number;
  readonly theme: Theme;
  readonly panes: Panes;
  readonly section: Section;
  readonly dialog: DialogName | null;
  /** How a person last wanted to send something. */
  readonly sending: Sending;
  /** Sources that cannot be opened without their passphrase, and what was wrong with the one that was typed. */
  readonly locked: LockedSources | null;
  /** A short word on what was just done. */
  readonly notice: string;
  /** Keys without Ctrl or Alt start commands. */
  readonly singleKeys: boolean;
}

export const WIDTHS = { calls: 296, inspector: 404, least: 200, most: 720 } as const;

export const FIRST_FACTS: Facts = {
  trace: null,
  shared: null,
  reading: null,
  unrecognised: null,
  trouble: null,
  offered: null,
  list: { filter: '', chip: 'all', sort: 'time', descending: false },
  listed: null,
  sight: [0, 20],
  found: null,
  call: null,
  chosen: [],
  sieve: OPEN_SIEVE,
  summary: false,
  opened: null,
  row: null,
  message: null,
  finding: null,
  clause: null,
  beside: null,
  tab: 'headers',
  lanes: EMPTY_LANES,
  lanesHistory: NO_HISTORY,
  proposals: { of: null, list: [] },
  aliases: new Map(),
  keepNames: false,
  legs: EMPTY_LEGS,
  legsBefore: [],
  notes: NO_NOTES,
  unsent: false,
  noting: null,
  part: null,
  unfolded: false,
  zone: 'utc',
  ladderWidth: 0,
  theme: 'system',
  panes: { calls: WIDTHS.calls, inspector: WIDTHS.inspector, callsOpen: true, inspectorOpen: true },
  section: 'ladder',
  dialog: null,
  sending: { redaction: HIDE_ALL, hidden: false, exports: false },
  locked: null,
  notice: '',
  singleKeys: true,
};
