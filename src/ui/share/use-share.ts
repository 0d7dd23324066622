import { useEffect, useState } from 'react';
import type { Outcome } from '../../capsule/capsule.ts';
import type { Link } from '../../share/link.ts';
import type { Facts } from '../../state/facts.ts';
import { viewOf } from '../../state/view.ts';
import type { Sharing } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { baseAddress } from './address.ts';

/** Which calls go out. */
export type Part = 'call' | 'listed';

/** What is asked of the worker to share a part of what is open. */
export function sharingOf(facts: Facts, part: Part, passphrase: string): Sharing {
  const { redaction, hidden } = facts.sending;
  const listed = [...(facts.listed?.order ?? [])];
  const shown = facts.call === null ? [] : [...new Set([facts.call, ...facts.chosen])];
  const calls = (part === 'listed' ? listed : shown).sort((a, b) => a - b);
  return { calls, view: viewOf(facts), wish: { redaction, passphrase }, hidden, base: baseAddress() };
}

/** What was made, and whether something newer is being made of what was chosen since. */
export interface Made {
  readonly link: Outcome<Link> | null;
  readonly isBusy: boolean;
}

/** Milliseconds after the last key of a passphrase before it is used: each costs 600,000 rounds of hashing. */
const TYPING = 500;

/** The link of what is chosen; made anew whenever a choice changes. */
export function useShare(part: Part, passphrase: string): Made {
  const { ask, store } = useApp();
  const sending = useFacts((facts) => facts.sending);
  const [made, setMade] = useState<{ readonly of: string; readonly link: Outcome<Link> } | null>(null);
  const of = JSON.stringify([part, passphrase, sending]);
  useEffect(() => {
    let wanted = true;
    const make = async () => {
      const link = await ask('link', sharingOf(store.getState(), part, passphrase));
      if (wanted && link) setMade({ of, link });
    };
    const timer = setTimeout(() => void make(), passphrase === '' ? 0 : TYPING);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [ask, store, part, passphrase, of]);
  return { link: made?.link ?? null, isBusy: made?.of !== of };
}
