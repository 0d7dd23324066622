import type { FoundPart } from '../worker/protocol.ts';
import type { Ask } from './ask.ts';
import type { Found } from './facts.ts';
import type { Store } from './store.ts';

/** The list is asked for anew at most so often while findings come in, milliseconds. */
const LIST_EVERY = 400;

/** Has every call of an opened trace judged in the background, those in sight first; starts anew when the calls change. */
export function judging(store: Store, ask: Ask): void {
  store.subscribe(({ trace, reading }, before) => {
    if (trace?.calls === before.trace?.calls) return;
    store.setState({ found: null });
    // What the page is about to show is asked for first; what is still being read is judged when it was read.
    if (trace && !reading) setTimeout(() => void judge(trace.calls));
  });

  async function judge(calls: object): Promise<void> {
    const isCurrent = () => store.getState().trace?.calls === calls;
    let listed = Date.now();
    while (isCurrent()) {
      const found = store.getState().found;
      const part = await ask('found', { first: wanted(store.getState()), have: found?.done ?? 0 });
      if (!part || !isCurrent()) return;
      const now = withPart(found, part);
      const isDone = part.done >= part.total;
      // Together with the list that counts them: one drawing instead of two.
      if (isDone || Date.now() - listed > LIST_EVERY) {
        await recount(now);
        listed = Date.now();
      } else store.setState({ found: now });
      if (isDone) return;
    }
  }

  /** Shows what was found; unless another list was asked for meanwhile, with the list that counts it. */
  async function recount(found: Found): Promise<void> {
    const { list, trace } = store.getState();
    const listed = await ask('recount', list);
    const now = store.getState();
    if (now.trace !== trace) return;
    store.setState({ found, ...(listed && now.list === list && { listed }) });
  }
}

/** The open call, and those in sight in the list, that were not judged yet. */
function wanted({ listed, sight: [first, end], call, found }: ReturnType<Store['getState']>): number[] {
  const shown = [...(listed?.order.subarray(first, end) ?? [])];
  return (call === null ? shown : [call, ...shown]).filter((one) => found?.judged[one] !== 1);
}

/** The columns grow in place: what holds them is new, so that the page sees it. */
function withPart(before: Found | null, part: FoundPart): Found {
  const { total, done, calls, errors, warnings, headline, titles } = part;
  const found: Found = before
    ? { ...before, done }
    : {
        total,
        done,
        titles,
        judged: new Uint8Array(total),
        errors: new Uint8Array(total),
        warnings: new Uint8Array(total),
        headline: new Uint16Array(total),
      };
  for (const [i, call] of calls.entries()) {
    found.judged[call] = 1;
    found.errors[call] = errors[i] ?? 0;
    found.warnings[call] = warnings[i] ?? 0;
    found.headline[call] = headline[i] ?? 0;
  }
  return found;
}
