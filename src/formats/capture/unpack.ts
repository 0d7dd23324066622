import { Gunzip, Unzip, UnzipInflate } from 'fflate';
import { joined } from '../../base/joined.ts';
import { isKeyLog } from '../../packets/tls/secrets.ts';
import { CaptureFeed, type Feed } from './feed.ts';
import { innerOf } from './parsers.ts';
import type { RecordParser, Session } from './session.ts';
import { isTar, TarFeed } from './tar.ts';
import { isText, TextFeed } from './text-feed.ts';
import { isZstd, Unzstd } from './zstd.ts';

/** Bytes that are unpacked at once: deflate makes a thousand of one at most. */
const STEP = 16384;
/** Bytes that one source may become at most. */
const UNPACKED_LIMIT = 8 * 2 ** 30;
/** Bytes of text that one source may hold at most: text is kept in memory. */
const TEXT_LIMIT = 1 << 27;
/** Packed files within packed files that are opened at most. */
const DEEPEST = 3;
/** Bytes that are enough to tell what a file is. */
const TELLING = 512;

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/** Local file header of the first entry. */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

/** Unpacks one source, whatever it is packed into, and reads the captures in it. */
export class Unpacker {
  readonly #session: Session;
  readonly #parsers: RecordParser[] = [];
  #size = 0;
  #full = false;
  #text = 0;
  #textFull = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Whether some packet had a time. */
  get hasTime(): boolean {
    return this.#parsers.some(({ hasTime }) => hasTime);
  }

  /** A feed that decides by its first bytes what it takes. */
  open(name: string, depth = 0): Feed {
    let head = new Uint8Array(0);
    let feed: Feed | null = null;
    const choose = () => {
      feed = this.#feedFor(head, name, depth);
      feed.push(head);
      head = new Uint8Array(0);
    };
    return {
      push: (bytes) => {
        if (feed) return feed.push(bytes);
        head = joined(head, bytes);
        if (head.length >= TELLING) choose();
      },
      end: () => {
        if (!feed) choose();
        feed?.end();
      },
      get isDone() {
        return feed?.isDone ?? false;
      },
    };
  }

  #feedFor(head: Uint8Array, name: string, depth: number): Feed {
    const parser = innerOf(head)?.open(this.#session);
    if (parser) {
      this.#parsers.push(parser);
      return new CaptureFeed(parser);
    }
    if (depth < DEEPEST) {
      if (isGzip(head)) return this.#guarded(name, this.#gunzip(this.open(name, depth + 1)));
      if (isZstd(head)) return this.#guarded(name, this.#unzstd(this.open(name, depth + 1)));
      if (isZip(head))
        return this.#guarded(
          name,
          this.#unzip((entry) => this.open(entry, depth + 1)),
        );
      if (isTar(head)) return new TarFeed((entry) => this.open(entry, depth + 1));
    }
    if (isText(head) && depth > 0) return this.#textFeed(name, isKeyLog(head));
    const what = name === '' ? 'What is packed here' : `«${name}»`;
    this.#tell('entry-unknown', `${what} is neither a capture nor text and was passed over.`);
    return { push: () => undefined, end: () => undefined, isDone: true };
  }

  /** A log becomes a source of its own; of a key log the secrets are taken. */
  #textFeed(name: string, isSecret: boolean): Feed {
    const { context, members, secrets } = this.#session;
    const path = name === '' ? unpackedName(context.source.name) : `${context.source.name} › ${name}`;
    return new TextFeed(
      (bytes) => this.#roomFor(bytes.length),
      (text) => {
        if (isSecret) secrets.read(new TextDecoder().decode(text.read(0, text.size)));
        else members.push({ ...text.source(path), within: true });
      },
    );
  }

  #roomFor(bytes: number): number {
    const room = Math.min(bytes, TEXT_LIMIT - this.#text);
    this.#text += room;
    if (room < bytes && !this.#textFull)
      this.#tell('unpacked-limit', 'More than 128 MiB of text were unpacked; the rest was passed over.');
    this.#textFull ||= room < bytes;
    return room;
  }

  #unzstd(next: Feed): Feed {
    const unzstd = new Unzstd((bytes) => next.push(this.#counted(bytes)));
    return {
      push: (bytes) => unzstd.push(bytes),
      end: () => finish(() => unzstd.push(new Uint8Array(0), true), next),
      get isDone() {
        return next.isDone ?? false;
      },
    };
  }

  #gunzip(next: Feed): Feed {
    const gunzip = new Gunzip((bytes) => next.push(this.#counted(bytes)));
    return {
      push: (bytes) => gunzip.push(bytes.slice(), false),
      end: () => finish(() => gunzip.push(new Uint8Array(0), true), next),
      get isDone() {
        return next.isDone ?? false;
      },
    };
  }

  #unzip(open: (name: string) => Feed): Feed {
    let last: Feed | null = null;
    const unzip = new Unzip((file) => {
      if (file.name.endsWith('/')) return;
      const next = open(file.name);
      last = next;
      file.ondata = (error, bytes, isLast) => {
        if (error) throw error;
        next.push(this.#counted(bytes));
        if (!isLast) return;
        last = null;
        next.end();
      };
      file.start();
    });
    unzip.register(
      class extends UnzipInflate {
        override push(bytes: Uint8Array, isLast: boolean): void {
          if (!last?.isDone) super.push(bytes, isLast);
          else if (isLast) this.ondata(null, new Uint8Array(0), true);
        }
      },
    );
    return {
      push: (bytes) => unzip.push(bytes.slice(), false),
      end: () => finish(() => unzip.push(new Uint8Array(0), true), { push: () => undefined, end: () => last?.end() }),
    };
  }

  /** Gives a feed small pieces, stops at the limit, and says what is wrong instead of throwing it. */
  #guarded(name: string, feed: Feed): Feed {
    let broken = false;
    const attempt = (act: () => void, isEnd = false) => {
      if ((broken || this.#full || feed.isDone) && !isEnd) return;
      try {
        act();
      } catch (error) {
        if (broken) return;
        broken = true;
        const why = error instanceof Error ? error.message : String(error);
        this.#tell(
          'packing-damaged',
          `The packed data${name === '' ? '' : ` of «${name}»`} are damaged or cut (${why}); what came before was read.`,
        );
      }
    };
    return {
      push: (bytes) => {
        for (let at = 0; at < bytes.length; at += STEP) attempt(() => feed.push(bytes.subarray(at, at + STEP)));
      },
      end: () => attempt(() => feed.end(), true),
      get isDone() {
        return feed.isDone ?? false;
      },
    };
  }

  #counted(bytes: Uint8Array): Uint8Array {
    this.#size += bytes.length;
    if (this.#size > UNPACKED_LIMIT && !this.#full) {
      this.#full = true;
      this.#tell('unpacked-limit', 'More than 8 GiB were unpacked; the rest was passed over.');
    }
    return bytes;
  }

  #tell(code: string, text: string): void {
    const { context, problems } = this.#session;
    problems.add(code, text, { source: context.number, offset: 0 });
  }
}

/** Ends what follows even when the end itself fails; of what was not unpacked to its end there is none. */
function finish(act: () => void, next: Feed): void {
  try {
    if (!next.isDone) act();
  } finally {
    next.end();
  }
}

/** `call.log` of `call.log.gz`. */
function unpackedName(name: string): string {
  return name.replace(/\.(gz|gzip|zst|zstd)$/i, '') || name;
}
