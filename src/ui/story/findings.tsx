import { useState } from 'react';
import type { Finding } from '../../diagnose/finding.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Visible } from '../visible.tsx';

/** Shown at once; the rest on request. */
const FIRST = 3;

/** What is wrong with the call, the headline first; each leads to its rungs. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const { select } = useApp();
  const chosen = useFacts((facts) => facts.finding);
  const [all, setAll] = useState(false);
  if (findings.length === 0) return null;
  const shown = all ? findings : findings.slice(0, FIRST);
  return (
    <ul className="findings" aria-label="Findings">
      {shown.map((finding, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what a finding is called
        <li key={i}>
          <button
            type="button"
            className={`finding-chip ${finding.severity}`}
            aria-pressed={chosen === i}
            title={finding.text}
            onClick={() => void select.finding(i)}
          >
            <span aria-hidden="true">{SIGNS[finding.severity]}</span>
            <span className="heard">{finding.severity}: </span>
            <Visible text={finding.title} />
          </button>
        </li>
      ))}
      {findings.length > shown.length && (
        <li>
          <button type="button" className="link" onClick={() => setAll(true)}>
            {findings.length - shown.length} more
          </button>
        </li>
      )}
    </ul>
  );
}

const SIGNS: { readonly [K in Finding['severity']]: string } = { error: '✕', warning: '!', info: 'i' };
