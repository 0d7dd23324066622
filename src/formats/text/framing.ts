import type { Frame } from './frame.ts';
import type { Session } from './session.ts';
import type { TextFormat } from './text-format.ts';

/** Lines from a framing line to the start line, unless the format says otherwise. */
const REACH = 4;

/** A framing line that was read, and whether a message came with it. */
export interface Announced {
  /** null: addresses were found in free text, or nothing was. */
  readonly format: TextFormat | null;
  readonly frame: Frame | null;
  readonly line: number;
  used: boolean;
}

/** Remembers framing lines until their messages come, and accounts for every line of a source. */
export class Framing {
  /** How the last message was framed, for one that is glued to it. */
  last: Announced | null = null;
  /** A frame that holds for all messages, whatever frames them. */
  held: Announced | null = null;
  readonly #session: Session;
  #announced: Announced | null = null;
  /** First line that is not accounted for. */
  #open = 1;

  constructor(session: Session) {
    this.#session = session;
  }

  /** From here on one frame holds for all messages. */
  hold(framed: Announced): void {
    this.held = framed;
    this.#open = Number.POSITIVE_INFINITY;
  }

  /** A framing line. */
  announce(format: TextFormat, frame: Frame, line: number, isGapBlank: boolean): void {
    const known = this.#announced;
    const isSeenAgain = known?.line === line && known.format === format && !known.used;
    if (!isSeenAgain) {
      this.#missed();
      this.account(line - (frame.above ?? 0), isGapBlank);
      this.#session.clock.pass(frame.stamp);
    }
    this.#open = line + 1;
    this.#announced = { format, frame, line, used: false };
  }

  /** The framing line that a start line in `line` belongs to; null when there is none near. */
  fresh(line: number): Announced | null {
    const known = this.#announced;
    return known && !known.used && line - known.line <= (known.format?.reach ?? REACH) ? known : null;
  }

  /** A message was read up to `line`. */
  took(framed: Announced, startLine: number, line: number, isGapBlank: boolean): void {
    if (framed !== this.#announced) this.account(startLine, isGapBlank);
    framed.used = true;
    this.last = framed;
    this.#open = line;
  }

  /** Lines before `line` that are not accounted for hold nothing; empty ones are not worth a word. */
  account(line: number, isBlank: boolean): void {
    const count = line - this.#open;
    if (count > 0 && !isBlank) this.#session.tally.skip('hold no SIP', this.#open, count);
    this.#open = Math.max(this.#open, line);
  }

  /** Lines before `line` are accounted for. */
  skipTo(line: number): void {
    this.#open = Math.max(this.#open, line);
  }

  /** At the end of the source. */
  finish(line: number, isGapBlank: boolean): void {
    this.#missed();
    this.account(line, isGapBlank);
  }

  #missed(): void {
    const known = this.#announced;
    if (!known || known.used || !known.format || known.format.announcesNothing) return;
    this.#session.tally.skip(`announce a message that does not follow: «${known.format.looks}»`, known.line);
  }
}
