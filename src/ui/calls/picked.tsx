import { outcomeName } from '../../diagnose/outcome.ts';
import { localZone } from '../../state/rungs.ts';
import type { Only } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Visible } from '../visible.tsx';
import { sayTime } from '../words.ts';

/** What of the summary was picked: the list shows only that, until it is let go. */
export function Picked() {
  const { select } = useApp();
  const only = useFacts(({ list }) => list.only ?? null);
  const zone = useFacts((facts) => facts.zone);
  if (!only) return null;
  return (
    <p className="picked">
      <span>
        Only: <Visible text={sayOnly(only, zone === 'local' ? localZone(only.from ?? Number.NaN) : 0)} />
      </span>
      <button type="button" className="link" onClick={() => void select.list({ only: null })}>
        Show all
      </button>
    </p>
  );
}

function sayOnly({ outcome, status, host, failed, from, until }: Only, zone: number): string {
  const parts = [
    failed ? 'failed' : '',
    outcome === undefined ? '' : outcomeName(outcome),
    status === undefined ? '' : String(status),
    host === undefined ? '' : `from ${host}`,
    from === undefined || until === undefined ? '' : `${sayTime(from, zone, false)} to ${sayTime(until, zone, false)}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
