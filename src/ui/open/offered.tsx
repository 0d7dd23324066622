import { useEffect, useRef } from 'react';
import type { SourceInput } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { sayCount, saySize } from '../words.ts';

/** Asks what to do with something new while a trace is open. */
export function Offered() {
  const offered = useFacts((facts) => facts.offered);
  return offered && <Question offered={offered} />;
}

function Question({ offered }: { readonly offered: readonly SourceInput[] }) {
  const { open } = useApp();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const size = saySize(offered.reduce((sum, { blob }) => sum + blob.size, 0));
  const what = offered.length === 1 ? offered[0]?.name : sayCount(offered.length, 'file');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a set of choices, no fields of a form
    <div
      className="strip"
      role="group"
      aria-label="Something new"
      onKeyDown={(event) => event.key === 'Escape' && void open.choose('neither')}
    >
      <p>
        <strong>{what}</strong> <span className="quiet">{size}</span>
      </p>
      <button ref={first} type="button" className="button first" onClick={() => void open.choose('add')}>
        Add to the open trace
      </button>
      <button type="button" className="button" onClick={() => void open.choose('replace')}>
        Open instead
      </button>
      <button type="button" className="button" onClick={() => void open.choose('neither')}>
        Neither
      </button>
      <p className="quiet tip">Dropping with Shift adds at once.</p>
    </div>
  );
}
