import { besideNow } from '../../state/beside.ts';
import { layoutOf } from '../../state/rungs.ts';
import { useApp, useFacts } from '../app-context.ts';
import { loadMedia } from '../media/load-media.ts';
import { Icon } from '../shell/icon.tsx';
import { INSPECTOR } from '../shell/use-keys.ts';
import { useLoaded } from '../use-loaded.ts';
import { loadInspector } from './load-inspector.ts';

/** The pane that shows the selected message. */
export function MessagePane() {
  const { look } = useApp();
  const layout = useFacts(layoutOf);
  const message = useFacts((facts) => facts.message);
  const opened = useFacts((facts) => facts.opened);
  const beside = useFacts(besideNow);
  const inspector = useLoaded(loadInspector, message !== null);
  const media = useLoaded(loadMedia, beside !== null);
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
      {layout && opened && beside && media && <media.MediaPanel layout={layout} opened={opened} chosen={beside} />}
      {layout && message && inspector && !beside && <inspector.Inspector layout={layout} message={message} />}
      {!message && <p className="nothing-here">Select a message in the ladder to read it.</p>}
    </section>
  );
}
