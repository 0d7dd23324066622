import type { Finding } from '../diagnose/finding.ts';
import type { Fold } from './fold.ts';
import type { LabelPlacer } from './labels.ts';
import type { Band, GhostRung } from './picture.ts';
import { type Frame, placeArrow } from './rungs.ts';
import { BAND_HEIGHT, BAND_TEXT_SIZE, RUNG_HEIGHT } from './sizes.ts';
import { PROSE, shorten, textWidth } from './text-width.ts';
import { visible } from './visible.ts';

/** What stands after which rung: positions of findings. */
export interface NotePlan {
  readonly ghosts: ReadonlyMap<number, readonly number[]>;
  readonly bands: ReadonlyMap<number, readonly number[]>;
}

/** The position of a note that belongs to no rung that is drawn: after the last one. */
const AT_END = Number.POSITIVE_INFINITY;

/** A ghost stands after the message that it should have followed, a band after the last message that it speaks of. */
export function planNotes(findings: readonly Finding[], folds: readonly Fold[]): NotePlan {
  const ghosts = new Map<number, number[]>();
  const bands = new Map<number, number[]>();
  if (findings.length === 0) return { ghosts, bands };
  const placeOf = new Map<number, number>();
  for (const [at, { message, copies, duplicates }] of folds.entries()) {
    for (const { row } of [message, ...copies, ...duplicates]) placeOf.set(row, at);
  }
  for (const [number, { ghost, messages }] of findings.entries()) {
    const after = ghost && (placeOf.get(ghost.after) ?? AT_END);
    if (after !== undefined) push(ghosts, Math.min(after, folds.length - 1), number);
    let last = after ?? -1;
    for (const row of messages) last = Math.max(last, placeOf.get(row) ?? -1);
    push(bands, Math.min(last < 0 ? AT_END : last, folds.length - 1), number);
  }
  return { ghosts, bands };
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const NOT_SEEN = { forms: ['not seen', '?'], title: 'not in the capture', tone: 'warning' } as const;

/** A message that never came, as a dotted rung; null when one of its lanes is not drawn. */
export function ghostRow(
  finding: Finding,
  number: number,
  top: number,
  frame: Frame,
  placer: LabelPlacer,
): GhostRung | null {
  const { ghost } = finding;
  const from = ghost && frame.laneOf.get(ghost.from);
  const to = ghost && frame.laneOf.get(ghost.to);
  if (!ghost || from === undefined || to === undefined) return null;
  const placed = placeArrow({ from, to }, visible(ghost.label), [NOT_SEEN], frame, placer);
  return { kind: 'ghost', id: `ghost${number}`, top, height: RUNG_HEIGHT, finding: number, ...placed };
}

const BAND_PADDING = 16;

/** What a finding says, as a band over the lanes that it speaks of, and wider where its title needs that. */
export function bandRow(
  finding: Finding,
  place: { number: number; top: number; laneXs: readonly number[]; left: number; right: number },
): Band {
  const { laneXs, left, right, number, top } = place;
  const text = visible(finding.title);
  const first = laneXs.length > 0 ? Math.min(...laneXs) : left;
  const last = laneXs.length > 0 ? Math.max(...laneXs) : right;
  const wanted = Math.max(last - first - 28, Math.ceil(textWidth(text, BAND_TEXT_SIZE, 'regular')) + 2 * BAND_PADDING);
  const width = Math.min(wanted, right - left);
  const x = Math.round(Math.min(Math.max((first + last - width) / 2, left), right - width));
  return {
    kind: 'band',
    id: `finding${number}`,
    top,
    height: BAND_HEIGHT,
    finding: number,
    tone: finding.severity,
    text,
    shown: shorten(text, width - 2 * BAND_PADDING, BAND_TEXT_SIZE, 'regular', PROSE),
    title: visible(finding.text) || text,
    x,
    width,
  };
}
