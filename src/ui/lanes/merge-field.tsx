import { type SyntheticEvent, useId, useState } from 'react';
import type { LadderLayout } from '../../ladder/picture.ts';
import { matches, parsePattern, patternFrom, socketParts } from '../../view/lane-pattern.ts';
import { mergePattern } from '../../view/shape.ts';
import { useApp } from '../app-context.ts';
import { sayCount } from '../words.ts';

/** Draws everything of an address, a network or a range of ports as one lane. */
export function MergeField({ layout }: { readonly layout: LadderLayout }) {
  const { shape } = useApp();
  const [typed, setTyped] = useState('');
  const id = useId();
  const pattern = patternFrom(typed);
  const parsed = pattern === null ? null : parsePattern(pattern);
  const sockets = layout.lanes.flatMap((lane) => lane.sockets);
  const meant = parsed ? sockets.filter((socket) => matches(parsed, socketParts(socket))) : [];
  const said = sayMeant(typed, parsed !== null, meant);
  const merge = (event: SyntheticEvent) => {
    event.preventDefault();
    if (pattern === null || !parsed) return;
    shape.shape(mergePattern(pattern, sockets), `${sayCount(meant.length, 'socket')} of ${pattern} are one lane now`);
    setTyped('');
  };
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>Draw as one lane</h3>
      <form className="asked" onSubmit={merge}>
        <input
          value={typed}
          maxLength={100}
          aria-label="Address, network or ports"
          aria-describedby={`${id}-said`}
          placeholder="192.0.2.1 · 10.0.0.0/24 · 192.0.2.1:5060-5080 · :5060-5080"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" className="button" disabled={!parsed}>
          Merge
        </button>
      </form>
      <p id={`${id}-said`} className="quiet" role="status">
        {said}
      </p>
    </section>
  );
}

function sayMeant(typed: string, isPattern: boolean, meant: readonly string[]): string {
  if (typed.trim() === '') return 'Everything of an address, of a network, or of a range of ports.';
  if (!isPattern) return 'This is no address, no network and no range of ports.';
  if (meant.length === 0) return 'No socket of this ladder is meant; later ones may be.';
  const some = meant.slice(0, 4).join(', ');
  return `${sayCount(meant.length, 'socket')}: ${some}${meant.length > 4 ? ' …' : ''}`;
}
