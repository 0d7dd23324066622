import { addTitle } from '../../ladder/layer.ts';
import type { App } from '../../state/app.ts';

/** The guide comes with the message pane; whoever points at a rung before has to wait for it. */
const loadGuide = () => import('../message/guide.ts');

/**
 * Puts what its method or status says at hand where the pointer is on the label of a rung, beside the label itself where
 * that is cut short.
 */
export async function tellMeaning(app: App, target: EventTarget): Promise<void> {
  const label = target instanceof Element ? target.closest<SVGElement>('text.label') : null;
  const row = label?.closest('[data-row]')?.getAttribute('data-row') ?? null;
  if (!label || row === null || label.hasAttribute('data-told')) return;
  label.setAttribute('data-told', '');
  const guide = await loadGuide().catch(() => null);
  if (!guide) label.removeAttribute('data-told');
  const message = app.store.getState().opened?.detail.messages.find((one) => one.row === Number(row));
  const said = guide && message && guide.explain(message.status, message.method, message.reinvite)?.meaning;
  if (!said) return;
  const known = label.querySelector('title');
  if (known) known.textContent = `${known.textContent}: ${said}`;
  else addTitle(label, said);
}
