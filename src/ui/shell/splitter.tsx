import type { KeyboardEvent, PointerEvent } from 'react';
import { WIDTHS } from '../../state/facts.ts';
import { useApp, useFacts } from '../app-context.ts';

const STEP = 16;

/** The line between two panes: it can be dragged, moved with arrow keys, and folds its pane on a double click or Enter. */
export function Splitter({ pane }: { readonly pane: 'calls' | 'inspector' }) {
  const { look } = useApp();
  const width = useFacts((facts) => facts.panes[pane]);
  // The inspector stands at the right: it grows to the left.
  const sign = pane === 'calls' ? 1 : -1;

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    const from = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => look.width(pane, width + sign * (moved.clientX - from));
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
    if (by !== 0) look.width(pane, width + sign * by);
    else if (event.key === 'Enter') look.toggle(pane);
    else if (event.key === 'Home') look.width(pane, WIDTHS[pane]);
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be focused or dragged
    <div
      className={`splitter of-${pane}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={pane === 'calls' ? 'Width of the calls' : 'Width of the message'}
      aria-valuenow={width}
      aria-valuemin={WIDTHS.least}
      aria-valuemax={WIDTHS.most}
      tabIndex={0}
      data-own-keys=""
      onPointerDown={onPointerDown}
      onDoubleClick={() => look.toggle(pane)}
      onKeyDown={onKeyDown}
    />
  );
}
