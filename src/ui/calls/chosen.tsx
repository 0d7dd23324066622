import { useApp, useFacts } from '../app-context.ts';
import { sayCount } from '../words.ts';

/** Joining by hand is for a few calls: nobody looks at more of them. */
const MOST_JOINED = 50;

/** How many calls are chosen, and what can be done with them. */
export function Chosen() {
  const { choose, join } = useApp();
  const chosen = useFacts((facts) => facts.chosen);
  if (chosen.length < 2) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a few buttons, no fields of a form
    <div className="chosen" role="group" aria-label="Chosen calls">
      <span>{sayCount(chosen.length, 'call')} chosen</span>
      {chosen.length <= MOST_JOINED && (
        <button
          type="button"
          className="button small"
          title="These are legs of one call"
          onClick={() => void join.calls(chosen)}
        >
          Join
        </button>
      )}
      <button type="button" className="button small" onClick={() => void choose.one()}>
        Only one
      </button>
    </div>
  );
}
