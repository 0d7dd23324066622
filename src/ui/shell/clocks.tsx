import { type FormEvent, useId } from 'react';
import type { SourceClock } from '../../call/clocks.ts';
import { sayDuration } from '../../diagnose/say.ts';
import type { OpenedTrace } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Visible } from '../visible.tsx';
import { sayCount } from '../words.ts';

/** How the clocks of several sources were put on one time line, and the way to change it. Nothing for a single source. */
export function Clocks() {
  const trace = useFacts((facts) => facts.trace);
  if (!trace?.clocks.some(({ estimate, byHand }) => estimate || byHand)) return null;
  const timed = [...trace.clocks.entries()].filter(([source]) => isTimed(trace, source));
  return (
    <section className="clocks" aria-label="Clocks">
      <h3>Clocks on one time line</h3>
      {timed.map(([source, clock]) => (
        <ClockOf key={source} source={source} clock={clock} trace={trace} />
      ))}
    </section>
  );
}

function isTimed({ reports }: OpenedTrace, source: number): boolean {
  const report = reports[source];
  return report !== undefined && report.messages > 0 && report.clock !== 'none';
}

interface ClockProps {
  readonly source: number;
  readonly clock: SourceClock;
  readonly trace: OpenedTrace;
}

function ClockOf({ source, clock, trace }: ClockProps) {
  const { time } = useApp();
  const { applied, estimate, byHand } = clock;
  const isEstimate = estimate === null || applied === estimate.offset;
  const hasChoices = byHand || applied !== 0 || !isEstimate;
  return (
    <article>
      <h4>
        <Visible text={trace.names[source] ?? ''} />
      </h4>
      <p>{told(clock, trace)}</p>
      <OffsetForm key={applied} applied={applied} onSet={(offset) => void time.set(source, offset)} />
      {hasChoices && (
        <p className="clock-choices">
          {byHand && (
            <button type="button" className="button" onClick={() => void time.set(source, null)}>
              Back to what is estimated
            </button>
          )}
          {!byHand && !isEstimate && (
            <button type="button" className="button" onClick={() => void time.set(source, estimate?.offset ?? 0)}>
              Move by the estimate
            </button>
          )}
          {applied !== 0 && (
            <button type="button" className="button" onClick={() => void time.set(source, 0)}>
              Leave its times as they are
            </button>
          )}
        </p>
      )}
    </article>
  );
}

/** What was done to the times of a source, and what tells so. */
function told({ applied, estimate, byHand }: SourceClock, { names }: OpenedTrace): string {
  const moved =
    applied === 0 ? 'Its times are as they were captured.' : `Its times were moved by ${saySeconds(applied)}.`;
  if (!estimate) return byHand ? `${moved} Chosen by hand.` : `${moved} Others are measured against it.`;
  const { offset, pairs, spread, against } = estimate;
  const ahead = offset === 0 ? 'runs as' : `is ${sayDuration(Math.abs(offset))} ${offset < 0 ? 'ahead of' : 'behind'}`;
  const within = pairs > 1 && spread >= 50 ? `, half of them within ${sayDuration(spread)}` : '';
  const sure = `by the median of ${sayCount(pairs, 'message')} that both show${within}`;
  return `${moved} Its clock ${ahead} that of ${names[against] ?? 'another source'}, ${sure}${byHand ? '; chosen by hand' : ''}.`;
}

function saySeconds(microseconds: number): string {
  return `${microseconds < 0 ? '−' : '+'}${(Math.abs(microseconds) / 1e6).toFixed(6).replace(/\.?0+$/, '')} s`;
}

/** Seconds as a person types them, with a sign and a point or a comma. */
function OffsetForm({ applied, onSet }: { readonly applied: number; readonly onSet: (offset: number) => void }) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('seconds');
    const seconds = typeof typed === 'string' ? Number(typed.trim().replace(',', '.').replace('−', '-')) : Number.NaN;
    if (Number.isFinite(seconds) && Math.abs(seconds) < 1e10) onSet(Math.round(seconds * 1e6));
  };
  return (
    <form className="clock-offset" onSubmit={submit}>
      <label htmlFor={id}>Seconds to add</label>
      <input id={id} name="seconds" inputMode="decimal" autoComplete="off" defaultValue={String(applied / 1e6)} />
      <button type="submit" className="button">
        Move
      </button>
    </form>
  );
}
