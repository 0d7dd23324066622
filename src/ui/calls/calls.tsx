import { entriesOf, entryWords } from '../../diagnose/entries.ts';
import type { Listed, OpenedTrace } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Icon } from '../shell/icon.tsx';
import { StatusBar } from '../shell/status-bar.tsx';
import { useNarrow } from '../shell/use-narrow.ts';
import { sayCount, sayNumber } from '../words.ts';
import { CallList } from './call-list.tsx';
import { Chips } from './chips.tsx';
import { Chosen } from './chosen.tsx';
import { Filter, FilterHelp } from './filter.tsx';
import { Findings, Judging } from './findings.tsx';
import { Picked } from './picked.tsx';
import { Sorting } from './sorting.tsx';

/** The pane of calls. */
export function Calls() {
  const { choose, look } = useApp();
  const narrow = useNarrow();
  const trace = useFacts((facts) => facts.trace);
  const listed = useFacts((facts) => facts.listed);
  if (!trace || !listed) return <section className="calls" aria-label="Calls" />;
  return (
    <section className="calls" aria-label="Calls">
      <header className="calls-head">
        {narrow && <Filter />}
        <h2>{headline(trace, listed)}</h2>
        <SummaryButton />
        {listed.order.length > 1 && (
          <button
            type="button"
            className="button icon plain"
            aria-label="All of these in one ladder"
            title="All of these in one ladder (w)"
            onClick={() => void choose.all()}
          >
            <Icon name="ladder" size={13} />
          </button>
        )}
        <button
          type="button"
          className="button icon plain fold"
          aria-label="Hide the calls"
          title="Hide the calls (c)"
          onClick={() => look.toggle('calls')}
        >
          <Icon name="left" size={13} />
        </button>
        <Chips listed={listed} />
        <div className="calls-tools">
          <Findings listed={listed} />
          <Sorting />
        </div>
        <Judging />
        <Picked />
      </header>
      <Chosen />
      {listed.order.length > 0 ? <CallList trace={trace} listed={listed} /> : <Nothing />}
      {narrow && <StatusBar />}
    </section>
  );
}

function SummaryButton() {
  const { look } = useApp();
  const summary = useFacts((facts) => facts.summary);
  return (
    <button
      type="button"
      className="button icon plain"
      aria-label="Summary of the trace"
      aria-pressed={summary}
      title="Summary of the trace (y)"
      onClick={() => look.summary(!summary)}
    >
      <Icon name="bars" size={13} />
    </button>
  );
}

/** How many of them failed stands on the chip below. */
function headline({ calls }: OpenedTrace, { order }: Listed): string {
  const words = entryWords(entriesOf(calls), sayCount);
  return order.length < calls.count ? `${sayNumber(order.length)} of ${words.join(' and ')}` : words.join(' · ');
}

function Nothing() {
  const { select } = useApp();
  const filter = useFacts((facts) => facts.list.filter);
  return (
    <div className="nothing">
      <p>No call matches.</p>
      {filter !== '' && <FilterHelp />}
      <button
        type="button"
        className="button"
        onClick={() => void select.list({ filter: '', chip: 'all', found: '', only: null })}
      >
        Show all calls
      </button>
    </div>
  );
}
