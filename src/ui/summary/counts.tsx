import { useState } from 'react';
import type { Severity } from '../../diagnose/finding.ts';
import { Visible } from '../visible.tsx';
import { sayNumber } from '../words.ts';

/** One line: what, how many calls, and a way to see them. */
export interface CountRow {
  readonly key: string;
  readonly text: string;
  readonly detail?: string;
  readonly title?: string;
  readonly severity?: Severity;
  readonly calls: number;
  readonly pick: () => void;
}

interface CountsProps {
  readonly title: string;
  readonly rows: readonly CountRow[];
  readonly empty: string;
}

/** Shown at once; the rest on request. */
const FIRST = 8;
const SIGNS: { readonly [K in Severity]: string } = { error: '✕', warning: '!', info: 'i' };

/** Counts as a table with bars; each line leads to its calls. */
export function Counts({ title, rows, empty }: CountsProps) {
  const [all, setAll] = useState(false);
  const most = Math.max(1, ...rows.map(({ calls }) => calls));
  const shown = all ? rows : rows.slice(0, FIRST);
  return (
    <section className="counts">
      <table>
        <caption>{title}</caption>
        <thead className="heard">
          <tr>
            <th scope="col">What</th>
            <th scope="col">Calls</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ key, text, detail, title: meaning, severity, calls, pick }) => (
            <tr key={key}>
              <th scope="row">
                <button type="button" className="link" title={meaning} onClick={pick}>
                  {severity && (
                    <>
                      <span className={`sign ${severity}`} aria-hidden="true">
                        {SIGNS[severity]}
                      </span>
                      <span className="heard">{severity}: </span>
                    </>
                  )}
                  <Visible text={text} />
                </button>
                {detail !== undefined && (
                  <span className="mono quiet">
                    <Visible text={detail} />
                  </span>
                )}
              </th>
              <td>
                <span className="bar" aria-hidden="true" style={{ width: `${Math.max(2, (100 * calls) / most)}%` }} />
                <span className="mono">{sayNumber(calls)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="quiet">{empty}</p>}
      {rows.length > shown.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {rows.length - shown.length} more
        </button>
      )}
    </section>
  );
}
