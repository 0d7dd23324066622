import { layoutOf } from '../../state/rungs.ts';
import { useFacts } from '../app-context.ts';
import { Keepalives } from '../lanes/keepalives.tsx';
import { Proposals } from '../lanes/proposals.tsx';
import { Story } from '../story/story.tsx';
import { Together } from '../story/together.tsx';
import { HiddenLanes } from './hidden-lanes.tsx';
import { Ladder } from './ladder.tsx';
import { Peek } from './peek.tsx';

/** The pane in the middle: the story of the call, and its ladder. */
export function LadderPane() {
  const opened = useFacts((facts) => facts.opened);
  const layout = useFacts(layoutOf);
  const listed = useFacts((facts) => facts.listed);
  if (!opened || !layout) {
    return (
      <section className="ladder-pane" aria-label="Ladder">
        <p className="nothing-here">{listed?.order.length === 0 ? 'No call matches the filter.' : ''}</p>
      </section>
    );
  }
  return (
    <section className="ladder-pane" aria-label="Ladder">
      {opened.together ? <Together opened={opened} together={opened.together} /> : <Story opened={opened} />}
      <Proposals />
      <HiddenLanes layout={layout} />
      <Keepalives layout={layout} />
      <Ladder layout={layout} />
      <Peek opened={opened} />
    </section>
  );
}
