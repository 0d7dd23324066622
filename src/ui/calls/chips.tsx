import type { Chip, Listed } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { sayNumber } from '../words.ts';

const LABELS: { readonly [K in Chip]: string } = {
  all: 'All',
  problems: 'Problems',
  failed: 'Failed',
  answered: 'Answered',
  unanswered: 'Not answered',
  redirected: 'Redirected',
  open: 'Open',
  done: '',
  registration: 'Registrations',
  subscription: 'Subscriptions',
  options: 'OPTIONS',
  message: 'Messages',
  publish: 'Publications',
  other: 'Other',
};

const SHOWN = (Object.keys(LABELS) as Chip[]).filter((chip) => LABELS[chip] !== '');

/** How many calls there are of each sort, and a way to see only those. */
export function Chips({ listed }: { readonly listed: Listed }) {
  const { select } = useApp();
  const chosen = useFacts((facts) => facts.list.chip);
  const shown = SHOWN.filter((chip) => chip === 'all' || chip === chosen || (listed.counts.get(chip) ?? 0) > 0);
  // One sort alone says nothing that the list does not show.
  if (shown.length < 3) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a set of switches, no fields of a form
    <div className="chips" role="group" aria-label="Which calls">
      {shown.map((chip) => (
        <button key={chip} type="button" aria-pressed={chip === chosen} onClick={() => void select.list({ chip })}>
          {LABELS[chip]} {chip !== 'all' && sayNumber(listed.counts.get(chip) ?? 0)}
        </button>
      ))}
    </div>
  );
}
