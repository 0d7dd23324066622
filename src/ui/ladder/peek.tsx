import { classOf, labelOf } from '../../ladder/rungs.ts';
import type { OpenedCall } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Icon } from '../shell/icon.tsx';
import { Visible } from '../visible.tsx';

/** On a narrow page: the selected message in one line, and the way to all of it. */
export function Peek({ opened }: { readonly opened: OpenedCall }) {
  const { look, select } = useApp();
  const row = useFacts((facts) => facts.row);
  const message = opened.detail.messages.find((candidate) => candidate.row === row);
  if (!message) return null;
  return (
    <div className="peek">
      <button
        type="button"
        className="button icon"
        aria-label="Previous message"
        onClick={() => void select.stepRow(-1)}
      >
        <Icon name="left" />
      </button>
      <button type="button" className="button icon" aria-label="Next message" onClick={() => void select.stepRow(1)}>
        <Icon name="right" />
      </button>
      <strong className={`message-name ${classOf(message)}`}>
        <Visible text={labelOf(message)} />
      </strong>
      <button type="button" className="button" onClick={() => look.section('message')}>
        Read it
      </button>
    </div>
  );
}
