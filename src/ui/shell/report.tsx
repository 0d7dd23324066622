import { sayPlace } from '../../base/problem.ts';
import type { Clock, Comment, SourceReport } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Visible } from '../visible.tsx';
import { sayCount, saySize } from '../words.ts';
import { Clocks } from './clocks.tsx';
import { Dialog } from './dialog.tsx';
import { PassedOver } from './passed-over.tsx';
import { ReadAs } from './read-as.tsx';

const CLOCKS: { readonly [K in Clock]: string } = {
  absolute: 'Times are dates and times of day.',
  'time-of-day': 'Times are times of day; the log prints no date.',
  relative: 'Times count from the start of the capture.',
  none: 'The log prints no times: only the order is known.',
};

const MOST_PROBLEMS = 100;

/** Everything that reading brought, source by source. */
export default function Report() {
  const { look } = useApp();
  const reports = useFacts((facts) => facts.trace?.reports) ?? [];
  return (
    <Dialog title="What was read" wide onClose={() => look.dialog(null)}>
      <Clocks />
      {reports.map((report, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two sources may have one name
        <SourcePart key={i} source={i} report={report} />
      ))}
    </Dialog>
  );
}

function SourcePart({ source, report }: { readonly source: number; readonly report: SourceReport }) {
  const { name, size, formats, messages, startLines, skipped, problems, problemsDropped, cancelled, clock } = report;
  const { comments = [], names = [], zoneless = false } = report;
  return (
    <article className="source-report">
      <h3>
        <Visible text={name} /> <span className="quiet">{saySize(size)}</span>
      </h3>
      {cancelled && <p className="bad">Reading was cancelled before the end.</p>}
      <p>
        {sayCount(startLines, 'start line')} seen, {sayCount(messages, 'message')} read. {CLOCKS[clock]}
        {zoneless && ' They say no zone: they are shown as written.'}
      </p>
      <ul>
        {formats.map((format) => (
          <li key={format.id}>
            <strong>{format.label}</strong>: <Visible text={format.reason} />
            <span className="quiet">{sayFound(format, clock)}</span>
          </li>
        ))}
        {skipped.map((part) => (
          <li key={part.what + part.reason}>
            <PassedOver source={source} part={part} />
          </li>
        ))}
      </ul>
      <ReadAs source={source} report={report} />
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

/** Where a format was found, what its times are where the source has others too, and what had to be inferred. */
function sayFound({ lines, clock, inferred = 0, messages }: SourceReport['formats'][number], ofAll: Clock): string {
  const place = lines && lines[0] > 0 ? sayLines(lines) : '';
  const times = clock === ofAll ? '' : CLOCKS[clock].replace(/\.$/, '');
  const all = inferred === messages && messages > 1 ? 'all of them' : sayCount(inferred, 'message');
  const ends = inferred > 0 ? `an end of ${all} is inferred` : '';
  const said = [place, times, ends].filter((part) => part !== '').join('; ');
  return said === '' ? '' : ` (${said})`;
}

function sayLines([first, last]: readonly [number, number]): string {
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}
