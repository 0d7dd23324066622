import type { App } from '../../state/app.ts';
import { viewOf } from '../../state/view.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../shell/icon.tsx';
import { baseAddress } from './address.ts';
import { copyText } from './clipboard.ts';
import { showingNow } from './showing.ts';

/** Puts sentence, text ladder and link of the open call on the clipboard. */
export async function copyTicket({ ask, store, look }: App): Promise<void> {
  const facts = store.getState();
  if (facts.call === null) return;
  const question = { call: facts.call, showing: showingNow(facts), view: viewOf(facts), base: baseAddress() };
  const text = await ask('ticket', question);
  if (text) await copyText(text, look, 'Sentence, ladder and link are on the clipboard');
}

/** The button for it, beside the story. */
export function CopyForTicket() {
  const app = useApp();
  return (
    <button type="button" className="button quiet-button" onClick={() => void copyTicket(app)}>
      <Icon name="copy" size={14} />
      Copy for ticket
    </button>
  );
}
