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

/** What is counted, where the label alone could mean less or more. */
const TITLES: { readonly [K in Chip]?: string } = {
  problems: 'Calls and other exchanges with an error or a warning',
  failed: 'Calls and other exchanges that were refused, broke or met an error, answered calls that dropped among them',
  answered: 'Calls that were answered: ended by hanging up, or still up when the trace ends',
  unanswered: 'Calls that nobody took, and other exchanges without an answer',
  open: 'Calls of which the trace does not hold the end, or the beginning',
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
        <button
          key={chip}
          type="button"
          title={TITLES[chip]}
          aria-pressed={chip === chosen}
          onClick={() => void select.list({ chip })}
        >
          {LABELS[chip]} {chip !== 'all' && sayNumber(listed.counts.get(chip) ?? 0)}
        </button>
      ))}
    </div>
  );
}
