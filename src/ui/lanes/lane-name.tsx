import { type SyntheticEvent, useState } from 'react';
import type { LadderLayout, Lane } from '../../ladder/picture.ts';
import { socketParts } from '../../view/lane-pattern.ts';
import { useApp, useFacts } from '../app-context.ts';
import { keptFor } from './lane-deeds.ts';

interface LaneNameProps {
  readonly layout: LadderLayout;
  readonly lane: Lane;
  readonly onDone: () => void;
}

/** Longest name, as views keep it at most. */
const LONGEST = 200;

/** A field for the name of a lane; it can be kept for the next trace. */
export function LaneName({ layout, lane, onDone }: LaneNameProps) {
  const { shape } = useApp();
  const keeps = useFacts((facts) => facts.keepNames);
  const [name, setName] = useState(lane.name);
  const [keep, setKeep] = useState(keeps);
  const kept = keptFor(layout, lane);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (keep && kept !== null) shape.keepNames(true);
    shape.rename(lane.key, name.trim(), keep ? kept : null);
    onDone();
  };
  return (
    <form className="lane-name" onSubmit={save}>
      <label>
        <span>Name of this lane</span>
        <input
          value={name}
          maxLength={LONGEST}
          onChange={(event) => setName(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      {kept !== null && (
        <label className="check">
          <input type="checkbox" checked={keep} onChange={(event) => setKeep(event.currentTarget.checked)} />
          <span>Keep it in this browser for {kept.endsWith(':*') ? socketParts(kept).host : kept}, in every trace</span>
        </label>
      )}
      <p className="quiet">Empty: the name that the trace gives.</p>
      <div className="buttons">
        <button type="submit" className="button first">
          Rename
        </button>
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}
