import { entriesOf, entryWords } from '../../diagnose/entries.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Visible } from '../visible.tsx';
import { sayCount } from '../words.ts';
import { Icon } from './icon.tsx';

/** What is open, in the top line. */
export function Opened() {
  const { open } = useApp();
  const trace = useFacts((facts) => facts.trace);
  if (!trace) return null;
  const { names } = trace;
  const name = names.length === 1 ? names[0] : sayCount(names.length, 'source');
  return (
    <span className="opened">
      <strong>
        <Visible text={name ?? ''} />
      </strong>
      <span className="quiet counts">
        {[sayCount(trace.messages, 'message'), ...entryWords(entriesOf(trace.calls), sayCount)].join(' · ')}
      </span>
      {trace.reports.some(({ cancelled }) => cancelled) && <span className="bad">not read to the end</span>}
      <button
        type="button"
        className="button icon plain"
        aria-label="Close the trace"
        title="Close the trace"
        onClick={open.close}
      >
        <Icon name="close" size={13} />
      </button>
    </span>
  );
}
