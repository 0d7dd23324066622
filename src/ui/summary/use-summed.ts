import { useEffect, useState } from 'react';
import type { Summed } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';

/** So many more calls are judged before what was found is counted anew. */
const EVERY = 2000;

/** The summary of the open trace; counted anew while findings come in. */
export function useSummed(): Summed | null {
  const { ask } = useApp();
  const calls = useFacts(({ trace }) => trace?.calls);
  const judged = useFacts(({ found }) =>
    found ? (found.done >= found.total ? -1 : Math.floor(found.done / EVERY)) : 0,
  );
  const [summed, setSummed] = useState<Summed | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other calls, and more findings, are another summary
  useEffect(() => {
    let wanted = true;
    void ask('summary', null).then((found) => wanted && found && setSummed(found));
    return () => {
      wanted = false;
    };
  }, [ask, calls, judged]);
  return summed;
}
