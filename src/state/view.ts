import type { View } from '../view/view.ts';
import type { Facts } from './facts.ts';

/** What a person decided about the picture, as it travels in links. */
export function viewOf({
  call,
  row,
  list,
  lanes,
  legs,
  notes,
}: Pick<Facts, 'call' | 'row' | 'list' | 'lanes' | 'legs' | 'notes'>): View {
  return { version: 1, call, row, filter: list.filter, lanes, legs, notes };
}
