import { type KeyboardEvent, useRef } from 'react';
import type { Change, ComparedLine, ComparedPiece, ComparedRow } from '../../sip/compare/table.ts';
import { Prose, Visible } from '../visible.tsx';

/** A message at the head of a column. */
export interface Column {
  /** Row of the message index. */
  readonly row: number;
  readonly name: string;
  /** What else is worth knowing of it, '' for nothing. */
  readonly note: string;
}

interface ComparedProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly ComparedRow[];
  /** Column of the selected message, -1 for none. */
  readonly current: number;
  readonly onChoose: (column: number) => void;
}

/** Messages side by side, a row for each thing they say; arrow keys move from cell to cell. Stacked on a narrow page. */
export function Compared({ label, columns, rows, current, onChoose }: ComparedProps) {
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbour(event, rows.length, columns.length);
    if (!next) return;
    event.preventDefault();
    const cell = table.current?.querySelector<HTMLElement>(`[data-cell="${next[0]} ${next[1]}"]`);
    cell?.focus();
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  return (
    <div className="compared-scroll">
      <table ref={table} className="compared" aria-label={label} onKeyDown={onKeyDown} data-own-keys="">
        <thead>
          <tr>
            {columns.map(({ row, name, note }, column) => (
              <th key={row} scope="col" aria-current={column === current ? 'true' : undefined}>
                <button
                  type="button"
                  className="plain-button"
                  title="Show it on this hop"
                  onClick={() => onChoose(column)}
                >
                  <b>{column + 1}</b> <Prose text={name} />
                </button>
                {note !== '' && <span className="quiet">{note}</span>}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((row, at) => (
          <Row key={`${row.section} ${row.label}`} row={row} at={at} columns={columns} onChoose={onChoose} />
        ))}
      </table>
    </div>
  );
}

interface RowProps {
  readonly row: ComparedRow;
  readonly at: number;
  readonly columns: readonly Column[];
  readonly onChoose: (column: number) => void;
}

function Row({ row: { label, differences, cells }, at, columns, onChoose }: RowProps) {
  return (
    <tbody className={differences.length === 0 ? 'alike' : undefined}>
      <tr className="compared-label">
        <th scope="rowgroup" colSpan={columns.length}>
          <Visible text={label} /> <span className="quiet">{differences.join(', ')}</span>
        </th>
      </tr>
      <tr>
        {cells.map((lines, column) => (
          <td
            key={columns[column]?.row}
            className="mono"
            data-cell={`${at} ${column}`}
            data-hop={`${column + 1}`}
            tabIndex={at === 0 && column === 0 ? 0 : -1}
          >
            <button type="button" className="hop-name plain-button" onClick={() => onChoose(column)}>
              {column + 1} <Prose text={columns[column]?.name ?? ''} />
            </button>
            {lines.length === 0 ? <span className="quiet">none</span> : lines.map(drawn)}
          </td>
        ))}
      </tr>
    </tbody>
  );
}

function drawn(line: ComparedLine, at: number) {
  return <Line key={at} line={line} />;
}

const SIGNS: { readonly [K in Change]: string } = { same: '', added: '+', removed: '−', changed: '', moved: '↕' };

function Line({ line: { change, pieces } }: { readonly line: ComparedLine }) {
  const isOne = pieces.length === 1;
  return (
    <span className={`compared-line ${change}`}>
      {SIGNS[change] !== '' && (
        <>
          <span aria-hidden="true">{`${SIGNS[change]}\u00a0`}</span>
          <span className="heard">{change}: </span>
        </>
      )}
      {pieces.map((piece, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece has no other name
        <Piece key={at} piece={piece} bare={isOne && change !== 'changed'} />
      ))}
    </span>
  );
}

/** A piece that differs from its line is marked; `bare` when the whole line says so already. */
function Piece({ piece: { text, change }, bare }: { readonly piece: ComparedPiece; readonly bare: boolean }) {
  if (change === 'same' || bare) return <Visible text={text} />;
  const Mark = change === 'removed' ? 'del' : 'mark';
  return (
    <Mark className={change} title={change}>
      <Visible text={text} />
    </Mark>
  );
}

/** Where an arrow key leads from the cell that has the focus; null for another key. */
function neighbour({ key, target }: KeyboardEvent, rows: number, columns: number): readonly [number, number] | null {
  const place = target instanceof HTMLElement ? target.dataset.cell : undefined;
  const [row, column] = place?.split(' ').map(Number) ?? [];
  if (row === undefined || column === undefined) return null;
  const within = (at: number, count: number) => Math.min(count - 1, Math.max(0, at));
  switch (key) {
    case 'ArrowRight':
      return [row, within(column + 1, columns)];
    case 'ArrowLeft':
      return [row, within(column - 1, columns)];
    case 'ArrowDown':
      return [within(row + 1, rows), column];
    case 'ArrowUp':
      return [within(row - 1, rows), column];
    case 'Home':
      return [row, 0];
    case 'End':
      return [row, columns - 1];
    default:
      return null;
  }
}
