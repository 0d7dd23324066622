import { Cells, columnsOf, inColumns } from './cells.ts';
import { labelText, numberText } from './describe.ts';
import type { Beside, GhostRung, LadderLayout, Row, Rung } from './picture.ts';
import { TextColumns } from './text-columns.ts';
import { textList } from './text-list.ts';
import { visible } from './visible.ts';

export interface TextOptions {
  /** Columns to stay within as far as lanes can be told apart there. */
  readonly columns?: number;
}

/** With more lanes than this the lines would be longer than anybody reads: the messages are listed instead. */
const MOST_LANES = 80;

const MARKS = { error: '×', warning: '!', info: 'i' } as const;

/**
 * The ladder in characters, for a ticket, a terminal, a golden: lanes as columns, a line for each row. Requests ───►,
 * responses ◄---, failures with ×, what never came dotted, media ===►, what happened to packets ~~~►; only characters that every monospace font has.
 */
export function textLadder(layout: LadderLayout, { columns = 100 }: TextOptions = {}): string {
  if (layout.lanes.length > MOST_LANES) return textList(layout);
  const place = new TextColumns(layout, columns);
  const lines = [...heads(layout, place), ...layout.rows.flatMap((row) => linesOf(row, layout, place))];
  if (layout.hiddenMessages > 0)
    lines.push(`${layout.hiddenMessages} messages on hidden lanes: ${visible(layout.hiddenLanes.join(', '))}`);
  return `${lines.join('\n')}\n`;
}

function heads(layout: LadderLayout, place: TextColumns): string[] {
  const { lanes } = layout;
  const names = lanes.map(({ name, inferred }) => (inferred ? `(${name})` : name));
  const sockets = lanes.map(({ name, sockets: [first = '', ...more] }) =>
    first === name ? '' : visible(more.length > 0 ? `${first} +${more.length}` : first),
  );
  const lines = [names, sockets, lanes.map(({ product }) => product)].map((texts, number) => {
    const cells = new Cells();
    const legend = layout.gutter.legend[number] ?? '';
    const first = inColumns(texts[0] ?? '', place.headRoom(0));
    if (place.lane(0) - (columnsOf(first) >> 1) > place.timeEnd) cells.put(place.timeEnd - legend.length, legend);
    for (const [at, text] of texts.entries()) {
      const shown = inColumns(text, place.headRoom(at));
      cells.put(Math.max(0, place.lane(at) - (columnsOf(shown) >> 1)), shown);
    }
    return cells.toString();
  });
  return lines.filter((text) => text !== '');
}

/** A note has as many lines as were written; any other row has one. */
function linesOf(row: Row, layout: LadderLayout, place: TextColumns): string[] {
  if (row.kind !== 'note') return [line(row, layout, place)];
  return row.lines.map((text, i) => {
    const cells = new Cells();
    for (let at = 0; at < layout.lanes.length; at++) cells.put(place.lane(at), '│');
    cells.put(place.lane(0) + 2, ` ${i === 0 ? 'Note:' : '     '} ${text} `);
    return cells.toString();
  });
}

function line(row: Row, layout: LadderLayout, place: TextColumns): string {
  const cells = new Cells();
  for (let at = 0; at < layout.lanes.length; at++) cells.put(place.lane(at), row.kind === 'gap' ? ':' : '│');
  if (row.kind === 'rung' || row.kind === 'ghost' || row.kind === 'beside') writeArrow(cells, row, place);
  if (row.kind === 'beside') {
    writeNumber(cells, row.of, place);
    cells.put(place.timeEnd - row.time.shown.length, row.time.shown);
  }
  if (row.kind === 'rung') writeGutter(cells, row, place);
  if (row.kind === 'gap') {
    const length = row.day ? `${row.text} · ${row.day}` : row.text;
    cells.put(Math.max(0, place.gutter - 2 - columnsOf(length)), length);
    if (row.phase) cells.put(place.lane(0) + 2, ` ${row.phase} `);
  }
  if (row.kind === 'band') centred(cells, ` ${MARKS[row.tone]} ${row.text} `, place);
  if (row.kind === 'edge') centred(cells, ` (${row.text}) `, place);
  return cells.toString();
}

function centred(cells: Cells, text: string, place: TextColumns): void {
  const middle = (place.lane(0) + place.lane(place.count - 1)) >> 1;
  cells.put(Math.max(place.gutter, middle - (columnsOf(text) >> 1)), text);
}

function writeGutter(cells: Cells, { time, severity, number }: Rung, place: TextColumns): void {
  if (number > 0) writeNumber(cells, [number], place);
  cells.put(place.timeEnd - time.shown.length, time.shown);
  if (time.delta.length <= place.deltaEnd - place.timeEnd - 1)
    cells.put(place.deltaEnd - time.delta.length, time.delta);
  if (severity) cells.put(place.gutter - 1, MARKS[severity]);
}

function writeNumber(cells: Cells, of: readonly number[], place: TextColumns): void {
  const text = numberText(of);
  if (text !== '') cells.put(place.numberEnd - text.length - 2, `[${text}]`);
}

/** Label and chips; where they do not fit the chips as shortened for the picture, then the label alone, then a part of it. */
function fitted(arrow: Arrow, columns: number): string {
  const chips = arrow.chips.map(({ text }) => text);
  const forms = [labelText(arrow), labelText({ label: arrow.label, words: chips })];
  return forms.find((form) => columnsOf(form) <= columns) ?? inColumns(arrow.label, columns);
}

type Arrow = Rung | GhostRung | Beside;

/** What a line is made of: media is told from messages. */
function strokeOf(arrow: Arrow): string {
  if (arrow.kind === 'ghost') return '·';
  if (arrow.kind === 'beside') return arrow.what === 'media' ? '=' : '~';
  return arrow.class === 'request' ? '─' : '-';
}

function writeArrow(cells: Cells, arrow: Arrow, place: TextColumns): void {
  const from = place.lane(arrow.from);
  const to = place.lane(arrow.to);
  if (from === to) {
    cells.put(from + 1, `◄─┐ ${fitted(arrow, place.room(arrow.from) - 5)}`);
    return;
  }
  const left = Math.min(from, to);
  const right = Math.max(from, to);
  const stroke = strokeOf(arrow);
  for (let x = left + 1; x < right; x++) cells.put(x, cells.at(x) === '│' && stroke !== '·' ? '┼' : stroke);
  const isFailure = arrow.kind === 'rung' && arrow.class === 'failure';
  const tip = arrow.kind === 'ghost' ? '×' : to > from ? '►' : '◄';
  cells.put(to > from ? right - 1 : left + 1, tip);
  if (isFailure) cells.put(to > from ? right - 2 : left + 2, '×');
  const inner = right - left - 1;
  const heads = isFailure ? 2 : 1;
  const shown = ` ${fitted(arrow, inner - heads - 2)} `;
  // In the middle, but never over the arrow head.
  const at = Math.min((inner - columnsOf(shown)) >> 1, to > from ? inner - heads - columnsOf(shown) : inner);
  cells.put(left + 1 + Math.max(to > from ? 0 : heads, at), shown);
}
