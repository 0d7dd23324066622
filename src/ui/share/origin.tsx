import { useState } from 'react';
import { useApp, useFacts } from '../app-context.ts';
import { sayCount } from '../words.ts';
import { clearAddress } from './address.ts';

/** Says of a trace that came from somebody else's link or file what it is. */
export function Origin() {
  const { open, look } = useApp();
  const shared = useFacts((facts) => facts.shared);
  const [inAddress, setInAddress] = useState(() => location.hash !== '');
  if (!shared) return null;
  return (
    <div className="strip origin" role="status">
      <p>
        <strong>{sayCount(shared.messages, 'message')} from a link.</strong>{' '}
        {shared.redacted
          ? 'Names, numbers and addresses in it are pseudonyms.'
          : 'Not redacted: names, numbers and addresses are as they were.'}{' '}
        <span className="quiet">Nothing was fetched; the link carried all of it.</span>
      </p>
      {inAddress && (
        <button
          type="button"
          className="button"
          onClick={() => {
            clearAddress();
            setInAddress(false);
            look.notice('The trace is no longer in the address bar');
          }}
        >
          Take it out of the address bar
        </button>
      )}
      <button type="button" className="button" onClick={open.knowOrigin}>
        Got it
      </button>
    </div>
  );
}
