import { useApp, useFacts } from '../app-context.ts';
import { Icon } from '../shell/icon.tsx';
import { FILTER, LADDER } from '../shell/use-keys.ts';

const EXAMPLES: readonly (readonly [example: string, meaning: string])[] = [
  ['busy', 'in a name, number, address, Call-ID or outcome'],
  ['-busy', 'without it'],
  ['"Front Desk"', 'words that belong together'],
  ['from:alice to:200', 'who called, who was called'],
  ['status:486', 'or status:4xx, status>=500'],
  ['method:REFER', 'a message of this method'],
  ['agent:cisco', 'a User-Agent or Server'],
  ['messages>20', 'or talk<5, in seconds'],
];

/** What the filter understands. */
export function FilterHelp() {
  return (
    <dl className="filter-help">
      {EXAMPLES.map(([example, meaning]) => (
        <div key={example}>
          <dt className="mono">{example}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The field that filters the calls by words. */
export function Filter() {
  const { select } = useApp();
  const filter = useFacts((facts) => facts.list.filter);
  const change = (text: string) => void select.list({ filter: text });
  return (
    <label className="filter">
      <Icon name="search" size={14} />
      <span className="heard">Filter the calls by name, number, address, Call-ID or outcome</span>
      <input
        id={FILTER}
        type="text"
        className="mono"
        placeholder="Name, number, address, outcome"
        autoComplete="off"
        spellCheck={false}
        value={filter}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            if (filter === '') event.currentTarget.blur();
            else change('');
          } else if (event.key === 'Enter') document.getElementById(LADDER)?.focus();
        }}
      />
      <kbd>/</kbd>
    </label>
  );
}
