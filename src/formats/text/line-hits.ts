import { COLON } from '../../sip/bytes.ts';
import { eachCue } from './cues.ts';
import { ESCAPED, type Session } from './session.ts';
import { VERSION_LENGTH } from './start.ts';

/** Owner of the literal of start lines. */
const VERSION = -1;
/** Start lines that are tried in one line. */
const TRIES = 16;

/** Which literals a line holds. */
export class LineHits {
  /** Positions in the list of formats, the first format first. */
  readonly formats: number[] = [];
  /** Where `SIP/2.0` stands. */
  readonly versions: number[] = [];

  /** A cue stands there whose brackets are entities. */
  isEscaped = false;

  readonly #session: Session;
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(session: Session) {
    this.#session = session;
  }

  /** Looks through bytes[start, end); a search that stopped at `start` goes on with the state that it found. */
  collect(bytes: Uint8Array, start: number, end: number, found = 0): void {
    if (this.formats.length > 0) this.formats.length = 0;
    if (this.versions.length > 0) this.versions.length = 0;
    this.isEscaped = false;
    this.#bytes = bytes;
    eachCue(this.#session.cues, bytes, start, end, this.#note, found);
  }

  readonly #note = (literal: number, behind: number): void => {
    const owner = this.#session.owners[literal] as number;
    if (owner !== VERSION) {
      const length = this.#session.behindPort[literal] as number;
      if (length > 0 && !endsInPort(this.#bytes, behind - length)) return;
      if (owner === ESCAPED) this.isEscaped = true;
      else if (!this.formats.includes(owner)) this.#add(owner);
    } else if (this.versions.length < TRIES) this.versions.push(behind - VERSION_LENGTH);
  };

  /** Keeps the list in order; it is nearly always empty or short. */
  #add(owner: number): void {
    const { formats } = this;
    let at = formats.push(owner) - 1;
    for (; at > 0 && (formats[at - 1] as number) > owner; at--) formats[at] = formats[at - 1] as number;
    formats[at] = owner;
  }
}

/** Digits behind a colon stand directly before `end`. */
function endsInPort(bytes: Uint8Array, end: number): boolean {
  let at = end;
  while (at > 0 && isDigit(bytes[at - 1] as number)) at--;
  return at < end && bytes[at - 1] === COLON;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
