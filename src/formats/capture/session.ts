import { ProblemList } from '../../base/problem.ts';
import type { Source } from '../../base/source.ts';
import { PacketReader } from '../../packets/packet-reader.ts';
import { TlsSecrets } from '../../packets/tls/secrets.ts';
import type { CaptureReport } from '../capture.ts';
import type { Comment, ReadContext } from '../format.ts';
import { IndexSink } from './sink.ts';

/** Bytes that are fetched at once. */
const SLICE = 8 << 20;
/** A record or block that does not fit into this is skipped or damage. */
export const LONGEST_RECORD = 4 << 20;

/** Reads records of one kind of file. */
export interface RecordParser {
  /**
   * Takes what it can of the records that begin at bytes[0]; `base` is the offset of bytes[0] in the source, `isLast`
   * says that the source ends with these bytes.
   * @returns bytes that are done with; may reach beyond the end, which skips what follows
   */
  take(bytes: Uint8Array, base: number, isLast: boolean): number;
  /** Whether some record had a time. */
  readonly hasTime: boolean;
}

/** What the reading of one capture works with: the packets room, tied to the index of the context. */
export interface Session {
  readonly context: ReadContext;
  readonly reader: PacketReader;
  readonly problems: ProblemList;
  /** Bytes of the records stand in the source, so that messages need not be copied. */
  readonly inPlace: boolean;
  /** Of TLS sessions: what key logs and the capture itself give. */
  readonly secrets: TlsSecrets;
  /** Names that the capture gives to addresses. */
  readonly names: Map<string, string>;
  /** Logs that were unpacked: sources of their own. */
  readonly members: Source[];
  /** What people wrote in the capture beside its messages. */
  readonly comments: Comment[];
}

export function openSession(context: ReadContext, inPlace: boolean): Session {
  const problems = new ProblemList();
  const secrets = context.secrets ?? new TlsSecrets();
  const reader = new PacketReader(new IndexSink(context.index), context.number, problems, context.traffic, secrets);
  return { context, reader, problems, inPlace, secrets, members: [], names: new Map(), comments: [] };
}

/** Reads a whole source in slices through a parser, tells progress after each, and stops when it is cancelled. */
export async function readRecords(session: Session, parser: RecordParser): Promise<CaptureReport> {
  const { source, progress, signal } = session.context;
  let cancelled = false;
  let at = 0;
  while (at < source.size) {
    if (signal?.aborted) {
      cancelled = true;
      break;
    }
    const bytes = await source.read(at, at + SLICE);
    if (bytes.length === 0) break;
    const isLast = at + bytes.length >= source.size;
    const used = parser.take(bytes, at, isLast);
    await session.reader.decrypt();
    // A parser that takes nothing of a whole slice would never go on.
    at += used > 0 ? used : bytes.length;
    progress?.({ bytes: Math.min(at, source.size), messages: session.reader.messages });
    if (isLast) break;
  }
  return report(session, parser.hasTime, cancelled);
}

/** Ends the session: what was held back is read, and everything is said. */
export async function report(session: Session, hasTime: boolean, cancelled: boolean): Promise<CaptureReport> {
  const { reader, problems } = session;
  reader.finish();
  await reader.decrypt();
  reader.finishDecrypted();
  const { connections, records } = reader.decrypted;
  return {
    clock: hasTime ? 'absolute' : 'none',
    packets: reader.packets,
    startLines: reader.startLines,
    messages: reader.messages,
    skipped: reader.skipped().map((skipped) => ({ what: 'packets', ...skipped })),
    problems: problems.kept,
    problemsDropped: problems.dropped,
    cancelled,
    ...(connections > 0 && {
      decrypted: `${sayCount(connections, 'TLS connection')} (${sayCount(records, 'record')})`,
    }),
    ...(session.members.length > 0 && { members: session.members }),
    ...(session.names.size > 0 && { names: Array.from(session.names, ([address, name]) => ({ address, name })) }),
    ...(session.comments.length > 0 && { comments: session.comments }),
  };
}

function sayCount(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
