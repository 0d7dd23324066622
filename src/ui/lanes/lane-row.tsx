import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import type { LadderLayout } from '../../ladder/picture.ts';
import { showLane, takeOut } from '../../view/shape.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Visible } from '../visible.tsx';
import { sayCount } from '../words.ts';
import { keptFor, laneDeeds } from './lane-deeds.ts';

interface LaneRowProps {
  readonly layout: LadderLayout;
  /** Position of the lane, and how many there are. */
  readonly at: number;
  readonly count: number;
}

/** One lane: its name to be written over, its sockets, and what can be done to it. */
export function LaneRow({ layout, at, count }: LaneRowProps) {
  const { shape } = useApp();
  const lane = layout.lanes[at];
  if (!lane) return null;
  const deeds = laneDeeds(shape, layout, at);
  const { key, name, sockets } = lane;
  return (
    <li>
      <div>
        <NameField layout={layout} at={at} />
        <div className="sockets mono">
          {sockets.map((socket) => (
            <span key={socket}>
              <Visible text={socket} />
              {sockets.length > 1 && (
                <>
                  {' '}
                  <button
                    type="button"
                    className="link"
                    aria-label={`Take ${socket} out of ${name}`}
                    onClick={() => shape.shape(takeOut(key, socket), `${socket} is a lane of its own`)}
                  >
                    take out
                  </button>
                </>
              )}
            </span>
          ))}
        </div>
      </div>
      <div className="buttons">
        <button
          type="button"
          className="button quiet-button"
          aria-label={`Move ${name} to the left`}
          disabled={at === 0}
          onClick={() => deeds.move(-1)}
        >
          ←
        </button>
        <button
          type="button"
          className="button quiet-button"
          aria-label={`Move ${name} to the right`}
          disabled={at === count - 1}
          onClick={() => deeds.move(1)}
        >
          →
        </button>
        {sockets.length > 1 && (
          <button type="button" className="button quiet-button" aria-label={`Split ${name}`} onClick={deeds.split}>
            Split
          </button>
        )}
        <button type="button" className="button quiet-button" aria-label={`Hide ${name}`} onClick={deeds.hide}>
          Hide
        </button>
      </div>
    </li>
  );
}

/** Writes a name when it is left or Enter is pressed; Escape takes back what was typed. */
function NameField({ layout, at }: Pick<LaneRowProps, 'layout' | 'at'>) {
  const { shape } = useApp();
  const keeps = useFacts((facts) => facts.keepNames);
  const lane = layout.lanes[at];
  const [name, setName] = useState(lane?.name ?? '');
  if (!lane) return null;
  const save = (event: FocusEvent) => {
    event.preventDefault();
    if (name.trim() !== lane.name) shape.rename(lane.key, name.trim(), keeps ? keptFor(layout, lane) : null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key !== 'Escape' || name === lane.name) return;
    event.preventDefault();
    setName(lane.name);
  };
  return (
    <input
      value={name}
      maxLength={200}
      aria-label={`Name of ${lane.sockets[0] ?? lane.name}`}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={onKeyDown}
    />
  );
}

/** Lanes that are not drawn, each with the way back. */
export function HiddenList({ layout: { hiddenLanes, hiddenMessages } }: { readonly layout: LadderLayout }) {
  const { shape } = useApp();
  const hidden = useFacts((facts) => facts.lanes.hidden);
  if (hidden.length === 0) return null;
  return (
    <>
      <h3>
        Hidden: {sayCount(hidden.length, 'lane')}
        {hiddenLanes.length > 0 && `, ${sayCount(hiddenMessages, 'message')} of this ladder not drawn`}
      </h3>
      <ul>
        {hidden.map((key) => (
          <li key={key}>
            <span className="mono">
              <Visible text={key} />
            </span>{' '}
            <button
              type="button"
              className="link"
              aria-label={`Show ${key}`}
              onClick={() => shape.shape(showLane(key), `${key} is shown`)}
            >
              show
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
