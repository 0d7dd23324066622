import { lazy, Suspense } from 'react';
import { layoutOf } from '../../state/rungs.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Icon } from '../shell/icon.tsx';
import { INSPECTOR } from '../shell/use-keys.ts';

const load = () => import('./inspector.tsx');
const Inspector = lazy(load);

/** Fetches the inspector and its sentences before they are asked for. */
export function prepareInspector(): void {
  load().catch(() => undefined);
}

/** The pane that shows the selected message. */
export function MessagePane() {
  const { look } = useApp();
  const layout = useFacts(layoutOf);
  const message = useFacts((facts) => facts.message);
  return (
    <section className="message" id={INSPECTOR} aria-label="Message" tabIndex={-1}>
      <button
        type="button"
        className="button icon plain fold"
        aria-label="Hide the message"
        title="Hide the message (i)"
        onClick={() => look.toggle('inspector')}
      >
        <Icon name="right" size={13} />
      </button>
      {layout && message ? (
        <Suspense fallback={null}>
          <Inspector layout={layout} message={message} />
        </Suspense>
      ) : (
        <p className="nothing-here">Select a message in the ladder to read it.</p>
      )}
    </section>
  );
}
