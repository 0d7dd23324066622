import type { LaneDecisions } from '../view/view.ts';
import type { Facts } from './facts.ts';

type Named = Pick<Facts, 'lanes' | 'aliases'>;

let last: { readonly from: Named; readonly lanes: LaneDecisions } | null = null;

/** What was decided about lanes, with the names of addresses that a person keeps for every trace. */
export function lanesOf({ lanes, aliases }: Named): LaneDecisions {
  if (aliases.size === 0) return lanes;
  if (last?.from.lanes === lanes && last.from.aliases === aliases) return last.lanes;
  // What was decided for this trace counts before what is kept for all of them.
  const named = { ...lanes, names: new Map([...aliases, ...lanes.names]) };
  last = { from: { lanes, aliases }, lanes: named };
  return named;
}
