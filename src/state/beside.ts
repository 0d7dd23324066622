import type { OpenedCall } from '../worker/protocol.ts';
import type { Beside, Facts } from './facts.ts';

/** The media flow or packet event that is looked at; null once another call or message is. */
export function besideNow({ beside, opened, row }: Pick<Facts, 'beside' | 'opened' | 'row'>): Beside | null {
  if (!beside || !opened || beside.of !== opened || beside.row !== row) return null;
  const { flows = [], events = [] } = opened.media ?? {};
  return (beside.what === 'media' ? flows : events)[beside.number] ? beside : null;
}

/** Whether the captures hold anything of a call beside its messages. */
export function hasBeside(opened: OpenedCall | null): boolean {
  const { flows = [], events = [] } = opened?.media ?? {};
  return flows.length + events.length > 0;
}
