import { labelText } from '../ladder/describe.ts';
import type { Lane, Row } from '../ladder/picture.ts';

/** A row of a ladder with an arrow. */
export type ArrowRow = Extract<Row, { kind: 'rung' | 'ghost' | 'beside' }>;

/** Name of a lane by its place in a diagram; what a trace says never stands at the beginning of a line. */
export function idOf(lane: number): string {
  return `L${lane + 1}`;
}

/** What a lane is called in the text of a sequence diagram. */
export function headOf({ name, sockets: [socket = ''] }: Lane): string {
  return name === socket || socket === '' ? name : `${name} (${socket})`;
}

/** What stands at an arrow. */
export function labelOf(row: ArrowRow): string {
  return row.kind === 'ghost' ? `${row.label} (not in the capture)` : labelText(row);
}

/** What a row without an arrow says. */
export function saidBetween(row: Exclude<Row, ArrowRow>): string {
  return row.kind === 'gap' ? [row.text, row.phase, row.day].filter((part) => part !== '').join(', ') : row.text;
}
