import { useState } from 'react';
import type { ShownKind } from '../../capsule/capsule.ts';
import type { Shared } from '../../worker/protocol.ts';
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
        <strong>
          {sayCount(shared.messages, 'message')} from a {inAddress ? 'link' : 'link or file'}.
        </strong>{' '}
        {sayRedaction(shared)} <span className="quiet">Nothing was fetched; it carried all of it.</span>
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

const KINDS: { readonly [K in ShownKind]: string } = {
  addresses: 'IP addresses',
  numbers: 'phone numbers',
  shortNumbers: 'short numbers',
  names: 'names',
  products: 'product names',
  bodies: 'bodies',
};

function sayRedaction({ redacted, shown }: Pick<Shared, 'redacted' | 'shown'>): string {
  if (!redacted) return 'Not redacted: names, numbers and addresses are as they were.';
  if (shown.length === 0) return 'Redacted: names, numbers and addresses in it are pseudonyms.';
  return `Redacted in part: ${shown.map((kind) => KINDS[kind]).join(', ')} are as they were, the rest are pseudonyms.`;
}
