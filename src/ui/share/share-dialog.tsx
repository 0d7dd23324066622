import { useId, useState } from 'react';
import { useApp, useFacts } from '../app-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { sayCount } from '../words.ts';
import { Choices } from './share-choices.tsx';
import { Outcomes } from './share-outcomes.tsx';
import { Preview } from './share-preview.tsx';
import { type Part, useShare } from './use-share.ts';

/** What goes out, how it is redacted, exactly what it holds, and how it is sent. */
export default function ShareDialog() {
  const { look } = useApp();
  const [part, setPart] = useState<Part>('call');
  const [passphrase, setPassphrase] = useState('');
  const made = useShare(part, passphrase);
  return (
    <Dialog title="Share" wide onClose={() => look.dialog(null)}>
      <div className="sharing">
        <div className="share-choices">
          <p>The link carries the trace itself. No server keeps it, and it never expires.</p>
          <PartChoice part={part} onChoose={setPart} />
          <Choices />
          <Passphrase value={passphrase} onChange={setPassphrase} />
        </div>
        <Preview made={made} />
        <Outcomes made={made} part={part} isLocked={passphrase !== ''} />
      </div>
    </Dialog>
  );
}

function PartChoice({ part, onChoose }: { readonly part: Part; readonly onChoose: (part: Part) => void }) {
  const listed = useFacts((facts) => facts.listed?.order.length ?? 0);
  const shown = useFacts((facts) => Math.max(1, facts.chosen.length));
  if (listed <= shown) return null;
  return (
    <fieldset className="choice">
      <legend>Calls</legend>
      <label>
        <input type="radio" name="part" checked={part === 'call'} onChange={() => onChoose('call')} />
        {shown === 1 ? 'This call' : `The ${shown} chosen calls`}
      </label>
      <label>
        <input type="radio" name="part" checked={part === 'listed'} onChange={() => onChoose('listed')} /> All{' '}
        {sayCount(listed, 'call')} in the list
      </label>
    </fieldset>
  );
}

function Passphrase({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  const id = useId();
  const canLock = globalThis.isSecureContext !== false;
  return (
    <div className="choice">
      <label htmlFor={id}>Passphrase, if you like</label>
      <input
        id={id}
        className="field"
        type="text"
        autoComplete="off"
        spellCheck={false}
        disabled={!canLock}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <p className="quiet">
        {canLock
          ? 'Send it some other way than the link. Without it nobody opens the link, not even you.'
          : 'Only pages that came over https can lock.'}
      </p>
    </div>
  );
}
