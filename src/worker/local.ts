import type { ToWorker } from './protocol.ts';
import { makeQuestions } from './questions.ts';
import { serve, type Wire } from './serve.ts';

/** Answers on the page, for where no worker can start: the other end of a wire within it. */
export function answerHere(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  serve(port1 as unknown as Wire, makeQuestions());
  return port2 satisfies { postMessage(message: ToWorker): void };
}
