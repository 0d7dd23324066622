import './summary.css';
import { entryWords } from '../../diagnose/entries.ts';
import { outcomeName } from '../../diagnose/outcome.ts';
import { outcomeSentence } from '../../diagnose/outcome-meanings.ts';
import { responseGuide } from '../../guide/responses.ts';
import type { Summed } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { sayCount, sayNumber } from '../words.ts';
import { Arrivals } from './arrivals.tsx';
import { type CountRow, Counts } from './counts.tsx';
import { Figures } from './figures.tsx';
import { usePick } from './use-pick.ts';
import { useSummed } from './use-summed.ts';

/** What the whole trace comes to; everything that is counted leads to the calls behind it. */
export function Summary() {
  const { look } = useApp();
  const summed = useSummed();
  if (!summed) return <p className="nothing-here">Counting…</p>;
  return (
    <>
      <header className="summary-head">
        <div>
          <h1>{headline(summed)}</h1>
          <Checked problems={summed.problems} />
        </div>
        <button type="button" className="button" onClick={() => look.summary(false)}>
          Back to the ladder
        </button>
      </header>
      <Arrivals summary={summed.summary} />
      <div className="summary-columns">
        <Outcomes summed={summed} />
        <Failures summed={summed} />
        <Kinds summed={summed} />
      </div>
      <Figures performance={summed.summary.performance} />
    </>
  );
}

function headline({ summary }: Summed): string {
  const failed = summary.failed > 0 ? sayNumber(summary.failed) : 'none';
  return [...entryWords(summary, sayCount), `${failed} failed`].join(' · ');
}

function Checked({ problems }: { readonly problems: number }) {
  const pick = usePick();
  const done = useFacts(({ found }) => found?.done ?? 0);
  const total = useFacts(({ found }) => found?.total ?? 0);
  const all = done >= total;
  return (
    <p className="quiet">
      {problems > 0 ? (
        <button type="button" className="link" onClick={() => pick({ chip: 'problems', found: '', only: null })}>
          {sayCount(problems, 'problem call')}
        </button>
      ) : (
        'No problem calls'
      )}
      {all ? '' : ` so far, ${sayNumber(done)} of ${sayNumber(total)} checked`}
    </p>
  );
}

function Outcomes({ summed: { summary } }: { readonly summed: Summed }) {
  const pick = usePick();
  const rows = summary.outcomes.map(
    ({ outcome, calls }): CountRow => ({
      key: outcome,
      text: outcomeName(outcome),
      title: outcomeSentence(outcome),
      calls,
      pick: () => pick({ chip: 'all', found: '', only: { outcome } }),
    }),
  );
  return <Counts title="Outcomes of calls" rows={rows} empty="No calls in this trace." />;
}

function Failures({ summed: { summary } }: { readonly summed: Summed }) {
  const pick = usePick();
  const rows = summary.failures.map(({ status, host, calls }): CountRow => {
    const guide = responseGuide(status);
    return {
      key: `${status} ${host}`,
      text: `${status} ${guide?.phrase ?? ''}`.trim(),
      detail: host,
      ...(guide && { title: guide.meaning }),
      calls,
      pick: () => pick({ chip: 'all', found: '', only: { status, host } }),
    };
  });
  return <Counts title="Final error responses, by the host that gave them" rows={rows} empty="Nothing was refused." />;
}

function Kinds({ summed: { kinds } }: { readonly summed: Summed }) {
  const pick = usePick();
  const rows = kinds.map(
    ({ rule, title, severity, calls }): CountRow => ({
      key: rule,
      text: title,
      severity,
      calls,
      pick: () => pick({ chip: 'all', found: rule, only: null }),
    }),
  );
  return <Counts title="Findings, by kind" rows={rows} empty="Nothing was found so far." />;
}
