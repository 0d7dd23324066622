import { useLoaded } from '../use-loaded.ts';

const loadSummary = () => import('./summary.tsx');

/** What the whole trace comes to, loaded when it is first asked for. */
export function SummaryPane() {
  const summary = useLoaded(loadSummary, true);
  return (
    <section className="summary" aria-label="Summary of the trace">
      {summary && <summary.Summary />}
    </section>
  );
}
