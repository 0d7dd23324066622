import type { CallMessage } from '../call/types.ts';
import { besideRow } from './beside.ts';
import { endText, startText } from './edges.ts';
import { type Fold, foldCopies } from './fold.ts';
import { breakBefore, gapRow, OpenPhases } from './gaps.ts';
import type { LadderInput } from './input.ts';
import { LabelPlacer } from './labels.ts';
import { type LanePlan, placeLanes, planLanes } from './lanes.ts';
import { noteRow } from './note-rows.ts';
import { bandRow, ghostRow, planNotes } from './notes.ts';
import { Pending } from './pending.ts';
import type { LadderLayout, Lane, Row, Rung } from './picture.ts';
import { type Frame, rungOf, severitiesOf } from './rungs.ts';
import { BOTTOM_PADDING, DELTA_X, EDGE_HEIGHT, HEAD_HEIGHT, NARROW, TIME_X, TOP_PADDING } from './sizes.ts';
import { spansOf } from './spans.ts';
import { TimeWriter } from './times.ts';

/** Messages as a ladder in numbers: lanes, rows from top to bottom, bars. Pure, linear in messages, needs no DOM. */
export function layOut(input: LadderInput): LadderLayout {
  const plan = planLanes(input);
  const { laneOf } = plan;
  const shown = input.messages.filter(({ from, to }) => laneOf.has(from) && laneOf.has(to));
  const gutter = gutterFor(input, shown);
  const rightMargin = hasLoopOnLast(shown, plan) ? 170 : 0;
  const room = { width: input.width, gutter: gutter.width, legend: gutter.deltaX && TIME_X + 8, rightMargin };
  const { lanes, width, shift } = placeLanes(plan, room, input.decisions.names);
  const laneXs = lanes.map(({ x }) => x);
  const frame: Frame = { laneXs, laneOf, limit: width - 6 };
  const left = lanes[0]?.x ?? shift + gutter.width;
  const right = lanes.at(-1)?.x ?? width;
  const folds = foldCopies(shown, input.unfolded);
  const rows = new RowBuilder(input, frame, { left, right, folds, lanes }).build();
  const places = placesOf(rows);
  const last = rows.at(-1);
  const bottom = last ? last.top + last.height : TOP_PADDING;
  const rungAt = (row: number): Rung | undefined => {
    const found = rows[places.get(row) ?? -1];
    return found?.kind === 'rung' ? found : undefined;
  };
  const times = new Map(input.phases.length > 0 ? shown.map(({ row, time }) => [row, time]) : []);
  const timeOf = (row: number) => times.get(row) ?? Number.NaN;
  return {
    width,
    height: bottom + BOTTOM_PADDING,
    headHeight: HEAD_HEIGHT,
    gutter: {
      width: gutter.width,
      timeX: shift + gutter.timeX,
      deltaX: gutter.deltaX && shift + gutter.deltaX,
      legend: new TimeWriter(input.clock, input.zone).legend(firstTime(shown)),
    },
    lanes,
    left,
    right,
    rows,
    tops: Float64Array.from(rows, ({ top }) => top),
    spans: spansOf(input.phases, { frame, rungOf: rungAt, timeOf, bottom }),
    places,
    hiddenLanes: plan.hidden,
    hiddenMessages: input.messages.length - shown.length,
    keepaliveLanes: plan.keepalives,
  };
}

function firstTime(messages: readonly CallMessage[]): number {
  return messages.find(({ time }) => !Number.isNaN(time))?.time ?? Number.NaN;
}

/** Right edges of time and delta; without any time there is nothing to make room for. */
function gutterFor({ clock, width }: LadderInput, messages: readonly CallMessage[]) {
  const timed = clock !== 'none' && messages.some(({ time }) => !Number.isNaN(time));
  if (!timed) return { width: 0, timeX: 0, deltaX: 0 };
  return width < NARROW
    ? { width: TIME_X + 4, timeX: TIME_X, deltaX: 0 }
    : { width: DELTA_X + 4, timeX: TIME_X, deltaX: DELTA_X };
}

function hasLoopOnLast(messages: readonly CallMessage[], { lanes, laneOf }: LanePlan): boolean {
  const last = lanes.length - 1;
  return messages.some(({ from, to }) => laneOf.get(from) === last && laneOf.get(to) === last);
}

function placesOf(rows: readonly Row[]): Map<number, number> {
  const places = new Map<number, number>();
  for (const [at, row] of rows.entries()) {
    if (row.kind !== 'rung') continue;
    places.set(row.row, at);
    for (const copy of row.copies) places.set(copy, at);
  }
  return places;
}

interface RowFrame {
  readonly left: number;
  readonly right: number;
  readonly folds: readonly Fold[];
  readonly lanes: readonly Lane[];
}

/** Puts one row below the other. */
class RowBuilder {
  readonly #input: LadderInput;
  readonly #frame: Frame;
  readonly #at: RowFrame;
  readonly #rows: Row[] = [];
  readonly #placer = new LabelPlacer();
  readonly #times: TimeWriter;
  readonly #pending = new Pending();
  readonly #phases: OpenPhases;
  readonly #usualTransport: number;
  readonly #inferred: ReadonlySet<number>;
  readonly #endsOf: ReadonlyMap<number, readonly [number, number]>;
  #y = TOP_PADDING;
  #besides = 0;

  constructor(input: LadderInput, frame: Frame, at: RowFrame) {
    this.#input = input;
    this.#frame = frame;
    this.#at = at;
    this.#times = new TimeWriter(input.clock, input.zone);
    this.#phases = new OpenPhases(input.phases);
    const told = input.findings.length > 0 ? input.messages : [];
    this.#endsOf = new Map(told.map(({ row, from, to }) => [row, [from, to]]));
    this.#usualTransport = usualTransport(at.folds);
    this.#inferred = new Set(at.lanes.flatMap(({ inferred, endpoints }) => (inferred ? endpoints : [])));
  }

  build(): Row[] {
    const { folds } = this.#at;
    const notes = planNotes(this.#input.findings, folds);
    const severities = severitiesOf(this.#input.findings);
    const { numbers } = this.#input;
    this.#edge('start', startText(this.#input.messages[0]));
    for (const [at, fold] of folds.entries()) {
      this.#beside(fold.message.time);
      this.#break(fold);
      const tools = { frame: this.#frame, placer: this.#placer, context: this.#context(fold), severities, numbers };
      this.#push(rungOf(fold, this.#y, tools));
      for (const message of [fold.message, ...fold.copies]) {
        this.#pending.pass(message);
        this.#phases.pass(message);
      }
      this.#note(fold);
      for (const number of notes.ghosts.get(at) ?? []) this.#ghost(number);
      for (const number of notes.bands.get(at) ?? []) this.#band(number);
    }
    for (const number of notes.bands.get(-1) ?? []) this.#band(number);
    this.#beside(Number.POSITIVE_INFINITY);
    const open = this.#pending.isOpen || this.#input.phases.some(({ toRow }) => toRow < 0);
    if (open) this.#edge('end', endText(lastSent(this.#input.messages), this.#input));
    return this.#rows;
  }

  #push(row: Row): void {
    this.#rows.push(row);
    this.#y += row.height;
  }

  /** What stands beside the messages and came before this moment. */
  #beside(time: number): void {
    const { beside = [] } = this.#input;
    for (let draft = beside[this.#besides]; draft && draft.time < time; draft = beside[this.#besides]) {
      this.#besides++;
      const row = besideRow(draft, this.#y, this.#frame, this.#placer, this.#times);
      if (row) this.#push(row);
    }
  }

  #context({ message }: Fold) {
    return {
      times: this.#times,
      usualTransport: this.#usualTransport,
      inferredEndpoints: this.#inferred,
      ambiguous: this.#pending.isAmbiguous(message),
      onHold: this.#pending.isOnHold(message),
      mark: this.#input.marks?.get(message.row),
    };
  }

  #break({ message, before }: Fold): void {
    const said = breakBefore(message.time, before, this.#times);
    if (!said) return;
    const { left, right, lanes } = this.#at;
    const gutter = left - 14;
    const place = {
      id: `gap${message.row}`,
      top: this.#y,
      gutter,
      left,
      right: lanes.length > 1 ? right + 24 : right + 60,
    };
    this.#push(gapRow({ ...said, phase: this.#phases.word }, place));
  }

  #note({ message, copies, duplicates }: Fold): void {
    const { notes } = this.#input;
    if (!notes || notes.size === 0) return;
    const left = Math.max(8, this.#at.left - 8);
    for (const { row } of [message, ...copies, ...duplicates]) {
      const text = notes.get(row);
      if (text) this.#push(noteRow(text, { row, top: this.#y, left, right: this.#frame.limit }));
    }
  }

  #ghost(number: number): void {
    const finding = this.#input.findings[number];
    const row = finding && ghostRow(finding, number, this.#y, this.#frame, this.#placer);
    if (row) this.#push(row);
  }

  #band(number: number): void {
    const finding = this.#input.findings[number];
    if (!finding) return;
    const { laneOf, laneXs, limit } = this.#frame;
    const ends = finding.messages.flatMap((row) => this.#endsOf.get(row) ?? []);
    if (finding.ghost) ends.push(finding.ghost.from, finding.ghost.to);
    const xs = [...new Set(ends)].flatMap((end) => laneXs[laneOf.get(end) ?? -1] ?? []);
    const margin = limit - this.#at.right;
    const left = Math.max(8, this.#at.left - margin);
    this.#push(bandRow(finding, { number, top: this.#y, laneXs: xs, left, right: limit }));
  }

  #edge(id: string, text: string): void {
    if (text === '' || this.#at.lanes.length === 0) return;
    const { left, right } = this.#at;
    this.#push({ kind: 'edge', id, top: this.#y, height: EDGE_HEIGHT, text, x1: left, x2: right });
  }
}

function usualTransport(folds: readonly Fold[]): number {
  const counts = new Map<number, number>();
  for (const { message } of folds) counts.set(message.transport, (counts.get(message.transport) ?? 0) + 1);
  let usual = 0;
  for (const [code, count] of counts) if (code !== 0 && count > (counts.get(usual) ?? 0)) usual = code;
  return usual;
}

function lastSent(messages: readonly CallMessage[]): CallMessage | undefined {
  let last: CallMessage | undefined;
  for (const message of messages) if (!last || !(message.time < last.time)) last = message;
  return last;
}
