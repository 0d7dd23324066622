import type { MessageProblem } from '../../sip/message.ts';
import { Visible } from '../visible.tsx';

const MOST_SHOWN = 20;

/** What is wrong with a message, each sentence once. */
export function Problems({ problems }: { readonly problems: readonly MessageProblem[] }) {
  const counts = new Map<string, number>();
  for (const { text } of problems) counts.set(text, (counts.get(text) ?? 0) + 1);
  if (counts.size === 0) return null;
  return (
    <ul className="problems">
      {[...counts].slice(0, MOST_SHOWN).map(([text, count]) => (
        <li key={text}>
          <Visible text={text} />
          {count > 1 && ` ×${count}`}
        </li>
      ))}
      {counts.size > MOST_SHOWN && <li>and {counts.size - MOST_SHOWN} more</li>}
    </ul>
  );
}
