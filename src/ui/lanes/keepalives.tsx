import type { LadderLayout } from '../../ladder/picture.ts';
import { showKeepalives } from '../../view/shape.ts';
import { useApp, useFacts } from '../app-context.ts';
import { sayCount } from '../words.ts';

/** Says that lanes which carry only keepalives are drawn as one, and lets a person have it otherwise. */
export function Keepalives({ layout: { keepaliveLanes } }: { readonly layout: LadderLayout }) {
  const { shape } = useApp();
  const each = useFacts((facts) => facts.lanes.keepalives);
  if (keepaliveLanes === 0) return null;
  const count = sayCount(keepaliveLanes, 'lane');
  return (
    <div className="strip origin">
      <p>
        {count} carry only keepalives (OPTIONS){each ? '.' : ' and are drawn as one.'}
      </p>
      <button
        type="button"
        className="button quiet-button"
        onClick={() => shape.shape(showKeepalives(!each), each ? `${count} are drawn as one` : `${count} are drawn`)}
      >
        {each ? 'Draw them as one' : 'Draw each by itself'}
      </button>
    </div>
  );
}
