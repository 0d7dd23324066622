import type { InternedBytes } from '../base/interner.ts';
import type { ClockDecisions, SourceClock } from '../call/clocks.ts';
import type { JoinDecisions } from '../call/link.ts';
import type { CallDetail, CallKind, Outcome as CallOutcome, CallTable } from '../call/types.ts';
import type { CapsuleProblem, Outcome, ShownKind } from '../capsule/capsule.ts';
import type { Finding } from '../diagnose/finding.ts';
import type { FoundFilter, FoundKind } from '../diagnose/found.ts';
import type { Story } from '../diagnose/story.ts';
import type { TraceSummary } from '../diagnose/trace-summary.ts';
import type { Verdict } from '../diagnose/verdict.ts';
import type { ComparedHops } from '../export/compare-hops.ts';
import type { NegotiatedLeg } from '../export/negotiated.ts';
import type { Choice, Together } from '../export/open-calls.ts';
import type { Showing } from '../export/selection.ts';
import type { Clock, SourceReport } from '../formats/format.ts';
import type { SourceLine } from '../formats/text/lines.ts';
import type { LaneFacts } from '../ladder/input.ts';
import type { LaneProposal } from '../lanes/propose.ts';
import type { CallMedia } from '../media/call-media.ts';
import type { Link } from '../share/link.ts';
import type { Wish } from '../share/outgoing.ts';
import type { SipMessage } from '../sip/message.ts';
import type { SessionDescription } from '../sip/sdp-types.ts';
import type { Token } from '../sip/token.ts';
import type { Notes, View } from '../view/view.ts';

export type { Clock, Comment, Skipped, SourceReport } from '../formats/format.ts';

/** Something handed to the page: a file, a pasted text, a sample. A Blob crosses as a handle, not as bytes. */
export interface SourceInput {
  readonly name: string;
  readonly blob: Blob;
}

export interface ReadingProgress {
  /** Position of the source that is being read, among all sources of the trace. */
  readonly source: number;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly messages: number;
  /** Now and then: what there is so far, open to questions until the next news. */
  readonly glimpse?: OpenedTrace;
}

/** What the page keeps of a trace. */
export interface OpenedTrace {
  readonly calls: CallTable;
  /** One for each source, in order. */
  readonly reports: readonly SourceReport[];
  /** `address:port` of each endpoint, by endpoint id. */
  readonly endpoints: InternedBytes;
  readonly messages: number;
  /** One for each report. */
  readonly names: readonly string[];
  /** How the times of each source were moved. */
  readonly clocks: readonly SourceClock[];
  /** What captures say beside single messages, by row: the first notes on them. */
  readonly comments: Notes;
}

/** What came of opening: `trace` is null when nothing was recognised in the new sources, and the older trace stays. */
export interface Opened {
  readonly trace: OpenedTrace | null;
  /** Of the sources that were asked to be opened. */
  readonly reports: readonly SourceReport[];
  /** Set when one of the sources was a link or a file that somebody shared. */
  readonly shared: Shared | null;
  /** Set when one of them is locked, and nothing was opened: no passphrase was given, or another one. */
  readonly locked: Extract<CapsuleProblem, 'needs-passphrase' | 'wrong-passphrase'> | null;
  /** Where the rows of the older trace stand now, -1 for those that are no more; absent when all stand where they stood. */
  readonly moved?: Int32Array<ArrayBuffer>;
}

/** What a shared trace says beside its messages. */
export interface Shared {
  readonly messages: number;
  /** Numbers, names and addresses in it are pseudonyms. */
  readonly redacted: boolean;
  /** What is as it was nevertheless. */
  readonly shown: readonly ShownKind[];
  /** Calls and rows as they are counted when nothing else is open. */
  readonly view: View | null;
}

/** Calls to be shared, the view of them, and how. */
export interface Sharing {
  /** Positions in the call table, in rising order. */
  readonly calls: readonly number[];
  readonly view: View;
  readonly wish: Wish;
  /** Messages on hidden lanes go along. */
  readonly hidden: boolean;
  /** Address that the fragment is put behind. */
  readonly base: string;
}

/** Which calls of the list are shown: all, those with an error or a warning, those with a verdict, or those of a kind. */
export type Chip = 'all' | 'problems' | Verdict | Exclude<CallKind, 'call'>;
export type SortKey = 'time' | 'length' | 'messages' | 'caller' | 'outcome' | 'findings';

/** Calls picked out of the summary of a trace: all that is named must fit. */
export interface Only {
  readonly outcome?: CallOutcome;
  /** The failure that decided, and the host that wrote it. */
  readonly status?: number;
  readonly host?: string;
  readonly failed?: true;
  /** Calls alone, and no other exchange, that began in this stretch of time: microseconds. */
  readonly from?: number;
  readonly until?: number;
}

export interface ListQuestion {
  readonly filter: string;
  readonly chip: Chip;
  /** Absent: whatever was found. */
  readonly found?: FoundFilter;
  readonly only?: Only | null;
  readonly sort: SortKey;
  readonly descending: boolean;
}

export interface Listed {
  /** Calls that match, in order: positions in the call table. */
  readonly order: Uint32Array<ArrayBuffer>;
  /** Calls that match the filter text, by chip; chips that would be empty are absent. */
  readonly counts: ReadonlyMap<Chip, number>;
  /** Kinds of findings of the calls that match filter text and chip, as far as they were judged. */
  readonly kinds?: readonly FoundKind[];
}

/** What a trace comes to, and what was found in it so far. */
export interface Summed {
  readonly summary: TraceSummary;
  readonly kinds: readonly FoundKind[];
  /** Calls with an error or a warning. */
  readonly problems: number;
}

/** Asks for more findings: of these calls first, beyond the calls that the page has already. */
export interface FoundQuestion {
  readonly first: readonly number[];
  readonly have: number;
}

/** What was found in some more calls of the trace; counts as in FoundTable, one for each of `calls`. */
export interface FoundPart {
  readonly total: number;
  /** Calls judged so far. */
  readonly done: number;
  readonly calls: Uint32Array;
  readonly errors: Uint8Array;
  readonly warnings: Uint8Array;
  readonly headline: Uint16Array;
  /** Of all rules, with the first part only. */
  readonly titles: readonly string[];
}

/** One call, opened. */
export interface OpenedCall {
  readonly detail: CallDetail;
  readonly lanes: ReadonlyMap<number, LaneFacts>;
  readonly clock: Clock;
  /** Its dates say no zone: they are as written. */
  readonly zoneless: boolean;
  /** Times of the first and the last message of the whole trace, where one clock tells all of them. */
  readonly capture: { readonly start: number; readonly end: number } | null;
  readonly story: Story;
  /** Errors and warnings, the headline first. */
  readonly findings: readonly Finding[];
  /** Findings that only inform: shown where the message is read, not on the ladder. */
  readonly remarks: readonly Finding[];
  /** What the captures hold of it beside its messages. */
  readonly media?: CallMedia;
  /** Set when these are several calls on one time line. */
  readonly together?: Together;
}

/** One message as bytes and parsed in full. */
export interface OpenedMessage {
  readonly row: number;
  readonly message: SipMessage;
  /** Pieces of its text for colouring, in order. */
  readonly tokens: readonly Token[];
  /** Every session description in its body. */
  readonly descriptions: readonly SessionDescription[];
  /** What a collector's packet says of it: the agent that captured it, and its correlation id; '' for nothing. */
  readonly capturePoint: string;
  readonly correlation: string;
}

/** Calls to be written by one of the exporters, and how they are shown. */
export interface ExportQuestion {
  /** Id of an exporter. */
  readonly id: string;
  readonly calls: readonly number[];
  readonly showing: Showing;
}

/** Calls to be told as they leave: by an exporter, as a `ticket`, or as an `svg-with-trace`. */
export interface SendQuestion {
  readonly as: string;
  readonly sharing: Sharing;
  readonly showing: Showing;
}

/** A trace on another time line. */
export interface Retimed {
  readonly calls: CallTable;
  readonly clocks: readonly SourceClock[];
}

/** Every question: what is asked, and what comes back. */
export interface Questions {
  open: {
    ask: { readonly sources: readonly SourceInput[]; readonly add: boolean; readonly passphrase?: string };
    answer: Opened;
  };
  /** Which legs a person joined or cut, all of them; the calls are counted anew. */
  join: { ask: JoinDecisions; answer: CallTable | null };
  /** Offsets of clocks that a person chose, all of them; the calls are judged anew by the times that come of it. */
  retime: { ask: ClockDecisions; answer: Retimed | null };
  /** Reads a source in the format that a person picked, or as it is recognised again. */
  reread: { ask: { readonly source: number; readonly format: string | null }; answer: Opened };
  /** Lines of a source by their numbers. */
  lines: { ask: { readonly source: number; readonly lines: readonly number[] }; answer: readonly SourceLine[] };
  /** Formats that may be picked for a text. */
  formats: { ask: null; answer: readonly { readonly id: string; readonly label: string }[] };
  list: { ask: ListQuestion; answer: Listed };
  /** The same, in the background: it makes no other list stale. */
  recount: { ask: ListQuestion; answer: Listed };
  /** Judges calls for a moment. */
  found: { ask: FoundQuestion; answer: FoundPart };
  summary: { ask: null; answer: Summed | null };
  /** Offers and answers of a call. */
  negotiation: { ask: { readonly call: number }; answer: readonly NegotiatedLeg[] };
  call: { ask: { readonly call: number }; answer: OpenedCall | null };
  /** Several calls as one ladder; null when nothing of them passes the sieve. */
  together: { ask: Choice; answer: OpenedCall | null };
  message: { ask: { readonly row: number }; answer: OpenedMessage | null };
  /** What the boxes of a call changed in one of its messages. */
  hops: { ask: { readonly call: number; readonly row: number }; answer: ComparedHops | null };
  /** Which lanes of these calls may be one machine. */
  proposals: { ask: { readonly calls: readonly number[] }; answer: readonly LaneProposal[] };
  export: { ask: ExportQuestion; answer: string };
  /** The messages of calls as a capture (pcapng), with the notes on them; empty when no trace is open. */
  capture: { ask: { readonly calls: readonly number[]; readonly notes: Notes }; answer: Uint8Array<ArrayBuffer> };
  send: { ask: SendQuestion; answer: Outcome<string> };
  /** Calls as a capture of packets built around what leaves of them. */
  sentCapture: { ask: Omit<SendQuestion, 'as'>; answer: Outcome<Uint8Array<ArrayBuffer>> };
  link: { ask: Sharing; answer: Outcome<Link> };
  bytes: { ask: { readonly rows: readonly number[] }; answer: readonly Uint8Array[] };
}

export type QuestionKind = keyof Questions;

/** From the page: a question, or that the answer to one is not wanted any more. */
export type ToWorker =
  | {
      readonly [K in QuestionKind]: { readonly id: number; readonly kind: K; readonly ask: Questions[K]['ask'] };
    }[QuestionKind]
  | { readonly cancel: number };

/** To the page. */
export type FromWorker =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly progress: ReadingProgress }
  | { readonly id: number; readonly failed: string };
