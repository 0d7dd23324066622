import { columnsOf } from './cells.ts';
import { labelText, numberText } from './describe.ts';
import type { Beside, GhostRung, LadderLayout, Row, Rung } from './picture.ts';

const TIME = 12;
const DELTA = 9;
/** What an arrow needs beside its label: ends, strokes, spaces. */
const ARROW = 8;
const LEAST_PITCH = 15;

/** Where lanes stand in a text: each two as far apart as the labels between them need, within the columns at hand. */
export class TextColumns {
  readonly timeEnd: number;
  readonly deltaEnd: number;
  /** Where the number of a call or leg ends. */
  readonly numberEnd: number;
  /** Columns before anything of a lane. */
  readonly gutter: number;
  readonly count: number;
  readonly #lanes: number[] = [];
  readonly #total: number;

  constructor(layout: LadderLayout, columns: number) {
    const isTimed = layout.gutter.width > 0;
    this.count = layout.lanes.length;
    this.timeEnd = isTimed ? TIME : 0;
    this.deltaEnd = isTimed ? TIME + DELTA : 0;
    const longest = layout.rows.reduce((length, row) => Math.max(length, numberLength(row)), 0);
    this.numberEnd = (isTimed ? this.deltaEnd + 1 : 0) + (longest > 0 ? longest + 2 : 0);
    this.gutter = isTimed || longest > 0 ? this.numberEnd + (longest > 0 ? 2 : 1) : 0;
    const arrows = layout.rows.filter(isArrow);
    const headWidths = layout.lanes.map(({ name, sockets, product }) => {
      const socket = columnsOf(sockets[0] ?? '') + (sockets.length > 1 ? 3 : 0);
      return Math.max(columnsOf(name) + 2, socket, Math.min(20, columnsOf(product)));
    });
    const first = Math.max(this.gutter, (headWidths[0] ?? 0) >> 1);
    const tail = Math.max(1 + ((headWidths.at(-1) ?? 0) >> 1), loopRoom(arrows, this.count - 1));
    const pitches = pitchesFor(layout.rows, headWidths);
    shrink(pitches, columns - first - tail);
    let x = first;
    this.#lanes.push(x);
    for (const pitch of pitches) {
      x += pitch;
      this.#lanes.push(x);
    }
    this.#total = x + tail;
  }

  lane(at: number): number {
    return this.#lanes[at] ?? this.#lanes[0] ?? 0;
  }

  /** Columns for a head: half way to both neighbours. */
  headRoom(at: number): number {
    const x = this.lane(at);
    const left = at === 0 ? x : (x - this.lane(at - 1)) >> 1;
    const right = at === this.count - 1 ? this.#total - x : (this.lane(at + 1) - x) >> 1;
    return Math.max(4, 2 * Math.min(left, right) - 1);
  }

  /** Columns to the right of a lane, up to the next one. */
  room(at: number): number {
    return (at === this.count - 1 ? this.#total : this.lane(at + 1)) - this.lane(at);
  }
}

function numberLength(row: Row): number {
  if (row.kind === 'rung') return row.number > 0 ? String(row.number).length : 0;
  return row.kind === 'beside' ? numberText(row.of).length : 0;
}

function isArrow(row: Row): row is Rung | GhostRung | Beside {
  return row.kind === 'rung' || row.kind === 'ghost' || row.kind === 'beside';
}

function loopRoom(arrows: readonly (Rung | GhostRung | Beside)[], last: number): number {
  let room = 0;
  for (const arrow of arrows) {
    if (arrow.from === last && arrow.to === last) room = Math.max(room, Math.min(40, columnsOf(labelText(arrow)) + 6));
  }
  return room;
}

interface Need {
  readonly left: number;
  readonly right: number;
  readonly columns: number;
}

/** Distances between neighbours: wide enough for heads and for what stands between them; far needs spread what they lack. */
function pitchesFor(rows: readonly Row[], heads: readonly number[]): number[] {
  const pitches = heads.slice(1).map((width, at) => Math.max(LEAST_PITCH, ((width + (heads[at] ?? 0)) >> 1) + 2));
  const needs = rows.flatMap((row) => needOf(row, pitches.length));
  const isNear = ({ left, right }: Need) => right - left === 1;
  for (const need of [...needs.filter(isNear), ...needs.filter((need) => !isNear(need))]) {
    const spanned = pitches.slice(need.left, need.right);
    const lack = need.columns - spanned.reduce((sum, pitch) => sum + pitch, 0);
    if (lack <= 0 || spanned.length === 0) continue;
    const share = Math.ceil(lack / spanned.length);
    for (const [at, pitch] of spanned.entries()) pitches[need.left + at] = pitch + share;
  }
  return pitches;
}

function needOf(row: Row, last: number): Need[] {
  if (row.kind === 'gap') return [];
  if (!isArrow(row)) return [{ left: 0, right: last, columns: columnsOf(row.text) + 6 }];
  const left = Math.min(row.from, row.to);
  const right = row.from === row.to ? Math.min(left + 1, last) : Math.max(row.from, row.to);
  return [{ left, right, columns: columnsOf(labelText(row)) + ARROW }];
}

/** Takes from the widest until all fit, but leaves each its least. */
function shrink(pitches: number[], room: number): void {
  let over = pitches.reduce((sum, pitch) => sum + pitch, 0) - room;
  while (over > 0) {
    const widest = Math.max(...pitches);
    if (widest <= LEAST_PITCH) return;
    pitches[pitches.indexOf(widest)] = widest - 1;
    over--;
  }
}
