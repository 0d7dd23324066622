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
const LATEST: ReadonlySet<QuestionKind> = new Set(['list', 'call', 'message'] as const);

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
  return {
    ask(kind, ask, { signal, progress } = {}) {
      if (LATEST.has(kind)) dropOlder(waiting, kind);
      const id = ++ids;
      return new Promise((answer, fail) => {
        waiting.set(id, { kind, answer: answer as (answer: unknown) => void, fail, progress });
        ready.then(
          (made) => {
            made.postMessage({ id, kind, ask } as ToWorker);
            signal?.addEventListener('abort', () => made.postMessage({ cancel: id }), { once: true });
            if (signal?.aborted) made.postMessage({ cancel: id });
          },
          (error) => fail(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
  };
}

function dropOlder(waiting: Map<number, Waiting>, kind: QuestionKind): void {
  for (const [id, older] of waiting) {
    if (older.kind !== kind) continue;
    waiting.delete(id);
    older.answer(null);
  }
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
