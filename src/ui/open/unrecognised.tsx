import type { SourceReport } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Visible } from '../visible.tsx';
import { saySize } from '../words.ts';

/** What was opened in vain: what was looked for, and what came nearest. */
export function Unrecognised() {
  const reports = useFacts((facts) => facts.unrecognised);
  const { open, look } = useApp();
  if (!reports || reports.length === 0) return null;
  return (
    <section className="unrecognised" role="alert">
      {reports.map((report, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two sources may have one name
        <Failure key={i} report={report} />
      ))}
      <p className="unrecognised-choices">
        <button type="button" className="button" onClick={open.dismiss}>
          Got it
        </button>
        <button type="button" className="button" onClick={() => look.dialog('traces')}>
          How to get a trace
        </button>
      </p>
    </section>
  );
}

function Failure({ report }: { readonly report: SourceReport }) {
  const { name, size, nearest, lookedFor, problems, startLines } = report;
  const formats = report.formats.filter(({ id }) => id === 'key-log');
  const refusal = problems.find(({ code }) => code.startsWith('capsule-'));
  if (refusal) return <Refusal text={refusal.text} />;
  return (
    <article>
      <h2>
        No SIP message in <Visible text={name} /> <span className="quiet">{saySize(size)}</span>
      </h2>
      {formats.map(({ id, label, reason }) => (
        <p key={id}>
          It is a {label}: <Visible text={reason} />. Open the capture that it belongs to beside it.
        </p>
      ))}
      {startLines > 0 && <p>{startLines} lines begin like SIP, but no message could be read from them.</p>}
      {problems.slice(0, 3).map((problem) => (
        <p key={problem.code + problem.text}>{problem.text}</p>
      ))}
      {nearest.length > 0 && (
        <>
          <h3>These lines came nearest</h3>
          <ol className="nearest">
            {nearest.map(({ line, text, why }) => (
              <li key={line}>
                <span className="quiet">line {line}</span>
                <code className="mono">
                  <Visible text={text} />
                </code>
                <span>{why}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      {lookedFor.length > 0 && (
        <details open={nearest.length === 0}>
          <summary>What was looked for</summary>
          <ul className="looked-for">
            {lookedFor.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

/** A link or file of Rungs that does not open: its own word says why. */
function Refusal({ text }: { readonly text: string }) {
  return (
    <article>
      <h2>{text}</h2>
      <p>Ask for it again, as a .rungs file when the link is long: some programs cut long links.</p>
    </article>
  );
}
