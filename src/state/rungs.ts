import { besideOf } from '../ladder/beside.ts';
import { layOut } from '../ladder/layout.ts';
import { marksOf } from '../ladder/marks.ts';
import type { LadderLayout } from '../ladder/picture.ts';
import type { OpenedCall } from '../worker/protocol.ts';
import type { Facts } from './facts.ts';
import { lanesOf } from './lanes.ts';

type Laid = Pick<
  Facts,
  'opened' | 'lanes' | 'aliases' | 'notes' | 'part' | 'unfolded' | 'zone' | 'ladderWidth' | 'panes'
>;

/** What a ladder depends on, in a fixed order. */
type Inputs = readonly [Laid['opened'], Laid['lanes'], Laid['notes'], Laid['part'], boolean, Laid['zone'], number];

let last: { readonly from: Inputs; readonly layout: LadderLayout } | null = null;

/** The ladder of the open call in numbers; null when no call is open. Made anew only when something it shows changed. */
export function layoutOf(facts: Laid): LadderLayout | null {
  const { opened, notes, part, unfolded, zone } = facts;
  if (!opened) return null;
  const lanes = lanesOf(facts);
  const width = facts.ladderWidth || likelyWidth(facts.panes);
  const from: Inputs = [opened, lanes, notes, part, unfolded, zone, width];
  if (last?.from.every((input, i) => input === from[i])) return last.layout;
  const layout = layOut({
    messages: opened.detail.messages,
    lanes: opened.lanes,
    phases: opened.detail.phases,
    findings: opened.findings,
    decisions: lanes,
    clock: opened.clock,
    zone: opened.zoneless ? null : zone === 'local' ? localZone(opened.detail.summary.start) : 0,
    unfolded,
    width,
    notes,
    marks: marksOf(opened.detail),
    ...numbersOf(opened, part),
    ...(opened.media && { beside: besideOf(opened.media) }),
    ...(opened.capture && { capture: opened.capture }),
  });
  last = { from, layout };
  return layout;
}

/** Which call each message belongs to, or which leg, as long as people look at the legs. */
function numbersOf({ together, detail: { legs, messages } }: OpenedCall, part: Laid['part']) {
  if (together) return { numbers: { word: 'call', of: together.numbers } as const };
  if (part !== 'legs' || legs.length < 2) return {};
  return { numbers: { word: 'leg', of: new Map(messages.map(({ row, leg }) => [row, leg + 1])) } as const };
}

/**
 * The width that a ladder is about to get, CSS pixels, as the style sheets share the page out: good enough to draw with
 * before anything was measured.
 */
function likelyWidth({ calls, inspector, callsOpen, inspectorOpen }: Facts['panes']): number {
  const page = globalThis.innerWidth ?? 1440;
  if (page < 700) return page;
  const list = callsOpen ? calls : 20;
  if (page < 1180) return page - Math.min(list, 0.34 * page);
  return page - list - (inspectorOpen ? inspector : 20);
}

/** Minutes from UTC to the time of this place, at a moment in microseconds since the epoch. */
export function localZone(time: number): number {
  return Number.isFinite(time) ? -new Date(time / 1000).getTimezoneOffset() : 0;
}

/** Rows of the messages that have a rung of their own, from top to bottom. */
export function rungRows(facts: Laid): readonly number[] {
  return layoutOf(facts)?.rows.flatMap((row) => (row.kind === 'rung' ? [row.row] : [])) ?? [];
}

/** Where a step from the selected row leads; null when there is nowhere to go. A folded copy counts as its first. */
export function step(rows: readonly number[], from: number | null, by: number | 'first' | 'last'): number | null {
  if (rows.length === 0) return null;
  if (by === 'first') return rows[0] ?? null;
  if (by === 'last') return rows.at(-1) ?? null;
  const at = from === null ? -1 : rows.indexOf(from);
  if (at < 0) return rows[by > 0 ? 0 : rows.length - 1] ?? null;
  return rows[Math.min(rows.length - 1, Math.max(0, at + by))] ?? null;
}
