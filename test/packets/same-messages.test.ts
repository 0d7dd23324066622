import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ends, ethernet, fragments4, ip4, join, SYN, tcp, text, udp } from '../support/packets.ts';
import { callIdsOf, readFrames } from '../support/reader.ts';
import { request, response } from '../support/sip-texts.ts';
import { pieces } from '../support/tcp-stream.ts';

const COUNT = 12;
const there: Ends = { from: '10.0.0.1', to: '10.0.0.2', sport: 40000, dport: 5060 };
const texts = Array.from({ length: COUNT }, (_, i) =>
  i % 3 === 2 ? response(`c${i}`, 200) : request(`c${i}`, i * 97),
);
const IDS = texts.map((_, i) => `c${i}`);

/** How a stream of messages comes to the capture. */
interface Way {
  readonly cuts: readonly number[];
  /** Where IP cuts each packet, in units of 8 bytes; empty for not at all. */
  readonly fragments: readonly number[];
  /** Positions of frames that come twice. */
  readonly again: readonly number[];
  /** How far each frame is late. */
  readonly late: readonly number[];
}

const way = fc.record<Way>({
  cuts: fc.array(fc.nat(12_000), { maxLength: 80 }),
  fragments: fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 4 }),
  again: fc.array(fc.nat(200), { maxLength: 20 }),
  late: fc.array(fc.nat(6), { minLength: 1, maxLength: 30 }),
});

/** A packet over IPv4 as one frame, or as fragments that are told apart by `id`. */
function packet(ends: Ends, payload: Uint8Array, protocol: number, id: number, fragments: readonly number[]) {
  const cuts = [...new Set(fragments.map((unit) => unit * 8))]
    .filter((cut) => cut < payload.length)
    .sort((a, b) => a - b);
  if (cuts.length === 0) return [ethernet(ip4(ends, payload, { protocol, id }))];
  return fragments4(ends, payload, cuts, { protocol, id }).map((one) => ethernet(one));
}

/** Frames, some of them twice, each as late as it is said. */
function mixed(frames: readonly Uint8Array[], { again, late }: Way): Uint8Array[] {
  const doubled = frames.flatMap((frame, i) => (again.includes(i) ? [frame, frame] : [frame]));
  return doubled
    .map((frame, i) => ({ frame, at: i + (late[i % late.length] ?? 0) }))
    .sort((a, b) => a.at - b.at)
    .map(({ frame }) => frame);
}

describe('however it comes to the capture, the same messages are read', () => {
  test('over TCP: cut anywhere, in fragments, doubled and out of order', () => {
    const stream = join(...texts.map(text));
    fc.assert(
      fc.property(way, (how) => {
        const open = ethernet(ip4(there, tcp(there, { sequence: 999, flags: SYN }), { protocol: 6 }));
        const segments = pieces(stream, how.cuts).flatMap(({ at, bytes }, i) =>
          packet(there, tcp(there, { sequence: 1000 + at }, bytes), 6, i + 1, how.fragments),
        );
        expect(callIdsOf(readFrames([open, ...mixed(segments, how)]))).toEqual(IDS);
      }),
      { numRuns: 150 },
    );
  });

  test('over UDP: in fragments, doubled and out of order', () => {
    fc.assert(
      fc.property(way, (how) => {
        const frames = texts.flatMap((one, i) => packet(there, udp(there, text(one)), 17, i + 1, how.fragments));
        const read = readFrames(mixed(frames, how));
        // What came twice as a whole is there twice; no message is lost, none is made up.
        expect(new Set(callIdsOf(read))).toEqual(new Set(IDS));
        expect(new Set(read.messages.map((message) => message.text))).toEqual(new Set(texts));
      }),
      { numRuns: 150 },
    );
  });
});
