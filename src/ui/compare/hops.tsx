import { useEffect, useId, useState } from 'react';
import type { CallMessage } from '../../call/types.ts';
import { sayDuration } from '../../diagnose/say.ts';
import type { ComparedHop, ComparedHops } from '../../export/compare-hops.ts';
import { useApp } from '../app-context.ts';
import type { LaneNames } from '../lane-names.ts';
import { Dialog } from '../shell/dialog.tsx';
import { type Column, Compared } from './compared.tsx';

interface HopsProps {
  readonly message: CallMessage;
  /** Position of its call in the call table. */
  readonly call: number;
  readonly names: LaneNames;
}

/** The same message hop by hop: what each box between changed in it. */
export function Hops({ message: { row }, call, names }: HopsProps) {
  const { ask, select } = useApp();
  const [compared, setCompared] = useState<ComparedHops | null>(null);
  const [all, setAll] = useState(false);
  const [wide, setWide] = useState(false);
  const id = useId();
  useEffect(() => {
    let wanted = true;
    void ask('hops', { call, row }).then((found) => wanted && setCompared(found));
    return () => {
      wanted = false;
    };
  }, [ask, call, row]);
  // What was compared before stays until the next is there: nothing flickers.
  if (!compared) return null;
  if (compared.hops.length < 2) {
    return <p className="nothing-here">The trace holds this message on one hop only: there is nothing to compare.</p>;
  }
  const columns = columnsOf(compared.hops, names);
  const current = compared.hops.findIndex(({ message }) => message.row === row);
  const rows = all ? compared.rows : compared.rows.filter(({ differences }) => differences.length > 0);
  const show = (column: number) => void select.row(compared.hops[column]?.message.row ?? row);
  const table = (
    <Compared columns={columns} rows={rows} current={current} label="The message hop by hop" onChoose={show} />
  );
  return (
    <div className="hops">
      <div className="hops-tools">
        <p className="quiet" id={id}>
          {compared.hops.length} hops, {countOf(compared)}
        </p>
        <button type="button" className="link" aria-pressed={all} onClick={() => setAll(!all)}>
          {all ? 'Only what changed' : 'Show all'}
        </button>
        <button type="button" className="link" onClick={() => setWide(true)}>
          Show wide
        </button>
      </div>
      {table}
      {wide && (
        <Dialog title="What each box changed" wide onClose={() => setWide(false)}>
          <div className="hops wide">{table}</div>
        </Dialog>
      )}
    </div>
  );
}

function countOf({ rows }: ComparedHops): string {
  const count = rows.filter(({ differences }) => differences.length > 0).length;
  if (count === 0) return 'nothing changed on the way';
  return count === 1 ? 'one thing changed' : `${count} things changed`;
}

function columnsOf(hops: readonly ComparedHop[], names: LaneNames): Column[] {
  return hops.map(({ message, parent }, i) => {
    const before = hops[parent]?.message;
    const time = before ? sayDuration(message.time - before.time) : '';
    const notes = [time === '' ? '' : `+${time}`, parent >= 0 && parent !== i - 1 ? `compared with ${parent + 1}` : ''];
    return {
      row: message.row,
      name: `${names(message.from)} → ${names(message.to)}`,
      note: notes.filter((note) => note !== '').join(', '),
    };
  });
}
