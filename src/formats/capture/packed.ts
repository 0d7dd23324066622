import { Gunzip, Inflate } from 'fflate';
import { u16le, u32le } from '../../packets/bytes.ts';
import type { CaptureFormat, CaptureReport } from '../capture.ts';
import type { ReadContext } from '../format.ts';
import { innerOf } from './parsers.ts';
import { openSession, report } from './session.ts';
import { isTar, tarEntry } from './tar.ts';
import { isGzip, isZip, Unpacker } from './unpack.ts';
import { isZstd, Unzstd } from './zstd.ts';

/** Packed bytes that are fetched at once. */
const SLICE = 1 << 18;
/** Packed and unpacked bytes that are looked at to tell what is packed. */
const PROBE = 4096;
const DEEPEST = 3;

/** What is packed in these first bytes, in words: `pcap, compressed by gzip`; null when no capture shows. */
function inside(head: Uint8Array, depth = 0): string | null {
  const inner = innerOf(head);
  if (inner) return depth === 0 ? null : inner.name;
  if (depth > DEEPEST) return null;
  if (isGzip(head))
    return said(
      inside(
        unpacked(head, (take) => new Gunzip(take)),
        depth + 1,
      ),
      'compressed by gzip',
    );
  if (isZstd(head))
    return said(
      inside(
        unpacked(head, (take) => new Unzstd(take)),
        depth + 1,
      ),
      'compressed by zstd',
    );
  if (isZip(head)) return said(first(zipEntries(head), depth), 'in a zip archive');
  return isTar(head) ? said(first(tarEntries(head), depth), 'in a tar archive') : null;
}

function said(inner: string | null, how: string): string | null {
  return inner === null ? null : `${inner}, ${how}`;
}

function first(entries: Iterable<Uint8Array>, depth: number): string | null {
  for (const entry of entries) {
    const found = inside(entry, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

interface Unpack {
  push(bytes: Uint8Array, isLast?: boolean): void;
}

/** The first bytes of what is packed, as far as they can be had. */
function unpacked(packed: Uint8Array, make: (take: (bytes: Uint8Array) => void) => Unpack): Uint8Array {
  const parts: number[] = [];
  const unpack = make((bytes) => parts.push(...bytes.subarray(0, PROBE)));
  try {
    for (let at = 0; at < packed.length && parts.length < PROBE; at += 256)
      unpack.push(packed.slice(at, at + 256), false);
  } catch {
    // What came before the damage may do.
  }
  return Uint8Array.from(parts);
}

/** First bytes of the files whose headers stand in the head of a zip archive. */
function* zipEntries(head: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at + 30 < head.length && isZip(head.subarray(at)); ) {
    const method = u16le(head, at + 8);
    const data = at + 30 + u16le(head, at + 26) + u16le(head, at + 28);
    const packed = head.subarray(data);
    yield method === 8 ? unpacked(packed, (take) => new Inflate(take)) : packed;
    const size = u32le(head, at + 18);
    // Sizes that follow the data are not known here.
    if (size === 0) return;
    at = data + size;
  }
}

/** First bytes of the files whose headers stand in the head of a tar archive. */
function* tarEntries(head: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at + 512 < head.length; ) {
    const entry = tarEntry(head, at);
    if (!entry) return;
    if (entry.isFile) yield head.subarray(at + 512, Math.min(head.length, at + 512 + entry.size));
    at += 512 + Math.ceil(entry.size / 512) * 512;
  }
}

async function read(context: ReadContext): Promise<CaptureReport> {
  const { source, progress, signal } = context;
  const session = openSession(context, false);
  const unpacker = new Unpacker(session);
  const feed = unpacker.open('');
  let cancelled = false;
  for (let at = 0; at < source.size && !cancelled && !feed.isDone; ) {
    const bytes = await source.read(at, at + SLICE);
    if (bytes.length === 0) break;
    feed.push(bytes);
    await session.reader.decrypt();
    at += bytes.length;
    progress?.({ bytes: at, messages: session.reader.messages });
    cancelled = signal?.aborted ?? false;
  }
  feed.end();
  return report(session, unpacker.hasTime, cancelled);
}

function packed(id: string, label: string, isPacked: (head: Uint8Array) => boolean): CaptureFormat {
  return {
    id,
    label,
    magic: (head) => {
      if (!isPacked(head)) return null;
      return `${inside(head) ?? `begins like ${id}`} (unpacked while it is read, 8 GiB at most)`;
    },
    read,
  };
}

/** Captures and logs that are packed into something else. */
export const packedFormats: readonly CaptureFormat[] = [
  packed('gzip', 'gzip of a capture or log', isGzip),
  packed('zstd', 'zstd of a capture or log', isZstd),
  packed('zip', 'zip of captures or logs', isZip),
  packed('tar', 'tar of captures or logs', isTar),
];
