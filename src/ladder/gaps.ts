import type { CallMessage, Phase } from '../call/types.ts';
import type { Gap } from './picture.ts';
import { BAND_TEXT_SIZE, GAP_HEIGHT } from './sizes.ts';
import { textWidth } from './text-width.ts';
import { duration, type TimeWriter } from './times.ts';

/** Silence longer than this is said instead of left to the eye: microseconds. */
const SILENCE = 5_000_000;

const WORDS = { ringing: 'ringing', 'early-media': 'early media', talking: 'talking', held: 'on hold' } as const;

/** What to write into the break before a message; null when there is none. */
export function breakBefore(time: number, before: number, times: TimeWriter): { text: string; day: string } | null {
  const silence = time - before;
  const day = times.newDay(time, before);
  if (!(silence >= SILENCE) && day === '') return null;
  return { text: duration(silence), day };
}

/** The phases that are open at each point of a ladder, as messages go by. */
export class OpenPhases {
  readonly #begin = new Map<number, Phase[]>();
  readonly #end = new Map<number, Phase[]>();
  readonly #open = new Set<Phase>();

  constructor(phases: readonly Phase[]) {
    for (const phase of phases) {
      add(this.#begin, phase.fromRow, phase);
      if (phase.toRow >= 0) add(this.#end, phase.toRow, phase);
    }
  }

  pass({ row }: CallMessage): void {
    for (const phase of this.#end.get(row) ?? []) this.#open.delete(phase);
    for (const phase of this.#begin.get(row) ?? []) this.#open.add(phase);
  }

  /** `talking`, `on hold`: the innermost phase, '' when none is open. */
  get word(): string {
    let kind: Phase['kind'] | null = null;
    for (const phase of this.#open) if (kind !== 'held') kind = phase.kind;
    return kind ? WORDS[kind] : '';
  }
}

function add(map: Map<number, Phase[]>, row: number, phase: Phase): void {
  const list = map.get(row);
  if (list) list.push(phase);
  else map.set(row, [phase]);
}

/** A break as a row: its pill at the end of the gutter, a dotted line over all lanes. */
export function gapRow(
  said: { text: string; day: string; phase: string },
  place: { id: string; top: number; gutter: number; left: number; right: number },
): Gap {
  const label = said.day ? `${said.text} · ${said.day}` : said.text;
  const width = Math.ceil(textWidth(label, BAND_TEXT_SIZE, 'mono')) + 16;
  // It may begin before the gutter ends but never before the picture does.
  const x = Math.max(4, place.gutter - width);
  return {
    kind: 'gap',
    id: place.id,
    top: place.top,
    height: GAP_HEIGHT,
    ...said,
    x1: Math.max(x + width + 6, place.left),
    x2: place.right,
    pill: { x, width },
  };
}
