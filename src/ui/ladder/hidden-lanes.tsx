import type { LadderLayout } from '../../ladder/picture.ts';
import { showAll } from '../../view/shape.ts';
import { useApp } from '../app-context.ts';
import { sayCount } from '../words.ts';

/** Says that lanes are hidden, so that nobody takes the ladder for the whole call. */
export function HiddenLanes({ layout: { hiddenLanes, hiddenMessages } }: { readonly layout: LadderLayout }) {
  const { shape } = useApp();
  if (hiddenLanes.length === 0) return null;
  return (
    <div className="strip">
      <p>
        {sayCount(hiddenLanes.length, 'lane')} hidden, {sayCount(hiddenMessages, 'message')} not drawn.
      </p>
      <button type="button" className="button" onClick={() => shape.shape(showAll, 'All lanes are shown')}>
        Show all lanes
      </button>
    </div>
  );
}
