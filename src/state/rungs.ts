import { layOut } from '../ladder/layout.ts';
import type { LadderLayout } from '../ladder/picture.ts';
import type { Facts } from './facts.ts';

type Laid = Pick<Facts, 'opened' | 'lanes' | 'unfolded' | 'zone' | 'ladderWidth'>;

/** Width for a ladder that was not measured yet. */
const UNMEASURED = 720;

let last: { readonly from: Laid; readonly layout: LadderLayout } | null = null;

/** The ladder of the open call in numbers; null when no call is open. Made anew only when something it shows changed. */
export function layoutOf(facts: Laid): LadderLayout | null {
  const { opened, lanes, unfolded, zone, ladderWidth } = facts;
  if (!opened) return null;
  if (last && same(last.from, facts)) return last.layout;
  const layout = layOut({
    messages: opened.detail.messages,
    lanes: opened.lanes,
    phases: opened.detail.phases,
    findings: opened.findings,
    decisions: lanes,
    clock: opened.clock,
    zone: zone === 'local' ? localZone(opened.detail.summary.start) : 0,
    unfolded,
    width: ladderWidth || UNMEASURED,
    ...(opened.capture && { capture: opened.capture }),
  });
  last = { from: { opened, lanes, unfolded, zone, ladderWidth }, layout };
  return layout;
}

function same(a: Laid, b: Laid): boolean {
  return (
    a.opened === b.opened &&
    a.lanes === b.lanes &&
    a.unfolded === b.unfolded &&
    a.zone === b.zone &&
    a.ladderWidth === b.ladderWidth
  );
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
