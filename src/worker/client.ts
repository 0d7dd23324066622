import type { FromWorker, QuestionKind, Questions, ReadingProgress, ToWorker } from './protocol.ts';

/** The asking end of a wire: a Worker or a MessagePort. */
export interface AskingWire {
  postMessage(message: ToWorker): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
}

export interface AskOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (progress: ReadingProgress) => void;
}

/** Asks the worker. */
export interface Client {
  /**
   * The answer; null when it is not wanted any more, because a newer question of the same kind was asked (for the kinds
   * of which only the latest counts). A cancelled question is still answered with what there is.
   * Rejects when the worker failed.
   */
  ask<K extends QuestionKind>(kind: K, ask: Questions[K]['ask'], options?: AskOptions): Promise<Answer<K> | null>;
}

type Answer<K extends QuestionKind> = Questions[K]['answer'];

/** Kinds of which an older answer is of no use once a newer question is asked. */
const LATEST: ReadonlySet<QuestionKind> = new Set(['list', 'call', 'together', 'message'] as const);

interface Waiting {
  readonly kind: QuestionKind;
  readonly answer: (answer: unknown) => void;
  readonly fail: (error: Error) => void;
  readonly progress: AskOptions['progress'];
}

/** A client over a wire, or over one that is still being made. */
export function makeClient(wire: AskingWire | Promise<AskingWire>): Client {
  const waiting = new Map<number, Waiting>();
  let ids = 0;
  const ready = Promise.resolve(wire).then((made) => {
    made.onmessage = ({ data }) => take(waiting, data);
    return made;
  });
  const tell = (message: ToWorker) => ready.then((made) => made.postMessage(message));
  return {
    ask(kind, ask, { signal, progress } = {}) {
      if (LATEST.has(kind)) for (const older of dropOlder(waiting, kind)) void tell({ cancel: older }).catch(nothing);
      const id = ++ids;
      return new Promise((answer, fail) => {
        waiting.set(id, { kind, answer: answer as (answer: unknown) => void, fail, progress });
        tell({ id, kind, ask } as ToWorker).then(
          () => {
            const cancel = () => void tell({ cancel: id });
            if (signal?.aborted) cancel();
            else signal?.addEventListener('abort', cancel, { once: true });
          },
          (error) => fail(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
  };
}

/** Who cannot be asked need not be told either. */
function nothing(): void {}

/** Older questions of a kind get the answer that they are not wanted any more. */
function dropOlder(waiting: Map<number, Waiting>, kind: QuestionKind): number[] {
  const dropped = [...waiting].filter(([, older]) => older.kind === kind);
  for (const [id, older] of dropped) {
    waiting.delete(id);
    older.answer(null);
  }
  return dropped.map(([id]) => id);
}

function take(waiting: Map<number, Waiting>, news: FromWorker): void {
  const question = waiting.get(news.id);
  if (!question) return;
  if ('progress' in news) {
    question.progress?.(news.progress);
    return;
  }
  waiting.delete(news.id);
  if ('failed' in news) question.fail(new Error(news.failed));
  else question.answer(news.answer);
}
