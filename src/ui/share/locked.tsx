import { type FormEvent, useId, useState } from 'react';
import { useApp, useFacts } from '../app-context.ts';
import { Dialog } from '../shell/dialog.tsx';

/** Asks for the passphrase of a link or file. */
export default function LockedDialog() {
  const { open } = useApp();
  const locked = useFacts((facts) => facts.locked);
  const isReading = useFacts((facts) => facts.reading !== null);
  const [passphrase, setPassphrase] = useState('');
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void open.unlock(passphrase);
  };
  return (
    <Dialog title="Locked" onClose={open.leaveLocked}>
      <form className="unlock" onSubmit={submit}>
        <label htmlFor={id}>This trace is locked. Whoever sent it knows the passphrase.</label>
        <input
          id={id}
          className="field"
          type="password"
          autoComplete="off"
          autoFocus
          value={passphrase}
          aria-invalid={locked?.wrong === true}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        {locked?.wrong && (
          <p className="bad" role="alert">
            That is not the passphrase of this trace.
          </p>
        )}
        <div className="choices">
          <button type="submit" className="button first" disabled={passphrase === '' || isReading}>
            {isReading ? 'Unlocking …' : 'Open it'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
