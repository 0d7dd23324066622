import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { block, pcapFile, section } from './captures.ts';
import { ethernet, ip4, joinAll, tcp, text } from './packets.ts';

const MEGABYTE = 1 << 20;
const FAST = { level: 1 } as const;
const INVITE = 'INVITE sip:bob@192.0.2.2 SIP/2.0\r\nCall-ID: b\r\nCSeq: 1 INVITE\r\n';

/** Small files that want to be large, and large ones that want to be looked at for long, by name. */
export const BOMBS: readonly (readonly [name: string, make: () => Uint8Array])[] = [
  ['zeros.log.gz', () => gzipSync(new Uint8Array(256 * MEGABYTE), FAST)],
  ['letters.log.gz', () => gzipSync(new Uint8Array(160 * MEGABYTE).fill(120), FAST)],
  ['zeros in zeros.gz', () => gzipSync(gzipSync(new Uint8Array(64 * MEGABYTE)))],
  [
    'files.zip',
    () => zipSync({ 'a.log': new Uint8Array(32 * MEGABYTE).fill(120), 'b.bin': new Uint8Array(32 * MEGABYTE) }, FAST),
  ],
  ['headers.log', () => text(`${INVITE}${'A: b\r\n'.repeat(1_000_000)}\r\n`)],
  ['header.log', () => text(`${INVITE}A: ${'x'.repeat(10 * MEGABYTE)}\r\n\r\n`)],
  ['folded.log', () => text(`${INVITE}A: b\r\n${' c\r\n'.repeat(100_000)}\r\n`)],
  ['parts.log', () => text(`${INVITE}Content-Type: multipart/mixed;boundary=b\r\n\r\n${nested(2000)}`)],
  ['options.pcapng', endlessOptions],
  ['blocks.pcapng', () => joinAll([section(), ...Array(1_000_000).fill(block(0xbad, new Uint8Array(0)))])],
  ['stream.pcap', endlessBody],
];

function nested(depth: number): string {
  return depth === 0 ? 'x' : `--b\r\nContent-Type: multipart/mixed;boundary=b\r\n\r\n${nested(depth - 1)}`;
}

/** A section header whose options never end, in a block that claims four gigabytes. */
function endlessOptions(): Uint8Array {
  const bytes = new Uint8Array(8 * MEGABYTE);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0a0d0d0a, true);
  view.setUint32(4, 0xfffffffc, true);
  view.setUint32(8, 0x1a2b3c4d, true);
  for (let at = 24; at + 4 < bytes.length; at += 4) view.setUint32(at, 1, true);
  return bytes;
}

/** A connection with a message of a gigabyte, of which twenty megabytes come. */
function endlessBody(): Uint8Array {
  const ends = { from: '192.0.2.1', to: '192.0.2.2', sport: 40_000 };
  const start = text(`${INVITE}Via: SIP/2.0/TCP h;branch=z9hG4bKb\r\nContent-Length: 1000000000\r\n\r\n`);
  const body = new Uint8Array(1400).fill(120);
  const pieces = [start, ...Array<Uint8Array>(15_000).fill(body)];
  let sequence = 1;
  const frames = pieces.map((piece) => {
    const bytes = ethernet(ip4(ends, tcp(ends, { sequence }, piece), { protocol: 6 }));
    sequence += piece.length;
    return { bytes };
  });
  return pcapFile(frames);
}
