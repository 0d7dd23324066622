import { labelText } from './describe.ts';
import type { LadderLayout, Row } from './picture.ts';
import { visible } from './visible.ts';

/** A ladder of very many lanes in characters: a line for each message, with its ends by name. */
export function textList(layout: LadderLayout): string {
  const lines = [`${layout.lanes.length} lanes are too many for columns; the messages with their ends:`];
  for (const row of layout.rows) lines.push(line(row, layout));
  return `${lines.join('\n')}\n`;
}

function line(row: Row, { lanes }: LadderLayout): string {
  if (row.kind === 'rung' || row.kind === 'ghost' || row.kind === 'beside') {
    const sign = row.kind === 'ghost' ? '··×' : '─►';
    const ends = `${lanes[row.from]?.name ?? ''} ${sign} ${lanes[row.to]?.name ?? ''}`;
    const time = row.kind === 'ghost' ? '' : `${row.time.shown}  `;
    return `${time}${ends}  ${labelText(row)}`;
  }
  return row.kind === 'gap' ? `… ${row.text}` : visible(`(${row.text})`);
}
