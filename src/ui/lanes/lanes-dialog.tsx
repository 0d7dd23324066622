import { KEEPALIVES } from '../../ladder/lanes.ts';
import { layoutOf } from '../../state/rungs.ts';
import { EMPTY_LANES } from '../../view/view.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { AliasList } from './alias-list.tsx';
import { HiddenList, LaneRow } from './lane-row.tsx';
import { MergeField } from './merge-field.tsx';

/** All lanes of the ladder in a list: everything that dragging and menus do, and what only a list can. */
export default function LanesDialog() {
  const { look, shape } = useApp();
  const layout = useFacts(layoutOf);
  const { past, future } = useFacts((facts) => facts.lanesHistory);
  const isUntouched = useFacts(({ lanes }) => lanes === EMPTY_LANES);
  const close = () => look.dialog(null);
  if (!layout) return null;
  const rows = layout.lanes.filter(({ key }) => key !== KEEPALIVES);
  return (
    <Dialog title="Lanes" wide onClose={close}>
      <div className="lanes-dialog">
        <section aria-label="Lanes of this ladder">
          <ol>
            {rows.map((lane, at) => (
              <LaneRow key={`${lane.key} ${lane.name}`} layout={layout} at={at} count={rows.length} />
            ))}
          </ol>
          <HiddenList layout={layout} />
          <div className="buttons">
            <button type="button" className="button" disabled={past.length === 0} onClick={shape.undo}>
              Take the last change back
            </button>
            <button type="button" className="button" disabled={future.length === 0} onClick={shape.redo}>
              Do it again
            </button>
            <button
              type="button"
              className="button"
              disabled={isUntouched}
              onClick={() => shape.shape(() => EMPTY_LANES, 'Lanes are as the trace has them')}
            >
              As the trace has them
            </button>
          </div>
        </section>
        <MergeField layout={layout} />
        <AliasList />
      </div>
    </Dialog>
  );
}
