import type { CallMessage } from '../call/types.ts';
import type { Severity } from '../diagnose/finding.ts';
import type { ChipDraft } from './chip.ts';
import { type ChipContext, chipsOf } from './chips.ts';
import type { Fold } from './fold.ts';
import type { Numbers } from './input.ts';
import type { LabelPlacer, PlacedLabel } from './labels.ts';
import type { Rung, RungClass } from './picture.ts';
import { LABEL_INSET, LIFELINE_CLEARANCE, LOOP_WIDTH, RUNG_HEIGHT } from './sizes.ts';
import { visible } from './visible.ts';

/** Where lanes stand: what an arrow needs to find its ends. */
export interface Frame {
  readonly laneXs: readonly number[];
  readonly laneOf: ReadonlyMap<number, number>;
  /** Right end of what may be drawn on. */
  readonly limit: number;
}

/** What a message is, by its start line and by what came of it. */
export function classOf({ status, retried }: CallMessage): RungClass {
  if (status === 0) return 'request';
  if (status < 200) return 'provisional';
  if (status < 300) return 'success';
  if (status < 400) return 'redirect';
  return retried ? 'challenge' : 'failure';
}

/** `re-INVITE`, `488 Not Acceptable Here`. */
export function labelOf({ kind, method, reinvite, status, reason }: CallMessage): string {
  if (kind === 'request') return reinvite && method === 'INVITE' ? 're-INVITE' : visible(method) || 'request';
  return visible(`${status} ${reason}`.trim());
}

/** Ends of an arrow between two lanes, and its label and chips in the room between them. */
export function placeArrow(
  ends: { readonly from: number; readonly to: number },
  label: string,
  chips: readonly ChipDraft[],
  frame: Frame,
  placer: LabelPlacer,
): PlacedLabel & { from: number; to: number; x1: number; x2: number; label: string; words: readonly string[] } {
  const words = chips.length > 0 ? chips.map(({ forms }) => forms[0] ?? '') : NONE;
  const { from, to } = ends;
  const fromX = frame.laneXs[from] ?? 0;
  const toX = frame.laneXs[to] ?? 0;
  if (from === to) {
    const x = fromX + LIFELINE_CLEARANCE;
    const right = frame.laneXs[from + 1] ?? frame.limit;
    const placed = placer.place(label, chips, x + LOOP_WIDTH + 4, right - LABEL_INSET, false);
    return { from, to, x1: x, x2: x, label, words, ...placed };
  }
  const way = Math.sign(toX - fromX);
  const x1 = fromX + way * LIFELINE_CLEARANCE;
  const x2 = toX - way * LIFELINE_CLEARANCE;
  const [left, right] = [Math.min(x1, x2) + LABEL_INSET, Math.max(x1, x2) - LABEL_INSET];
  return { from, to, x1, x2, label, words, ...placer.place(label, chips, left, right) };
}

/** A message and its folded copies as a rung. */
export function rungOf(
  fold: Fold,
  top: number,
  tools: {
    readonly frame: Frame;
    readonly placer: LabelPlacer;
    readonly context: ChipContext;
    readonly severities: ReadonlyMap<number, Severity>;
    readonly numbers: Numbers | undefined;
  },
): Rung {
  const { message } = fold;
  const { frame, placer, context, numbers } = tools;
  const chips = chipsOf(fold, context);
  const ends = { from: frame.laneOf.get(message.from) ?? 0, to: frame.laneOf.get(message.to) ?? 0 };
  const arrow = placeArrow(ends, labelOf(message), chips, frame, placer);
  const copies = copiesOf(fold);
  const number = numbers?.of.get(message.row) ?? 0;
  // Property by property: spreading costs a quarter of the whole layout of a long trace.
  return {
    kind: 'rung',
    id: `m${message.row}`,
    top,
    height: RUNG_HEIGHT,
    from: arrow.from,
    to: arrow.to,
    x1: arrow.x1,
    x2: arrow.x2,
    label: arrow.label,
    shown: arrow.shown,
    labelX: arrow.labelX,
    anchor: arrow.anchor,
    chips: arrow.chips,
    words: arrow.words,
    row: message.row,
    copies,
    class: classOf(message),
    method: visible(message.method),
    time: context.times.write(message.time, fold.before),
    notes: number > 0 ? [`${numbers?.word} ${number}`, ...notesOf(fold, chips)] : notesOf(fold, chips),
    number,
    copy: message.copy === 'retransmission' || message.copy === 'duplicate',
    severity: gravest(message.row, copies, tools.severities),
  };
}

const NONE: readonly never[] = [];

function copiesOf({ copies, duplicates }: Fold): readonly number[] {
  return copies.length + duplicates.length > 0 ? [...copies, ...duplicates].map(({ row }) => row) : NONE;
}

function notesOf({ message, duplicates }: Fold, chips: readonly ChipDraft[]): readonly string[] {
  const notes = chips.length > 0 ? chips.map(({ title }) => title) : NONE;
  if (duplicates.length > 0) return [...notes, sayCaptured(message, duplicates)];
  return message.copy === 'duplicate' ? [...notes, 'the same packet, captured once more'] : notes;
}

/** Several points of the network, or one that showed it more than once. */
function sayCaptured({ source }: CallMessage, duplicates: readonly CallMessage[]): string {
  const sources = new Set([source, ...duplicates.map((copy) => copy.source)]).size;
  return sources > 1 ? `seen in ${sources} sources` : `captured ${duplicates.length + 1} times`;
}

const RANK = { error: 3, warning: 2, info: 1 } as const;

function gravest(first: number, copies: readonly number[], severities: ReadonlyMap<number, Severity>): Severity | null {
  if (severities.size === 0) return null;
  let found: Severity | null = null;
  for (const row of [first, ...copies]) {
    const severity = severities.get(row);
    if (severity && (!found || RANK[severity] > RANK[found])) found = severity;
  }
  return found;
}

/** The gravest finding that names each message. */
export function severitiesOf(
  findings: readonly { readonly severity: Severity; readonly messages: readonly number[] }[],
): Map<number, Severity> {
  const severities = new Map<number, Severity>();
  for (const { severity, messages } of findings) {
    for (const row of messages) {
      const known = severities.get(row);
      if (!known || RANK[severity] > RANK[known]) severities.set(row, severity);
    }
  }
  return severities;
}
