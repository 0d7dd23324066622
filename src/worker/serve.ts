import type { FromWorker, QuestionKind, Questions, ReadingProgress, ToWorker } from './protocol.ts';

/** What a handler is given beside the question. */
export interface Answering {
  readonly signal: AbortSignal;
  readonly progress: (progress: ReadingProgress) => void;
  /** Buffers that the answer hands over instead of copying them. */
  readonly transfer: Transferable[];
}

export type Handlers = {
  readonly [K in QuestionKind]: (
    ask: Questions[K]['ask'],
    answering: Answering,
  ) => Questions[K]['answer'] | Promise<Questions[K]['answer']>;
};

/** One end of a wire: a worker's own scope, or a port of a MessageChannel. */
export interface Wire {
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

/** Progress is told at most so often, milliseconds: a page draws no faster. */
const PROGRESS_EVERY = 50;

/** Lets what waits on the wire come in: while a person types, only the last list is worth making. */
function turn(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}

/** Answers what comes over a wire. A failing handler answers with its reason; it never ends the serving. */
export function serve(wire: Wire, handlers: Handlers): void {
  const open = new Map<number, AbortController>();
  const reply = async (question: Exclude<ToWorker, { cancel: number }>) => {
    const { id } = question;
    const controller = new AbortController();
    open.set(id, controller);
    let told = 0;
    const progress = (news: ReadingProgress) => {
      const now = performance.now();
      if (now - told < PROGRESS_EVERY && !news.glimpse) return;
      told = now;
      wire.postMessage({ id, progress: news }, []);
    };
    const transfer: Transferable[] = [];
    try {
      if (question.kind === 'list') await turn();
      // A newer question came in meanwhile: this answer would be thrown away.
      if (controller.signal.aborted && question.kind !== 'open') return;
      const handler = handlers[question.kind] as (ask: unknown, answering: Answering) => unknown;
      const answer = await handler(question.ask, { signal: controller.signal, progress, transfer });
      wire.postMessage({ id, answer }, transfer);
    } catch (error) {
      wire.postMessage({ id, failed: error instanceof Error ? error.message : String(error) }, []);
    } finally {
      open.delete(id);
    }
  };
  wire.onmessage = ({ data }) => {
    if ('cancel' in data) open.get(data.cancel)?.abort();
    else void reply(data);
  };
}
