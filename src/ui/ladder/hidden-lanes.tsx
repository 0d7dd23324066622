import type { LadderLayout } from '../../ladder/picture.ts';
import { useApp } from '../app-context.ts';
import { sayCount } from '../words.ts';

/** Says that lanes are hidden, so that nobody takes the ladder for the whole call. */
export function HiddenLanes({ layout: { hiddenLanes, hiddenMessages } }: { readonly layout: LadderLayout }) {
  const { look } = useApp();
  if (hiddenLanes.length === 0) return null;
  return (
    <div className="strip">
      <p>
        {sayCount(hiddenLanes.length, 'lane')} hidden, {sayCount(hiddenMessages, 'message')} not drawn.
      </p>
      <button type="button" className="button" onClick={look.showLanes}>
        Show all lanes
      </button>
    </div>
  );
}
