import { besideName, ghostName, rungName } from '../../ladder/describe.ts';
import type { LadderLayout, Row } from '../../ladder/picture.ts';
import { useApp } from '../app-context.ts';

/** A page holds so many rows of the table; around the selected one when there are more. */
const MOST_ROWS = 200;

interface LadderTableProps {
  readonly layout: LadderLayout;
  readonly selected: number | null;
}

/** The ladder as a table for those who listen: one row for each message, in order. */
export function LadderTable({ layout, selected }: LadderTableProps) {
  const { look, select } = useApp();
  const { rows, places } = layout;
  const at = selected === null ? 0 : (places.get(selected) ?? 0);
  const first = Math.max(0, Math.min(at - MOST_ROWS / 2, rows.length - MOST_ROWS));
  const shown = rows.slice(first, first + MOST_ROWS);
  const part = shown.length < rows.length ? `, rows ${first + 1} to ${first + shown.length} of ${rows.length}` : '';
  return (
    <table className="heard ladder-table">
      <caption>The ladder as a table{part}</caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">What</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr key={row.id}>
            <td>{row.kind === 'rung' || row.kind === 'beside' ? row.time.full : ''}</td>
            <td>
              {row.kind === 'rung' ? (
                <button
                  type="button"
                  tabIndex={-1}
                  aria-current={places.get(row.row) === at && selected !== null}
                  onClick={() => void select.row(row.row)}
                >
                  {textOf(row, layout)}
                </button>
              ) : row.kind === 'beside' ? (
                <button type="button" tabIndex={-1} onClick={() => look.beside(row)}>
                  {textOf(row, layout)}
                </button>
              ) : (
                textOf(row, layout)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function textOf(row: Row, layout: LadderLayout): string {
  if (row.kind === 'rung') return rungName(layout, row);
  if (row.kind === 'ghost') return ghostName(layout, row);
  if (row.kind === 'beside') return besideName(layout, row);
  if (row.kind === 'note') return `note: ${row.text}`;
  if (row.kind === 'gap')
    return [row.day, `${row.text} without a message`, row.phase].filter((part) => part !== '').join(', ');
  return row.text;
}
