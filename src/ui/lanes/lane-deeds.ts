import { KEEPALIVES } from '../../ladder/lanes.ts';
import type { LadderLayout, Lane } from '../../ladder/picture.ts';
import type { Shaping } from '../../state/shaping.ts';
import { everyPort, socketParts } from '../../view/lane-pattern.ts';
import { hideLane, mergeLanes, mergePattern, moveLane, showKeepalives, splitLane } from '../../view/shape.ts';
import { sayCount } from '../words.ts';

/** What can be done to one lane of a ladder, each with the words that tell that it was done. */
export interface LaneDeeds {
  /** By so many places to the right, or to the left when negative; whether there was a place. */
  move(by: number): boolean;
  moveTo(target: number, side: 'before' | 'after'): void;
  mergeInto(target: Lane): void;
  mergePorts(): void;
  split(): void;
  hide(): void;
  unfold(): void;
}

export function laneDeeds(shape: Shaping, layout: LadderLayout, at: number): LaneDeeds {
  const { lanes } = layout;
  const keys = lanes.map(({ key }) => key).filter((key) => key !== KEEPALIVES);
  const lane = lanes[at];
  const key = lane?.key ?? '';
  const name = lane?.name ?? '';
  const moveTo: LaneDeeds['moveTo'] = (target, side) => {
    const beside = lanes[target];
    if (!beside) return;
    const rest = keys.filter((other) => other !== key);
    const place = rest.indexOf(beside.key) + (side === 'before' ? 1 : 2);
    shape.shape(moveLane(keys, key, beside.key, side), `${name} is lane ${place} of ${keys.length} now`);
  };
  return {
    moveTo,
    move: (by) => {
      const target = at + by;
      if (target < 0 || target >= keys.length) return false;
      moveTo(target, by < 0 ? 'before' : 'after');
      return true;
    },
    mergeInto: (target) => shape.shape(mergeLanes(target.key, [key]), `${name} and ${target.name} are one lane now`),
    mergePorts: () => {
      const host = hostOf(lane);
      const sockets = lanes.flatMap((other) => other.sockets);
      shape.shape(mergePattern(everyPort(host), sockets), `All ports of ${host} are one lane now`);
    },
    split: () =>
      shape.shape(splitLane(key, lane?.sockets ?? []), `${sayCount(lane?.sockets.length ?? 0, 'lane')} again`),
    hide: () => shape.shape(hideLane(key), `${name} is hidden`),
    unfold: () => shape.shape(showKeepalives(true), 'Each lane is drawn by itself'),
  };
}

/** Host of the first socket of a lane; '' where the trace gives no address. */
export function hostOf(lane: Lane | undefined): string {
  const socket = lane?.sockets[0] ?? '';
  return /^(this system|unknown( \d+)?)$/.test(socket) ? '' : socketParts(socket).host;
}

/** Whether other lanes of the ladder are ports of the same address. */
export function hasOtherPorts({ lanes }: LadderLayout, lane: Lane): boolean {
  const host = hostOf(lane);
  return (
    host !== '' && lanes.some((other) => other !== lane && other.sockets.some((s) => socketParts(s).host === host))
  );
}

/** What a name of a lane is kept for in every trace: its address, or its sockets where others have the same address. */
export function keptFor(layout: LadderLayout, lane: Lane): string | null {
  const host = hostOf(lane);
  if (host === '') return null;
  return hasOtherPorts(layout, lane) ? (lane.sockets[0] ?? null) : everyPort(host);
}
