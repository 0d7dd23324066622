import type { Clock, FoundFormat, Skipped } from '../format.ts';

const WHERE = 5;

/** What is said of a format. */
export interface Named {
  readonly id: string;
  readonly label: string;
  readonly looks: string;
  readonly startLinesOnly?: boolean;
}

/** What is counted of one format. */
interface Counted extends Named {
  messages: number;
  /** Messages without a Call-ID. */
  nameless: number;
  clock: Clock;
}

/** Counts of what was recognised and what was passed over in one source. */
export class TextTally {
  startLines = 0;
  messages = 0;
  readonly #formats = new Map<string, Counted>();
  readonly #skipped = new Map<string, { count: number; where: number[] }>();

  /** A message of a format. */
  message(format: Named, clock: Clock, isNamed = true): void {
    this.messages++;
    const { id, label, looks, startLinesOnly = false } = format;
    const counted = this.#formats.get(id) ?? { id, label, looks, startLinesOnly, messages: 0, nameless: 0, clock };
    this.#formats.set(id, counted);
    counted.messages++;
    if (!isNamed) counted.nameless++;
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
    return Array.from(this.#formats.values(), (counted) => {
      const { id, label, messages, clock } = counted;
      return { id, label, reason: reasonOf(counted), messages, clock };
    });
  }

  skipped(): Skipped[] {
    return Array.from(this.#skipped, ([reason, { count, where }]) => ({ what: 'lines', reason, count, where }));
  }
}

function reasonOf({ looks, messages, nameless, startLinesOnly }: Counted): string {
  const isOne = messages === 1;
  if (looks === '')
    return `${messages} SIP ${isOne ? 'message' : 'messages'} with nothing around to frame ${isOne ? 'it' : 'them'}`;
  const said = `${messages} ${isOne ? 'message' : 'messages'} framed by lines like «${looks}»`;
  return startLinesOnly && nameless === messages
    ? `${said}; they print start lines only, so calls cannot be told apart by Call-ID`
    : said;
}
