import { tableOf } from '../ladder/table.ts';
import type { Exporter } from './exporter.ts';
import type { Selection } from './selection.ts';

const HEAD = ['call', 'row', 'time', 'from', 'to', 'message', 'notes'];

/** The rows of the ladders as a table for spreadsheets (RFC 4180). */
export const csv: Exporter = {
  id: 'csv',
  label: 'CSV table',
  extension: 'csv',
  mime: 'text/csv',
  write({ calls }: Selection) {
    const rows = calls.flatMap(({ detail, layout }) =>
      tableOf(layout).map(({ row, time, from, to, label, notes }) =>
        [detail.summary.index + 1, row === null ? '' : row, time, from, to, label, notes].map(String),
      ),
    );
    return [HEAD, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
  },
};

/** Quoted; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
