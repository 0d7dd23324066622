import type { SourceReport } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { sayCount } from '../words.ts';
import { countSkipped } from './skipped.ts';

/** The quiet line that says what was recognised; it opens the whole report. */
export function StatusBar() {
  const { look } = useApp();
  const reports = useFacts((facts) => facts.trace?.reports) ?? [];
  const moved = useFacts((facts) => facts.trace?.clocks.filter(({ applied }) => applied !== 0).length) ?? 0;
  const zone = useFacts((facts) => facts.zone);
  const absolute = useFacts((facts) => facts.opened?.clock === 'absolute' && !facts.opened.zoneless);
  return (
    <footer className="status-bar">
      <button type="button" className="link" onClick={() => look.dialog('report')} title="What was read, in full">
        {summary(reports)}
        {moved > 0 && ` · times of ${sayCount(moved, 'source')} moved`}
      </button>
      {absolute && (
        <button type="button" className="link" onClick={() => look.zone(zone === 'utc' ? 'local' : 'utc')}>
          {zone === 'utc' ? 'Times in UTC' : 'Times of this place'}
        </button>
      )}
    </footer>
  );
}

function summary(reports: readonly SourceReport[]): string {
  const total = (count: (report: SourceReport) => number) => reports.reduce((sum, report) => sum + count(report), 0);
  const formats = new Map(reports.flatMap((report) => report.formats.map((format) => [format.id, format])));
  const named = [...formats.values()]
    .slice(0, 3)
    .map(({ label, reason }) => (formats.size === 1 ? `${label}: ${reason}` : label));
  const { lines, packets, media } = countSkipped(reports);
  const problems = total((report) => report.problems.length + report.problemsDropped);
  return [
    named.length > 0 ? `Read as ${named.join(', ')}` : 'Reading',
    `${sayCount(
      total((report) => report.startLines),
      'start line',
    )}`,
    `${sayCount(
      total((report) => report.messages),
      'message',
    )}`,
    media > 0 ? sayCount(media, 'media packet') : '',
    lines + packets === 0 ? 'nothing passed over' : '',
    lines > 0 ? `${sayCount(lines, 'line')} passed over` : '',
    packets > 0 ? `${sayCount(packets, 'packet')} passed over` : '',
    problems > 0 ? sayCount(problems, 'problem') : 'no problems',
    reports.some((report) => report.cancelled) ? 'reading was cancelled' : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
