import type { Showing } from '../../export/selection.ts';
import type { Facts } from '../../state/facts.ts';
import { lanesOf } from '../../state/lanes.ts';
import { localZone } from '../../state/rungs.ts';

/** Stretch of the ladder's body that is in sight, CSS pixels; null when no ladder is shown. */
function sightNow(): { top: number; bottom: number } | null {
  const scroller = document.querySelector('.ladder-scroll');
  const heads = scroller?.querySelector('.ladder-heads')?.getAttribute('height');
  if (!scroller) return null;
  return { top: scroller.scrollTop, bottom: scroller.scrollTop + scroller.clientHeight - Number(heads ?? 0) };
}

/** How an export is to show calls: as the page does now. */
export function showingNow(facts: Facts, part: 'whole' | 'screen' = 'whole'): Showing {
  const { zone, unfolded, ladderWidth, theme, row, opened } = facts;
  const window = part === 'screen' ? sightNow() : null;
  return {
    decisions: lanesOf(facts),
    notes: facts.notes,
    zone: zone === 'local' ? localZone(opened?.detail.summary.start ?? Number.NaN) : 0,
    unfolded,
    ...(ladderWidth > 0 && { width: ladderWidth }),
    theme: theme === 'system' ? 'auto' : theme,
    ...(window && { window, selected: row }),
  };
}
