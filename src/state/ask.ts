import type { AskOptions, Client } from '../worker/client.ts';
import type { QuestionKind, Questions } from '../worker/protocol.ts';
import type { Store } from './store.ts';

/** A question whose failure is told on the page. Null: not wanted any more, or failed. */
export type Ask = <K extends QuestionKind>(
  kind: K,
  ask: Questions[K]['ask'],
  options?: AskOptions,
) => Promise<Questions[K]['answer'] | null>;

export function asking(store: Store, client: Client): Ask {
  return async (kind, ask, options) => {
    try {
      return await client.ask(kind, ask, options);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      store.setState({ reading: null, trouble: { title: 'The analysis failed', text } });
      return null;
    }
  };
}
