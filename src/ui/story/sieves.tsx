import { type FormEvent, useId, useState } from 'react';
import type { CallKind } from '../../call/types.ts';
import type { OpenedCall } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Visible } from '../visible.tsx';
import { sayNumber } from '../words.ts';

/** Which messages of several calls are shown: by kind, by method, by lane. */
export function Sieves({ together }: { readonly together: NonNullable<OpenedCall['together']> }) {
  const { choose } = useApp();
  const sieve = useFacts((facts) => facts.sieve);
  const { kinds, methods, lanes } = together.sorts;
  return (
    <div className="sieves">
      {kinds.length > 1 && (
        <Sorts
          label="Kinds"
          sorts={kinds.map(([kind, count]) => [kind, KINDS[kind], count])}
          chosen={sieve.kinds}
          onChange={(chosen) => void choose.sieve({ kinds: chosen as readonly CallKind[] })}
        />
      )}
      {methods.length > 1 && (
        <Sorts
          label="Methods"
          sorts={methods.map(([method, count]) => [method, method, count])}
          chosen={sieve.methods}
          onChange={(chosen) => void choose.sieve({ methods: chosen })}
        />
      )}
      <Lanes lanes={lanes} chosen={sieve.lanes} onChange={(chosen) => void choose.sieve({ lanes: chosen })} />
    </div>
  );
}

const KINDS: { readonly [K in CallKind]: string } = {
  call: 'Calls',
  registration: 'Registrations',
  subscription: 'Subscriptions',
  options: 'OPTIONS',
  message: 'Messages',
  publish: 'Publications',
  other: 'Other',
};

interface SortsProps {
  readonly label: string;
  readonly sorts: readonly (readonly [id: string, words: string, count: number])[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Switches, of which several may be on; with none on, everything is shown. */
function Sorts({ label, sorts, chosen, onChange }: SortsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a set of switches, no fields of a form
    <div className="chips" role="group" aria-label={label}>
      {sorts.map(([id, words, count]) => (
        <button
          key={id}
          type="button"
          aria-pressed={chosen.includes(id)}
          onClick={() => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])}
        >
          <Visible text={words} /> {sayNumber(count)}
        </button>
      ))}
    </div>
  );
}

interface LanesProps {
  readonly lanes: readonly (readonly [string, number])[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Lanes are many: those that are wanted are named one after the other. */
function Lanes({ lanes, chosen, onChange }: LanesProps) {
  const [typed, setTyped] = useState('');
  const id = useId();
  const add = (text: string) => {
    const lane = lanes.find(([socket]) => socket === text.trim())?.[0];
    setTyped(lane === undefined ? text : '');
    if (lane !== undefined && !chosen.includes(lane)) onChange([...chosen, lane]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The first that holds what was typed is good enough.
    add(lanes.find(([socket]) => socket.includes(typed.trim()))?.[0] ?? typed);
  };
  if (lanes.length < 3 && chosen.length === 0) return null;
  return (
    <form className="chips" aria-label="Lanes" onSubmit={submit}>
      {chosen.map((lane) => (
        <button
          key={lane}
          type="button"
          aria-pressed="true"
          title="Take this lane out"
          onClick={() => onChange(chosen.filter((one) => one !== lane))}
        >
          <Visible text={lane} /> ×
        </button>
      ))}
      <input
        className="mono"
        list={id}
        placeholder="Only with lane …"
        aria-label="Show only messages from or to a lane"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => add(event.currentTarget.value)}
      />
      <datalist id={id}>
        {lanes.map(([lane, count]) => (
          <option key={lane} value={lane}>
            {sayNumber(count)}
          </option>
        ))}
      </datalist>
    </form>
  );
}
