import { hep3Length } from '../../packets/hep.ts';
import type { CaptureFormat } from '../capture.ts';
import { openSession, type RecordParser, readRecords, type Session } from './session.ts';

/** Reads packets of HEP 3 that were written to a file one behind the other. */
class HepParser implements RecordParser {
  hasTime = false;
  readonly #session: Session;
  #damage = -1;

  constructor(session: Session) {
    this.#session = session;
  }

  take(bytes: Uint8Array, base: number, isLast: boolean): number {
    const { reader, inPlace } = this.#session;
    let at = 0;
    while (at + 6 <= bytes.length) {
      const length = hep3Length(bytes, at, bytes.length);
      if (length === 0) {
        if (this.#damage < 0) this.#damage = base + at;
        at++;
        continue;
      }
      if (at + length > bytes.length && !isLast) return at;
      this.#tellDamage(base + at);
      const end = Math.min(bytes.length, at + length);
      if (reader.collected(bytes, at, end, inPlace ? base : -1)) this.hasTime = true;
      if (at + length > bytes.length) this.#tell('file-cut', 'The file ends within a packet.', base + at);
      at = end;
    }
    if (isLast && at < bytes.length && this.#damage < 0) this.#damage = base + at;
    if (isLast) this.#tellDamage(base + bytes.length);
    return isLast ? bytes.length : at;
  }

  #tellDamage(end: number): void {
    if (this.#damage >= 0)
      this.#tell('file-damaged', `The bytes from ${this.#damage} to ${end} are no HEP.`, this.#damage);
    this.#damage = -1;
  }

  #tell(code: string, text: string, offset: number): void {
    const { context, problems, reader } = this.#session;
    problems.add(code, text, { source: context.number, offset, frame: reader.packets });
  }
}

export const hep: CaptureFormat = {
  id: 'hep',
  label: 'HEP 3',
  magic: (head) => (hep3Length(head, 0, head.length) > 0 ? 'starts with the header of a HEP 3 packet' : null),
  read: (context) => {
    const session = openSession(context, true);
    return readRecords(session, new HepParser(session));
  },
};
