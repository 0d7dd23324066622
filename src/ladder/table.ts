import { laneName } from './describe.ts';
import type { LadderLayout, Row } from './picture.ts';

/** One row of a ladder in words. */
export interface TableRow {
  readonly id: string;
  /** Row of the message index; null for what is no message. */
  readonly row: number | null;
  readonly time: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly notes: string;
}

/** The ladder as a table, for those who read it with their ears and for exports: nothing is said by shape alone. */
export function tableOf(layout: LadderLayout): TableRow[] {
  return layout.rows.map((row) => ({
    id: row.id,
    row: null,
    time: '',
    from: '',
    to: '',
    notes: '',
    ...words(row, layout),
  }));
}

function words(row: Row, layout: LadderLayout): Partial<TableRow> & { readonly label: string } {
  if (row.kind === 'gap') {
    const parts = [`silence of ${row.text}`, row.phase, row.day];
    return { label: parts.filter((part) => part !== '').join(', ') };
  }
  if (row.kind === 'band') return { label: `${row.tone}: ${row.text}`, notes: row.title === row.text ? '' : row.title };
  if (row.kind === 'edge') return { label: row.text };
  if (row.kind === 'note') return { label: `note: ${row.text}` };
  const ends = { from: laneName(layout, row.from), to: laneName(layout, row.to), label: row.label };
  if (row.kind === 'ghost') return { ...ends, notes: 'not in the capture' };
  if (row.kind === 'beside') return { ...ends, time: row.time.full, notes: row.notes.join(', ') };
  const { delta, full } = row.time;
  const since = delta ? [`${delta} after the message before`] : [];
  const answers = row.class === 'request' ? [] : [`answers ${row.method}`];
  const notes = [...new Set([...answers, ...row.notes, ...since])];
  return { ...ends, row: row.row, time: full, notes: notes.join(', ') };
}
