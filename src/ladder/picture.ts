import type { Severity } from '../diagnose/finding.ts';

/** What a message is, by colour and by shape. */
export type RungClass = 'request' | 'provisional' | 'success' | 'redirect' | 'challenge' | 'failure';

/** A machine or socket as a column. */
export interface Lane {
  /** `address:port` of its first socket: what decisions call it. */
  readonly key: string;
  /** Every socket drawn here, as text. */
  readonly sockets: readonly string[];
  readonly endpoints: readonly number[];
  readonly name: string;
  readonly product: string;
  /** No message says this address outright. */
  readonly inferred: boolean;
  readonly x: number;
  /** What the head has room for. */
  readonly shownName: string;
  readonly shownSocket: string;
  readonly shownProduct: string;
}

/** A small label beside the main one. */
export interface Chip {
  readonly text: string;
  /** The same in words for those who do not see it. */
  readonly title: string;
  readonly tone: ChipTone;
  /** Left edge and width, CSS pixels. */
  readonly x: number;
  readonly width: number;
}

export type ChipTone = 'plain' | 'media' | 'warning';

export interface TimeText {
  /** What changed since the rung before; '' without a clock. */
  readonly shown: string;
  /** All of it. */
  readonly full: string;
  /** Since the message before, `+28 ms`; '' when there is nothing to tell. */
  readonly delta: string;
}

interface RowBase {
  /** Stays the same when the trace grows or lanes move. */
  readonly id: string;
  /** Top of its space. */
  readonly top: number;
  readonly height: number;
}

/** Where an arrow runs and what stands on it. */
interface ArrowBase extends RowBase {
  /** Positions in `lanes`. */
  readonly from: number;
  readonly to: number;
  /** Ends of the line, the arrow head at x2. Equal lanes: a loop that leaves and enters at x1 = x2. */
  readonly x1: number;
  readonly x2: number;
  readonly label: string;
  /** The label as far as it fits, and where: x by anchor. */
  readonly shown: string;
  readonly labelX: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly chips: readonly Chip[];
  /** What the chips would say with all the room in the world. */
  readonly words: readonly string[];
}

export interface Rung extends ArrowBase {
  readonly kind: 'rung';
  /** Row of the message index, and those of the copies that are folded into it. */
  readonly row: number;
  readonly copies: readonly number[];
  readonly class: RungClass;
  readonly method: string;
  readonly time: TimeText;
  /** What the chips say in words, and what no chip says. */
  readonly notes: readonly string[];
  /** Which of the calls or legs that share the ladder it belongs to, from 1 on; 0 where it is only one. */
  readonly number: number;
  /** A copy that is drawn by itself. */
  readonly copy: boolean;
  /** Gravest finding that speaks of it. */
  readonly severity: Severity | null;
}

/** A message that never came. */
export interface GhostRung extends ArrowBase {
  readonly kind: 'ghost';
  /** Position in the findings. */
  readonly finding: number;
}

/** What stands beside the messages: a media flow, or something that happened to their packets. */
export interface Beside extends ArrowBase {
  readonly kind: 'beside';
  readonly what: 'media' | 'event';
  /** Position in the flows or events of the call. */
  readonly number: number;
  /** Numbers of the calls that it is of, in rising order; none where only one is drawn. */
  readonly of: readonly number[];
  readonly time: TimeText;
  /** What the chips say in words, and what no chip says. */
  readonly notes: readonly string[];
}

/** Silence, longer than empty space would tell. */
export interface Gap extends RowBase {
  readonly kind: 'gap';
  readonly text: string;
  /** The day that begins, when one does. */
  readonly day: string;
  /** What went on meanwhile: `talking`. */
  readonly phase: string;
  readonly x1: number;
  readonly x2: number;
  readonly pill: { readonly x: number; readonly width: number };
}

/** What a finding says, between the rungs it speaks of. */
export interface Band extends RowBase {
  readonly kind: 'band';
  readonly finding: number;
  readonly tone: Severity;
  readonly text: string;
  readonly shown: string;
  readonly title: string;
  readonly x: number;
  readonly width: number;
}

/** What a person wrote beside a message. */
export interface Note extends RowBase {
  readonly kind: 'note';
  /** Row of the message index. */
  readonly row: number;
  readonly text: string;
  /** The text as far as there is room. */
  readonly lines: readonly string[];
  readonly x: number;
  readonly width: number;
}

/** Where the capture begins or ends in the middle of things. */
export interface Edge extends RowBase {
  readonly kind: 'edge';
  readonly text: string;
  readonly x1: number;
  readonly x2: number;
}

export type Row = Rung | GhostRung | Beside | Gap | Band | Edge | Note;

/** A phase of the call as a bar beside a lifeline. */
export interface Span {
  readonly id: string;
  readonly kind: 'ringing' | 'early-media' | 'talking' | 'held';
  readonly title: string;
  readonly lane: number;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** The column of times. */
export interface Gutter {
  readonly width: number;
  /** Right edges of the time and the delta; `deltaX` is 0 where there is no room for deltas. */
  readonly timeX: number;
  readonly deltaX: number;
  /** What the times are to be read as: `2024-03-04`, `UTC+1`. */
  readonly legend: readonly string[];
}

/** A ladder in numbers and strings: all that drawing it needs, in CSS pixels. */
export interface LadderLayout {
  readonly width: number;
  /** Of the body, without the heads. */
  readonly height: number;
  readonly headHeight: number;
  readonly gutter: Gutter;
  readonly lanes: readonly Lane[];
  /** Left and right end of bands that reach over all lanes. */
  readonly left: number;
  readonly right: number;
  /** From top to bottom, without overlap. */
  readonly rows: readonly Row[];
  /** Top of each row: found by halving. */
  readonly tops: Float64Array;
  readonly spans: readonly Span[];
  /** Row of the message index to position in `rows`; copies lead to where they are folded. */
  readonly places: ReadonlyMap<number, number>;
  /** Lanes that people hid, and how many messages are not drawn because of it. */
  readonly hiddenLanes: readonly string[];
  readonly hiddenMessages: number;
  /** Lanes that carry only keepalives, drawn as one or each by itself; 0 where there is nothing to fold. */
  readonly keepaliveLanes: number;
}
