import { addUnescaped } from '../unwrap/entities.ts';
import { LineHits } from './line-hits.ts';
import type { LineReader } from './line-reader.ts';
import { Lookaround } from './lookaround.ts';
import { Scratch } from './scratch.ts';
import type { Session } from './session.ts';
import { isLineEnd, startOfStartLine, VERSION_LENGTH } from './start.ts';
import type { Surroundings } from './taking.ts';
import type { TextFormat } from './text-format.ts';

/** Tells where a message ends because something else begins. */
export class Seams implements Surroundings {
  /** Format of the message in hand. */
  format: TextFormat | null = null;
  readonly reader: LineReader;
  readonly #session: Session;
  readonly #hits: LineHits;
  readonly #view = new Lookaround();
  readonly #unescaped = new Scratch();

  constructor(session: Session, reader: LineReader) {
    this.#session = session;
    this.reader = reader;
    this.#hits = new LineHits(session);
  }

  isSeam(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.isFrame(bytes, start, end)) return true;
    return this.#hits.versions.some((version) => {
      const at = startOfStartLine(bytes, start, end, version);
      return at === version || (at >= 0 && isLineEnd(bytes, version + VERSION_LENGTH, end));
    });
  }

  isFrame(bytes: Uint8Array, start: number, end: number): boolean {
    const hits = this.#hits;
    hits.collect(bytes, start, end);
    if (!hits.isEscaped) return this.#framesIn(bytes, start, end);
    const out = this.#unescaped;
    out.length = 0;
    addUnescaped(bytes, start, end, out);
    hits.collect(out.bytes, 0, out.length);
    const isFrame = this.#framesIn(out.bytes, 0, out.length);
    // What was found is to be found in the line as it stands.
    if (!isFrame) hits.collect(bytes, start, end);
    return isFrame;
  }

  #framesIn(bytes: Uint8Array, start: number, end: number): boolean {
    const hits = this.#hits;
    if (hits.formats.length === 0) return false;
    const { reader } = this;
    this.#view.open(reader.bytes, reader.eof, reader.rawStart, bytes, start, end);
    const isFrame = hits.formats.some((number) => this.#session.formats[number]?.frame(this.#view));
    if (this.#view.starved) reader.starved = true;
    return isFrame;
  }

  get hasEndMarker(): boolean {
    return this.format?.endMarker !== undefined;
  }

  endMarker(bytes: Uint8Array, start: number, end: number): number {
    return this.format?.endMarker?.(bytes, start, end) ?? -1;
  }
}
