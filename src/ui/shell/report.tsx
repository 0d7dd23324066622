import { sayPlace } from '../../base/problem.ts';
import type { Clock, Comment, Skipped, SourceReport } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Visible } from '../visible.tsx';
import { sayCount, saySize } from '../words.ts';
import { Clocks } from './clocks.tsx';
import { Dialog } from './dialog.tsx';

const CLOCKS: { readonly [K in Clock]: string } = {
  absolute: 'Times are dates and times of day.',
  'time-of-day': 'Times are times of day; the log prints no date.',
  relative: 'Times count from the start of the capture.',
  none: 'The log prints no times: only the order is known.',
};

const MOST_PROBLEMS = 100;

/** Everything that reading brought, source by source. */
export function Report() {
  const { look } = useApp();
  const reports = useFacts((facts) => facts.trace?.reports) ?? [];
  return (
    <Dialog title="What was read" wide onClose={() => look.dialog(null)}>
      <Clocks />
      {reports.map((report, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two sources may have one name
        <SourcePart key={i} report={report} />
      ))}
    </Dialog>
  );
}

function SourcePart({ report }: { readonly report: SourceReport }) {
  const { name, size, formats, messages, startLines, skipped, problems, problemsDropped, cancelled, clock } = report;
  const { comments = [], names = [] } = report;
  return (
    <article className="source-report">
      <h3>
        <Visible text={name} /> <span className="quiet">{saySize(size)}</span>
      </h3>
      {cancelled && <p className="bad">Reading was cancelled before the end.</p>}
      <p>
        {sayCount(startLines, 'start line')} seen, {sayCount(messages, 'message')} read. {CLOCKS[clock]}
      </p>
      <ul>
        {formats.map((format) => (
          <li key={format.id}>
            <strong>{format.label}</strong> ({sayCount(format.messages, 'message')}): <Visible text={format.reason} />
          </li>
        ))}
        {skipped.map((part) => (
          <li key={part.what + part.reason}>
            {saySkipped(part)}: {part.reason}
            <span className="quiet">{sayWhere(part)}</span>
          </li>
        ))}
      </ul>
      {names.length > 0 && <p>It names {sayCount(names.length, 'address', 'addresses')}.</p>}
      {comments.length > 0 && <Comments comments={comments} />}
      {problems.length > 0 && (
        <details>
          <summary>{sayCount(problems.length + problemsDropped, 'problem')}</summary>
          <ol>
            {problems.slice(0, MOST_PROBLEMS).map((problem, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one line may have two problems of one kind
              <li key={i}>
                {problem.at && <span className="quiet">{sayPlace(problem.at)}: </span>}
                <Visible text={problem.text} />
              </li>
            ))}
          </ol>
          {problems.length > MOST_PROBLEMS && <p className="quiet">The first {MOST_PROBLEMS} are shown.</p>}
        </details>
      )}
    </article>
  );
}

/** What people wrote into a capture where there is no message. */
function Comments({ comments }: { readonly comments: readonly Comment[] }) {
  return (
    <details>
      <summary>{sayCount(comments.length, 'comment')} beside the messages</summary>
      <ul>
        {comments.slice(0, MOST_PROBLEMS).map(({ text, at }) => (
          <li key={at.offset}>
            <span className="quiet">{sayPlace(at)}: </span>
            <Visible text={text} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function saySkipped({ what, count }: Skipped): string {
  return `${sayCount(count, what.slice(0, -1), what)} passed over`;
}

function sayWhere({ what, where, count }: Skipped): string {
  if (where.length === 0) return '';
  const one = what === 'lines' ? 'line' : 'frame';
  return ` (${one}${where.length > 1 ? 's' : ''} ${where.join(', ')}${count > where.length ? ', …' : ''})`;
}
