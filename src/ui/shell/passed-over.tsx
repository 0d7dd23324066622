import { useEffect, useState } from 'react';
import type { Questions, Skipped } from '../../worker/protocol.ts';
import { useApp } from '../app-context.ts';
import { Visible } from '../visible.tsx';
import { sayCount } from '../words.ts';
import { isMedia } from './skipped.ts';

type Lines = Questions['lines']['answer'];

/** What was passed over for one reason, where, and the first of those lines themselves when they are asked for. */
export function PassedOver({ source, part }: { readonly source: number; readonly part: Skipped }) {
  const { ask } = useApp();
  const [isOpen, setOpen] = useState(false);
  const [lines, setLines] = useState<Lines | null>(null);
  const { what, where, reason } = part;
  const became = isMedia(part) ? 'read as media' : 'passed over';
  const said = `${sayCount(part.count, what.slice(0, -1), what)} ${became}: ${reason}`;
  useEffect(() => {
    if (!isOpen || lines) return;
    let wanted = true;
    void ask('lines', { source, lines: where }).then((found) => wanted && setLines(found ?? []));
    return () => {
      wanted = false;
    };
  }, [ask, isOpen, lines, source, where]);
  if (what === 'packets' || where.length === 0) {
    return (
      <>
        {said} <span className="quiet">{sayWhere(part)}</span>
      </>
    );
  }
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {said} <span className="quiet">{sayWhere(part)}</span>
      </summary>
      {lines && (
        <ol className="source-lines">
          {lines.map(({ line, text }) => (
            <li key={line}>
              <span className="quiet">line {line}</span>
              <code className="mono">
                <Visible text={text} />
              </code>
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

function sayWhere({ what, where, count }: Skipped): string {
  if (where.length === 0) return '';
  const one = what === 'lines' ? 'line' : 'frame';
  return `(${one}${where.length > 1 ? 's' : ''} ${where.join(', ')}${count > where.length ? ', …' : ''})`;
}
