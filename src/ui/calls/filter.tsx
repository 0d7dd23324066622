import { useApp, useFacts } from '../app-context.ts';
import { Icon } from '../shell/icon.tsx';
import { FILTER, LADDER } from '../shell/use-keys.ts';

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
