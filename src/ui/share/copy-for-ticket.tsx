import type { App } from '../../state/app.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../shell/icon.tsx';
import { copyText } from './clipboard.ts';
import { showingNow } from './showing.ts';
import { sharingOf } from './use-share.ts';

/** Puts sentence, text ladder and link of the open call on the clipboard, redacted as links are. */
export async function copyTicket({ ask, store, look }: App): Promise<void> {
  const facts = store.getState();
  if (facts.call === null) return;
  const sharing = { ...sharingOf(facts, 'call', ''), calls: [facts.call] };
  const text = await ask('send', { as: 'ticket', sharing, showing: showingNow(facts) });
  if (text && !text.ok) look.notice(text.text);
  const how = facts.sending.redaction ? ', redacted' : '';
  if (text?.ok) await copyText(text.value, look, `Sentence, ladder and link are on the clipboard${how}`);
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
