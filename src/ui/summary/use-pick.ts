import type { ListQuestion } from '../../worker/protocol.ts';
import { useApp } from '../app-context.ts';
import { useNarrow } from '../shell/use-narrow.ts';

/** Shows the calls behind a count: beside the summary, or instead of it where there is room for one part only. */
export function usePick(): (change: Partial<ListQuestion>) => void {
  const { look, select } = useApp();
  const narrow = useNarrow();
  return (change) => {
    void select.list(change);
    if (narrow) look.section('calls');
  };
}
