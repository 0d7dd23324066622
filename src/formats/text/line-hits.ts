import { eachCue } from './cues.ts';
import type { Session } from './session.ts';
import { VERSION_LENGTH } from './start.ts';

/** Start lines that are tried in one line. */
const TRIES = 16;

/** Which literals a line holds. */
export class LineHits {
  /** Positions in the list of formats, the first format first. */
  readonly formats: number[] = [];
  /** Where `SIP/2.0` stands. */
  readonly versions: number[] = [];

  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Looks through bytes[start, end); a search that stopped at `start` goes on with the state that it found. */
  collect(bytes: Uint8Array, start: number, end: number, found = 0): void {
    if (this.formats.length > 0) this.formats.length = 0;
    if (this.versions.length > 0) this.versions.length = 0;
    eachCue(this.#session.cues, bytes, start, end, this.#note, found);
    if (this.formats.length > 1) this.formats.sort((a, b) => a - b);
  }

  readonly #note = (literal: number, behind: number): void => {
    const owner = this.#session.owners[literal] as number;
    if (owner >= 0) {
      if (!this.formats.includes(owner)) this.formats.push(owner);
    } else if (this.versions.length < TRIES) this.versions.push(behind - VERSION_LENGTH);
  };
}
