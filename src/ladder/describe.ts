import type { Beside, GhostRung, LadderLayout, Lane, Rung } from './picture.ts';
import { visible } from './visible.ts';

/** A lane by name, with its socket where the name alone would not tell it from another. */
export function laneName(layout: LadderLayout, position: number): string {
  const lane = layout.lanes[position];
  if (!lane) return 'unknown';
  const isShared = layout.lanes.some((other) => other !== lane && other.name === lane.name);
  return isShared ? `${lane.name} (${visible(lane.key)})` : lane.name;
}

/** `INVITE from Alice to pbx-1 at 12:04:02.104, SDP offer`: a rung for those who do not see it. */
export function rungName(layout: LadderLayout, rung: Rung): string {
  const ends = `from ${laneName(layout, rung.from)} to ${laneName(layout, rung.to)}`;
  const what = rung.class === 'request' ? rung.label : `${rung.label} to ${rung.method}`;
  const at = rung.time.full ? ` at ${rung.time.full}` : '';
  return [`${what} ${ends}${at}`, ...rung.notes].join(', ');
}

export function ghostName(layout: LadderLayout, ghost: GhostRung): string {
  return `${ghost.label} from ${laneName(layout, ghost.from)} to ${laneName(layout, ghost.to)}: not in the capture`;
}

/** `PCMA from Alice to Bob from 12:04:02.104 on, 201 packets in 4.02 s`: media, or what happened to packets. */
export function besideName(layout: LadderLayout, beside: Beside): string {
  const ends = `from ${laneName(layout, beside.from)} to ${laneName(layout, beside.to)}`;
  const what = beside.what === 'media' ? `media ${beside.label}` : beside.label;
  const at = beside.time.full ? ` at ${beside.time.full}` : '';
  return [`${what} ${ends}${at}`, ...beside.notes].join(', ');
}

export function headName({ name, sockets, product, inferred }: Lane): string {
  const parts = [name, ...sockets.map(visible).filter((socket) => socket !== name), product];
  if (inferred) parts.push('told from other messages');
  return parts.filter((part) => part !== '').join(', ');
}

/** `2`, `1+2`, `1+…`: the numbers of the calls that a row is of, as they stand beside it; '' for none. */
export function numberText([first, second, ...more]: readonly number[]): string {
  if (first === undefined) return '';
  return second === undefined ? `${first}` : `${first}+${more.length > 0 ? '…' : second}`;
}

/** Label and chips in words: `INVITE (SDP · hold)`. */
export function labelText({ label, words }: Pick<Rung, 'label' | 'words'>): string {
  return words.length > 0 ? `${label} (${words.join(', ')})` : label;
}
