import type { View } from '../view/view.ts';
import type { Facts } from './facts.ts';
import { lanesOf } from './lanes.ts';

/** What a person decided about the picture, as it travels in links. */
export function viewOf({
  call,
  row,
  list,
  legs,
  notes,
  ...named
}: Pick<Facts, 'call' | 'row' | 'list' | 'lanes' | 'aliases' | 'legs' | 'notes'>): View {
  return { version: 1, call, row, filter: list.filter, lanes: lanesOf(named), legs, notes };
}
