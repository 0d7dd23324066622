import type { Severity } from '../../diagnose/finding.ts';
import type { FoundKind } from '../../diagnose/found.ts';
import type { Listed } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { sayNumber } from '../words.ts';

const GROUPS: readonly (readonly [Severity, string])[] = [
  ['error', 'Errors'],
  ['warning', 'Warnings'],
  ['info', 'Notes'],
];

/** Only the calls in which something of one kind was found. */
export function Findings({ listed }: { readonly listed: Listed }) {
  const { select } = useApp();
  const chosen = useFacts(({ list }) => list.found ?? '');
  const kinds = listed.kinds ?? [];
  if (kinds.length === 0 && chosen === '') return null;
  return (
    <select
      className="sorting by-finding"
      aria-label="Only calls with a finding"
      value={chosen}
      onChange={(event) => void select.list({ found: event.currentTarget.value })}
    >
      <option value="">Any finding</option>
      {GROUPS.map(([severity, label]) => (
        <Group key={severity} severity={severity} label={label} kinds={kinds} chosen={chosen} />
      ))}
    </select>
  );
}

interface GroupProps {
  readonly severity: Severity;
  readonly label: string;
  readonly kinds: readonly FoundKind[];
  readonly chosen: string;
}

function Group({ severity, label, kinds, chosen }: GroupProps) {
  const own = kinds.filter((kind) => kind.severity === severity);
  const isChosen = chosen === severity || own.some(({ rule }) => rule === chosen);
  if (own.length === 0 && !isChosen) return null;
  return (
    <optgroup label={label}>
      <option value={severity}>{`All calls with ${label.toLowerCase()}`}</option>
      {own.map(({ rule, title, calls }) => (
        <option key={rule} value={rule}>
          {`${title} · ${sayNumber(calls)}`}
        </option>
      ))}
    </optgroup>
  );
}

/** Calls of which all can be judged before a person could read that they are. */
const FEW = 200;

/** How far looking for problems has come. */
export function Judging() {
  const total = useFacts(({ found }) => found?.total ?? 0);
  const done = useFacts(({ found }) => found?.done ?? 0);
  if (total <= FEW || done >= total) return null;
  return (
    <p className="judging">
      <progress max={total} value={done} aria-label="Looking for problems" />
      <span className="quiet">{`${sayNumber(done)} of ${sayNumber(total)} calls checked`}</span>
    </p>
  );
}
