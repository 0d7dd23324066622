import type { Clock, FoundFormat, Skipped } from '../format.ts';

const WHERE = 5;

/** What is counted of one format. */
interface Counted {
  readonly id: string;
  readonly label: string;
  readonly looks: string;
  messages: number;
  clock: Clock;
}

/** Counts of what was recognised and what was passed over in one source. */
export class TextTally {
  startLines = 0;
  messages = 0;
  readonly #formats = new Map<string, Counted>();
  readonly #skipped = new Map<string, { count: number; where: number[] }>();

  /** A message of a format. */
  message(format: { readonly id: string; readonly label: string; readonly looks: string }, clock: Clock): void {
    this.messages++;
    const { id, label, looks } = format;
    const counted = this.#formats.get(id) ?? { id, label, looks, messages: 0, clock };
    this.#formats.set(id, counted);
    counted.messages++;
    if (counted.clock === 'none') counted.clock = clock;
  }

  /** Lines that were passed over, from `line` (from 1) on. */
  skip(reason: string, line: number, count = 1): void {
    const skipped = this.#skipped.get(reason) ?? { count: 0, where: [] };
    this.#skipped.set(reason, skipped);
    skipped.count += count;
    if (skipped.where.length < WHERE) skipped.where.push(line);
  }

  formats(): FoundFormat[] {
    return Array.from(this.#formats.values(), ({ id, label, looks, messages, clock }) => ({
      id,
      label,
      reason: looks === '' ? bareReason(messages) : `${messages} ${messages === 1 ? 'line' : 'lines'} like «${looks}»`,
      messages,
      clock,
    }));
  }

  skipped(): Skipped[] {
    return Array.from(this.#skipped, ([reason, { count, where }]) => ({ what: 'lines', reason, count, where }));
  }
}

function bareReason(messages: number): string {
  return `${messages} SIP ${messages === 1 ? 'message' : 'messages'} with nothing around to frame ${messages === 1 ? 'it' : 'them'}`;
}
