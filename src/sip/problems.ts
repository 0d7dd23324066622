import type { MessageProblem } from './message.ts';

/** Problems of one message that are kept at most. */
const LIMIT = 200;

/** Collects what is wrong with one message, without end of memory: after the first 200 one line says that there is more. */
export class MessageProblems {
  readonly list: MessageProblem[] = [];

  /** No more are kept: that one is not in the list does not tell that there is none. */
  get isFull(): boolean {
    return this.list.length >= LIMIT;
  }

  add(code: string, text: string, start: number, end: number): void {
    if (this.list.length < LIMIT) this.list.push({ code, text, span: { start, end } });
    else if (this.list.length === LIMIT) {
      this.list.push({
        code: 'more-problems',
        text: 'More problems follow that are not listed.',
        span: { start, end },
      });
    }
  }
}
