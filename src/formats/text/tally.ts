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
  first: number;
  last: number;
  inferred: number;
  clock: Clock;
}

const NOTHING = { nameless: 0, first: 0, last: 0, inferred: 0 };
/** A message that names its call and of which both ends are printed. */
const WHOLE = { isNamed: true, isInferred: false };

/** Counts of what was recognised and what was passed over in one source. */
export class TextTally {
  startLines = 0;
  messages = 0;
  readonly #formats = new Map<string, Counted>();
  readonly #skipped = new Map<string, { count: number; where: number[] }>();

  /** A message of a format. */
  message(format: Named, clock: Clock, line: number, { isNamed, isInferred } = WHOLE): void {
    this.messages++;
    const { id, label, looks, startLinesOnly = false } = format;
    const known = this.#formats.get(id);
    const counted = known ?? { id, label, looks, startLinesOnly, messages: 0, ...NOTHING, clock };
    if (!known) this.#formats.set(id, counted);
    counted.messages++;
    if (!isNamed) counted.nameless++;
    if (isInferred) counted.inferred++;
    if (counted.first === 0) counted.first = line;
    counted.last = Math.max(counted.last, line);
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
      const { id, label, messages, clock, first, last, inferred } = counted;
      return { id, label, reason: reasonOf(counted), messages, clock, lines: [first, last], inferred };
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
