import { useState } from 'react';
import type { Finding } from '../../diagnose/finding.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Clause } from '../reference.tsx';
import { useLoaded } from '../use-loaded.ts';
import { Prose } from '../visible.tsx';

const loadTerms = () => import('../message/terms-list.tsx');

/** Shown at once; the rest on request. */
const FIRST = 4;

const SIGNS: { readonly [K in Finding['severity']]: string } = { error: '✕', warning: '!', info: 'i' };

interface FindingsProps {
  readonly findings: readonly Finding[];
  /** What only informs. */
  readonly remarks: readonly Finding[];
}

/** What is wrong with the call: its root cause explained, and what was also seen; each leads to its rungs. */
export function Findings({ findings, remarks }: FindingsProps) {
  const chosen = useFacts((facts) => facts.finding);
  const at = chosen !== null && chosen < findings.length ? chosen : 0;
  const shown = findings[at];
  if (!shown) return remarks.length > 0 ? <AlsoSeen findings={[]} remarks={remarks} explained={-1} /> : null;
  return (
    <>
      <Explained key={at} finding={shown} at={at} />
      <AlsoSeen findings={findings} remarks={remarks} explained={at} />
    </>
  );
}

/** A finding in full: what happened, what to do, and what the standard says. */
function Explained({ finding, at }: { readonly finding: Finding; readonly at: number }) {
  const { select } = useApp();
  // The message beside the ladder explains it as well.
  const isAlone = useFacts(({ panes }) => !panes.inspectorOpen);
  const terms = useLoaded(loadTerms, true);
  const isLit = useFacts((facts) => facts.finding === at);
  const { severity, title, text, nextStep, reference, rule, confidence } = finding;
  return (
    <div className={`root-cause ${severity}`}>
      <button type="button" className="root-title" aria-pressed={isLit} onClick={() => void select.finding(at)}>
        <span aria-hidden="true">{SIGNS[severity]}</span>
        <span className="heard">{severity}: </span>
        <Prose text={title} />
      </button>
      <details open={isLit || isAlone}>
        <summary className="quiet">
          {CONFIDENCES[confidence]} · {rule}
        </summary>
        <p>
          <Prose text={text} />
        </p>
        {nextStep !== '' && (
          <p>
            <b>Next:</b> <Prose text={nextStep} />
          </p>
        )}
        {terms && <terms.TermsList text={`${title}. ${text}`} />}
        <Clause text={reference} />
      </details>
    </div>
  );
}

const CONFIDENCES: { readonly [K in Finding['confidence']]: string } = {
  certain: 'Certain',
  likely: 'Likely',
  hint: 'A hint',
};

interface AlsoSeenProps extends FindingsProps {
  /** Position of the finding that stands above. */
  readonly explained: number;
}

function AlsoSeen({ findings, remarks, explained }: AlsoSeenProps) {
  const { select } = useApp();
  const [all, setAll] = useState(false);
  const others = [...findings.keys()].filter((at) => at !== explained);
  const alike = byTitle(remarks);
  const count = others.length + alike.length;
  if (count === 0) return null;
  const shown = all ? others : others.slice(0, FIRST);
  const notes = all ? alike : alike.slice(0, Math.max(0, FIRST - shown.length));
  return (
    <div className="also-seen">
      <span className="quiet">{explained >= 0 ? 'Also seen' : 'Seen'}</span>
      <ul aria-label={explained >= 0 ? 'Also seen' : 'Seen'}>
        {shown.map((at) => (
          <Chip key={at} finding={findings[at]} onChoose={() => void select.finding(at)} />
        ))}
        {notes.map((same) => (
          <Remark key={same[0]?.title} same={same} />
        ))}
        {count > shown.length + notes.length && (
          <li>
            <button type="button" className="link" onClick={() => setAll(true)}>
              {count - shown.length - notes.length} more
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}

/** What is remarked on several legs or messages is one thing to read. */
function byTitle(remarks: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const remark of remarks) groups.set(remark.title, [...(groups.get(remark.title) ?? []), remark]);
  return [...groups.values()];
}

/** Remarks of one title; each click leads to the next place that they speak of. */
function Remark({ same }: { readonly same: readonly Finding[] }) {
  const { select } = useApp();
  const row = useFacts((facts) => facts.row);
  const rows = same.flatMap(({ messages }) => messages[0] ?? []);
  const next = rows[(rows.indexOf(row ?? -1) + 1) % rows.length];
  return (
    <Chip
      finding={same[0]}
      count={same.length}
      onChoose={() => {
        if (next !== undefined) void select.row(next);
      }}
    />
  );
}

interface ChipProps {
  readonly finding: Finding | undefined;
  readonly count?: number;
  readonly onChoose: () => void;
}

function Chip({ finding, count = 1, onChoose }: ChipProps) {
  if (!finding) return null;
  const { severity, title, text } = finding;
  return (
    <li>
      <button type="button" className={`finding-chip ${severity}`} title={text} onClick={onChoose}>
        <span aria-hidden="true">{SIGNS[severity]}</span>
        <span className="heard">{severity}: </span>
        <Prose text={count > 1 ? `${title} ×${count}` : title} />
      </button>
    </li>
  );
}
