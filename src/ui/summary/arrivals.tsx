import { sayDuration } from '../../diagnose/say.ts';
import type { TraceSummary } from '../../diagnose/trace-summary.ts';
import { localZone } from '../../state/rungs.ts';
import type { Only } from '../../worker/protocol.ts';
import { useFacts } from '../app-context.ts';
import { sayCount, sayNumber, sayTime } from '../words.ts';
import type { Bar } from './bar.ts';
import { Chart } from './chart.tsx';
import { usePick } from './use-pick.ts';

/** When calls began, and when those that failed did; a stretch of time leads to its calls. */
export function Arrivals({ summary: { arrivals, step } }: { readonly summary: TraceSummary }) {
  const show = usePick();
  const only = useFacts(({ list }) => list.only ?? null);
  const zone = useFacts((facts) => facts.zone);
  const [first] = arrivals;
  if (!first) return <p className="quiet">The trace tells no times: when calls began is not known.</p>;
  const minutes = zone === 'local' ? localZone(first.from) : 0;
  const every = sayDuration(step);
  const say = (from: number) => sayTime(from, minutes, false);
  const pick = (from: number, failed: boolean) => {
    const isPicked = only?.from === from && (only.failed ?? false) === failed;
    const picked: Only = { from, until: from + step, ...(failed && { failed }) };
    show({ chip: 'all', found: '', only: isPicked ? null : picked });
  };
  const bars = (of: 'calls' | 'failed'): Bar[] =>
    arrivals.map(({ from, [of]: value }) => ({
      key: String(from),
      value,
      label: say(from),
      title: `${say(from)}, ${every}: ${sayCount(value, of === 'calls' ? 'call' : 'failed call')}`,
      isPicked: only?.from === from && (only.failed ?? false) === (of === 'failed'),
      pick: () => pick(from, of === 'failed'),
    }));
  const hasFailed = arrivals.some(({ failed }) => failed > 0);
  return (
    <div className="charts">
      <Chart title={`Calls begun, every ${every}`} tone="calls" bars={bars('calls')} />
      {hasFailed && <Chart title={`Calls that failed, every ${every}`} tone="failed" bars={bars('failed')} />}
      <details className="as-table">
        <summary>The charts as a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">Calls</th>
              <th scope="col">Failed</th>
            </tr>
          </thead>
          <tbody>
            {arrivals
              .filter(({ calls }) => calls > 0)
              .map(({ from, calls, failed }) => (
                <tr key={from}>
                  <th scope="row">
                    <button type="button" className="link mono" onClick={() => pick(from, false)}>
                      {say(from)}
                    </button>
                  </th>
                  <td>{sayNumber(calls)}</td>
                  <td>
                    {failed > 0 ? (
                      <button type="button" className="link" onClick={() => pick(from, true)}>
                        {sayNumber(failed)}
                      </button>
                    ) : (
                      '0'
                    )}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
