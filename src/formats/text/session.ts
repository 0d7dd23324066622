import { parseAddress } from '../../base/address.ts';
import {
  captured,
  FINE_CLOCK,
  INFERRED_FROM,
  INFERRED_TO,
  RECEIVED_BY_SELF,
  SENT_BY_SELF,
  TRUNCATED,
} from '../../base/captured.ts';
import { rememberingOf } from '../../base/memo.ts';
import { ProblemList } from '../../base/problem.ts';
import { transportCode } from '../../base/transport.ts';
import type { HeaderLines } from '../../sip/header-lines.ts';
import type { Clock, ReadContext } from '../format.ts';
import { repairDamage } from '../unwrap/damage.ts';
import { escapeMarkup } from '../unwrap/entities.ts';
import { SourceClock } from './clock.ts';
import { type Cues, compileCues } from './cues.ts';
import { type Frame, hostOf } from './frame.ts';
import { MaskedIds } from './masked-ids.ts';
import { PrintedPackets } from './packets.ts';
import { isSameMessage } from './same-message.ts';
import { Sockets } from './sockets.ts';
import type { Stamp } from './stamp.ts';
import { type Named, TextTally } from './tally.ts';
import type { TextFormat } from './text-format.ts';

/** The literal that every SIP start line holds. */
const VERSION = 'SIP/2.0';

/** Messages without a framing line. */
export const BARE = { id: 'sip', label: 'SIP messages', looks: '' } as const;
/** Messages with addresses in free text near them. */
export const UNNAMED = {
  id: 'unnamed-log',
  label: 'Log of an unknown program',
  looks: 'address:port -> address:port',
} as const;

/** One message as a format read it. */
export interface Reading {
  readonly format: Named;
  readonly frame: Frame | null;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Its header lines where they were found already; null where they were not. */
  readonly lines: HeaderLines | null;
  /** It holds characters that copying damages. */
  readonly mayBeDamaged: boolean;
  /** Offset in the source, -1 when the bytes were rebuilt. */
  readonly place: number;
  readonly line: number;
  /** Why the message is known to be cut, null when it is not. */
  readonly cut: string | null;
}

/** The machine that finds the cues of all formats, and whose each literal is. */
interface Compiled {
  readonly cues: Cues;
  readonly owners: readonly number[];
  /** Length of a literal that counts behind a port only, 0 of one that counts anywhere. */
  readonly behindPort: readonly number[];
}

/** Owner of cues that were copied from the source of a web page. */
export const ESCAPED = -2;

/** Arrows and brackets of a framing line; elements of a document are escaped all or not at all. */
function mayBeEscaped(cue: string): boolean {
  return /[<>]/.test(cue) && !/<[a-z]|[a-z]>/i.test(cue);
}

/** Made once for a list. */
const compile = rememberingOf((formats: readonly TextFormat[]): Compiled => {
  const escaped = formats.flatMap(({ cues, cuesBehindPort = false }) =>
    cues.filter(mayBeEscaped).map((cue) => ({ cue: escapeMarkup(cue), cuesBehindPort })),
  );
  return {
    cues: compileCues([VERSION, ...formats.flatMap((format) => format.cues), ...escaped.map(({ cue }) => cue)]),
    owners: [-1, ...formats.flatMap(({ cues }, i) => cues.map(() => i)), ...escaped.map(() => ESCAPED)],
    behindPort: [
      0,
      ...formats.flatMap(({ cues, cuesBehindPort }) => cues.map((cue) => (cuesBehindPort ? cue.length : 0))),
      ...escaped.map(({ cue, cuesBehindPort }) => (cuesBehindPort ? cue.length : 0)),
    ],
  };
});

/** What all regions of one source share: formats, clock, addresses, counts, and the way into the index. */
export class Session {
  readonly context: ReadContext;
  readonly formats: readonly TextFormat[];
  readonly cues: Cues;
  /** Position in `formats` by literal, -1 for the SIP version, ESCAPED for a cue whose brackets are entities. */
  readonly owners: readonly number[];
  /** Length of a literal that counts behind a port only, by literal; 0 of one that counts anywhere. */
  readonly behindPort: readonly number[];
  readonly tally = new TextTally();
  readonly problems = new ProblemList();
  readonly clock = new SourceClock();
  /** Names that the source gives to addresses. */
  readonly names = new Map<string, string>();
  /** First row of the source. */
  readonly firstRow: number;
  readonly #sockets: Sockets;
  readonly #self: number;
  readonly #known;
  readonly #masked: MaskedIds;
  #isMaskNoted = false;
  packets: { readonly format: TextFormat; readonly reader: PrintedPackets } | null = null;
  #packetLine = 0;
  #isScreenNoted = false;
  /** The last message that may be printed again. */
  #last: Uint8Array | null = null;

  constructor(context: ReadContext, formats: readonly TextFormat[]) {
    this.context = context;
    this.formats = formats;
    ({ cues: this.cues, owners: this.owners, behindPort: this.behindPort } = compile(formats));
    this.firstRow = context.index.count;
    this.#sockets = new Sockets(context.index.endpoints);
    this.#self = context.index.endpoints.ofSelf(context.number);
    this.#known = captured(context.number);
    this.#masked = new MaskedIds(context.index, context.number);
  }

  /** Adds a message to the index; false when it is none after all. */
  commit(reading: Reading): boolean {
    const { index, number } = this.context;
    const { frame, bytes, start, end, lines, place, line, cut, format } = reading;
    const known = this.#known;
    this.#setEnds(frame);
    if (frame?.fromName) this.name(frame.from, frame.fromName);
    if (frame?.toName) this.name(frame.to, frame.toName);
    known.transport = transportCode(frame?.transport ?? '');
    known.time = frame?.stamp ? this.clock.timeOf(frame.stamp) : Number.NaN;
    if (frame?.stamp?.fine) known.flags |= FINE_CLOCK;
    if (cut !== null) known.flags |= TRUNCATED;
    const repaired = reading.mayBeDamaged ? repairDamage(bytes, start, end, frame?.inField) : null;
    known.place = repaired ? -1 : place;
    const isAdded =
      lines && !repaired
        ? index.addFound(bytes, start, end, known, lines)
        : index.add(repaired ?? bytes, repaired ? 0 : start, repaired?.length ?? end, known) >= 0;
    if (!isAdded) return false;
    if (this.#masked.settle()) this.#noteMask(line);
    if (frame?.repeats !== undefined) this.#last = bytes.slice(start, end);
    const { callId, flags } = index.columns;
    const row = index.count - 1;
    const isNamed = (callId[row] as number) >= 0;
    const isInferred = ((flags[row] as number) & (INFERRED_FROM | INFERRED_TO)) !== 0;
    this.tally.message(format, frame?.stamp ? this.clock.kind : 'none', line, { isNamed, isInferred });
    if (cut !== null) this.problems.add('truncated', cut, { source: number, offset: Math.max(0, place), line });
    return true;
  }

  /** Whether a message equals the one that was added last. */
  isLast({ bytes, start, end }: Reading): boolean {
    return this.#last !== null && isSameMessage(this.#last, bytes.subarray(start, end));
  }

  /** A line says that the message before it was cut. */
  markCut(line: number, limit = ''): void {
    const { index, number } = this.context;
    const row = index.count - 1;
    if (row < this.firstRow) return;
    index.columns.flags[row] = (index.columns.flags[row] as number) | TRUNCATED;
    const text = `The log says that the message before this line was cut off. ${limit}`.trim();
    this.problems.add('truncated', text, { source: number, offset: 0, line });
  }

  /** A line is a copy of a screen. */
  noteScreen(line: number): void {
    if (this.#isScreenNoted) return;
    this.#isScreenNoted = true;
    const text =
      'This looks like a copy of the screen of sngrep. Save the messages as text there (F2) and open that file.';
    this.problems.add('screen-copy', text, { source: this.context.number, offset: 0, line });
  }

  /** What was done to all lines of the source was undone before they were read. */
  noteUndone(what: readonly string[]): void {
    if (what.length === 0) return;
    const text = `Undone before reading, so that the text of messages is not quite that of the source: ${what.join('; ')}.`;
    this.problems.add('undone', text, { source: this.context.number, offset: 0, line: 1 });
  }

  /** The first name of each address counts; a collector that has none repeats the address. */
  name(socket: string | undefined, name: string): void {
    const address = hostOf(socket ?? '');
    if (parseAddress(address) && !parseAddress(hostOf(name)) && !this.names.has(address)) this.names.set(address, name);
  }

  #noteMask(line: number): void {
    if (this.#isMaskNoted) return;
    this.#isMaskNoted = true;
    const text = 'A web page hid the Call-IDs behind “[email protected]”: messages are put together by their tags.';
    this.problems.add('masked-call-id', text, { source: this.context.number, offset: 0, line });
  }

  /** Lines within a message were left out of it. */
  leftOut(count: number, line: number, offset: number): void {
    const text = `${count} ${count === 1 ? 'line' : 'lines'} of something else within this message left out.`;
    this.problems.add('foreign-lines', text, { source: this.context.number, offset, line });
  }

  /** Reads a packet that a format printed as numbers. */
  takePacket(format: TextFormat, bytes: Uint8Array, linkType: number, stamp: Stamp | null, line: number): void {
    this.#packetLine = line;
    this.packets ??= { format, reader: new PrintedPackets(this.context, this.problems) };
    const time = stamp ? this.clock.timeOf(stamp) : Number.NaN;
    this.#count(format, this.packets.reader.frame(bytes, linkType, time), stamp ? this.clock.kind : 'none');
  }

  /** At the end of the source. */
  finish(): void {
    if (this.packets) this.#count(this.packets.format, this.packets.reader.finish(), 'none');
  }

  #count(format: TextFormat, messages: number, clock: Clock): void {
    this.tally.startLines += messages;
    for (let i = 0; i < messages; i++) this.tally.message(format, clock, this.#packetLine);
  }

  #setEnds(frame: Frame | null): void {
    const known = this.#known;
    const id = (text: string | undefined) => (text === undefined ? -1 : this.#sockets.id(text));
    known.flags = 0;
    known.from = id(frame?.from);
    known.to = id(frame?.to);
    if (frame?.direction === undefined) return;
    const isSent = frame.direction === 'sent';
    known.flags |= isSent ? SENT_BY_SELF : RECEIVED_BY_SELF;
    const peer = id(frame.peer);
    if (peer < 0) return;
    if (isSent) {
      known.to = peer;
      if (known.from < 0) [known.from, known.flags] = [this.#self, known.flags | INFERRED_FROM];
    } else {
      known.from = peer;
      if (known.to < 0) [known.to, known.flags] = [this.#self, known.flags | INFERRED_TO];
    }
  }
}
