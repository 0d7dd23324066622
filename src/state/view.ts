import type { View } from '../view/view.ts';
import type { Facts } from './facts.ts';
import { lanesOf } from './lanes.ts';

/** What a person decided about the picture, as it travels in links. */
export function viewOf({
  call,
  chosen,
  row,
  list,
  legs,
  notes,
  trace,
  ...named
}: Pick<Facts, 'call' | 'chosen' | 'row' | 'list' | 'lanes' | 'aliases' | 'legs' | 'notes' | 'trace'>): View {
  const clocks = clocksOf(trace);
  const together = chosen.length > 1 ? chosen : [];
  return { version: 1, call, together, row, filter: list.filter, lanes: lanesOf(named), legs, notes, clocks };
}

/** What was added to the times of each source; also that nothing is to be added where messages say otherwise. */
function clocksOf(trace: Facts['trace']): View['clocks'] {
  const moved = [...(trace?.clocks ?? []).entries()].filter(([, { applied, byHand }]) => applied !== 0 || byHand);
  return new Map(moved.map(([source, { applied }]) => [source, applied]));
}
