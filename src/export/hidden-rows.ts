import type { LaneDecisions } from '../view/view.ts';
import type { OpenTrace } from './open-trace.ts';
import { select } from './selection.ts';

/** Rows of the chosen calls that no ladder shows, because somebody hid their lanes. */
export async function hiddenRows(
  trace: OpenTrace,
  chosen: readonly number[],
  decisions: LaneDecisions,
): Promise<ReadonlySet<number>> {
  const rows = new Set<number>();
  if (decisions.hidden.length === 0) return rows;
  for (const call of chosen) {
    const { calls } = await select(trace, [call], { decisions, unfolded: true });
    for (const { detail, layout } of calls) {
      for (const { row } of detail.messages) if (!layout.places.has(row)) rows.add(row);
    }
  }
  return rows;
}
