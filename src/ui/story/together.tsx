import { summaryOf } from '../../call/table.ts';
import { outcomeWords } from '../../diagnose/outcome.ts';
import { outcomeMeaning } from '../../diagnose/outcome-meanings.ts';
import { partyNames } from '../../diagnose/party.ts';
import type { OpenedCall } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Hue } from '../hue.tsx';
import { Prose } from '../visible.tsx';
import { sayCount, sayNumber } from '../words.ts';
import { Findings } from './findings.tsx';
import { Sieves } from './sieves.tsx';

/** What only informs of one of many calls is read where that call is read. */
const NO_REMARKS: OpenedCall['remarks'] = [];

type Shown = NonNullable<OpenedCall['together']>;

/** Several calls on one time line: which they are, which of their messages are shown, and the way back to one of them. */
export function Together({ opened, together }: { readonly opened: OpenedCall; readonly together: Shown }) {
  const { choose } = useApp();
  return (
    <header className="story">
      <div className="story-top">
        <h1>
          {sayCount(together.chosen, 'call')} on one time line
          {together.calls.length < together.chosen && `, ${sayNumber(together.calls.length)} of them shown`}
        </h1>
        <button type="button" className="button" onClick={() => void choose.one()}>
          Only one
        </button>
      </div>
      <ol className="together" aria-label="Calls in the ladder">
        {together.calls.map(({ summary, sentence }, at) => (
          <Call key={summary.index} call={summary.index} number={at + 1} sentence={sentence} />
        ))}
      </ol>
      {together.untold !== '' && <p className="quiet">{together.untold}</p>}
      <Findings findings={opened.findings} remarks={NO_REMARKS} />
      <Sieves together={together} />
      <Parts together={together} shown={opened.detail.messages.length} />
    </header>
  );
}

interface CallProps {
  readonly call: number;
  readonly number: number;
  readonly sentence: string;
}

function Call({ call, number, sentence }: CallProps) {
  const { select } = useApp();
  const table = useFacts((facts) => facts.trace?.calls);
  const summary = table && summaryOf(table, call);
  const [from = '', to = ''] = summary ? partyNames(summary) : [];
  return (
    <li>
      <Hue number={number} />
      <button
        type="button"
        className="link"
        title={sentence || 'Open this call alone'}
        onClick={() => void select.call(call)}
      >
        <Prose text={to === '' || to === from ? from : `${from} → ${to}`} />
      </button>
      {summary && (
        <span className="quiet" title={outcomeMeaning(summary)}>
          {outcomeWords(summary)}
        </span>
      )}
    </li>
  );
}

/** More messages than a ladder holds are shown part by part. */
function Parts({ together: { from, messages, most }, shown }: { readonly together: Shown; readonly shown: number }) {
  const { choose } = useApp();
  if (shown >= messages) return null;
  const end = from + shown;
  return (
    <p className="story-parts">
      Messages {sayNumber(from + 1)} to {sayNumber(end)} of {sayNumber(messages)}
      <button
        type="button"
        className="button small"
        disabled={from === 0}
        onClick={() => void choose.part(from - most)}
      >
        Earlier
      </button>
      <button type="button" className="button small" disabled={end >= messages} onClick={() => void choose.part(end)}>
        Later
      </button>
    </p>
  );
}
