import { describe, expect, test } from 'vitest';
import { exporterOf } from '../../src/export/exporters.ts';
import { mediaTogether } from '../../src/export/media-together.ts';
import { openCall } from '../../src/export/open-call.ts';
import { openCalls } from '../../src/export/open-calls.ts';
import { paper } from '../../src/export/paper.ts';
import { select } from '../../src/export/selection.ts';
import { besideOf } from '../../src/ladder/beside.ts';
import type { LadderLayout } from '../../src/ladder/picture.ts';
import { OPEN_SIEVE, type Sieve, sift } from '../../src/ladder/sieve.ts';
import type { CallMedia } from '../../src/media/call-media.ts';
import { mergeMedia } from '../../src/media/merge-media.ts';
import { expectGolden } from '../support/golden.ts';
import { captureOf, endsOf, portUnreachable, traceOf } from '../support/media-capture.ts';
import { be } from '../support/packets.ts';
import { sdp } from '../support/sdp.ts';
import { rtpPacket } from '../support/traffic.ts';

const [A, B, C, D] = ['192.0.2.10', '192.0.2.11', '192.0.2.20', '192.0.2.21'] as const;
const audio = (address: string, id: number) => sdp('audio PCMA', { address, id });

/** Two calls that overlap; media in both. */
const TWO = `
  alice = ${A}:5060 "Alice"
  bob = ${B}:5060 "Bob"
  carol = ${C}:5060 "Carol"
  dave = ${D}:5060 "Dave"
  alice -> bob INVITE @a ${audio(A, 1)}
  bob -> alice 200 @a +900ms ${audio(B, 2)}
  alice -> bob ACK @a
  carol -> dave INVITE @b +1s ${audio(C, 3)}
  dave -> carol 200 @b +900ms ${audio(D, 4)}
  carol -> dave ACK @b
  alice -> bob BYE @a +4s
  bob -> alice 200 @a
  carol -> dave BYE @b +4s
  dave -> carol 200 @b
`;

const lossy = (i: number) => (i % 20 === 3 ? null : rtpPacket({ sequence: i, timestamp: i * 160, type: 8, ssrc: 8 }));
const MEDIA = [
  { from: `${A}:40000`, to: `${B}:40000`, first: 1, last: 6.5 },
  { from: `${B}:40000`, to: `${A}:40000`, first: 1.1, last: 6.5, packet: lossy },
  { from: `${D}:40000`, to: `${C}:40000`, first: 2.9, last: 10 },
];
const CLOSED = {
  bytes: portUnreachable(D, endsOf(`${C}:40000`, `${D}:40000`), be([4, 0x80c90001], [4, 7])),
  time: 3.5e6,
};

const trace = await traceOf(captureOf(TWO, MEDIA, [CLOSED]), 'two.pcap');
const together = { sieve: OPEN_SIEVE, from: 0 };

/** What stands beside the messages, with the numbers of its calls. */
const said = ({ rows, lanes }: LadderLayout) =>
  rows.flatMap((row) =>
    row.kind === 'beside' ? [`${row.of.join('+')} ${lanes[row.from]?.name} ${row.label} ${lanes[row.to]?.name}`] : [],
  );

async function drawn(sieve: Partial<Sieve> = {}, calls = [0, 1]) {
  const showing = { together: { from: 0, sieve: { ...OPEN_SIEVE, ...sieve } } };
  const [shown] = (await select(trace, calls, showing)).calls;
  return shown ? said(shown.layout) : [];
}

describe('media of several calls on one time line', () => {
  const ALL = ['1 Alice PCMA Bob', '1 Bob PCMA Alice', '2 Dave PCMA Carol', '2 Dave ICMP: port unreachable Carol'];

  test('stand where they began, each with the number of its call', async () => {
    expect(await drawn()).toEqual(ALL);
    const [shown] = (await select(trace, [0, 1], { together })).calls;
    const rows = shown?.layout.rows ?? [];
    for (const [at, row] of rows.entries()) {
      if (row.kind !== 'beside') continue;
      expect(row.notes[0]).toBe(`call ${row.of[0]}`);
      const times = rows.slice(0, at).flatMap((one) => (one.kind === 'rung' ? [one.time.full] : []));
      expect(times.every((time) => time <= row.time.full)).toBe(true);
    }
  });

  test('are those of the calls alone, flow by flow', async () => {
    const alone = (await select(trace, [0, 1])).calls.flatMap(({ layout }) => said(layout));
    expect((await drawn()).map((text) => text.slice(2)).sort()).toEqual(alone.map((text) => text.trim()).sort());
  });

  test('of one lane are those that it sends or gets; who asks for methods asks for messages', async () => {
    expect(await drawn({ lanes: [`${D}:5060`] })).toEqual(['1 Dave PCMA Carol', '1 Dave ICMP: port unreachable Carol']);
    const rows = sift(trace.index, trace.calls, [1], OPEN_SIEVE);
    const ofLane = async (lane: string) => {
      const part = { sieve: { ...OPEN_SIEVE, lanes: [`${lane}:5060`] }, rows, shown: rows };
      const { flows, events } = mediaTogether([await openCall(trace, 1)], trace.index, part);
      return flows.length + events.length;
    };
    // Media past a lane that only messages went through.
    expect([await ofLane(D), await ofLane(C), await ofLane(A)]).toEqual([2, 2, 0]);
    expect(await drawn({ methods: ['INVITE', 'BYE', 'ACK'] })).toEqual([]);
    expect(await drawn({ kinds: ['call'] })).toEqual(ALL);
  });

  test('of messages that are shown part by part each stand in one part, after the last message of their call before them', async () => {
    const opened = [await openCall(trace, 0), await openCall(trace, 1)];
    const rows = sift(trace.index, trace.calls, [0, 1], OPEN_SIEVE);
    const parts = [0, 4, 5, 8].map((from, at, all) => rows.subarray(from, all[at + 1] ?? rows.length));
    const media = parts.map((shown) => mediaTogether(opened, trace.index, { sieve: OPEN_SIEVE, rows, shown }));
    // The second call is answered in the second part, and acknowledged in the third.
    expect(media.map(({ owners }) => owners?.flows)).toEqual([[[1], [1]], [], [[2]], []]);
    expect(media.map(({ events }) => events.length)).toEqual([0, 0, 1, 0]);
  });

  test.each(['text', 'svg'])('as %s', async (id) => {
    const exporter = exporterOf(id);
    const written = await exporter?.write(await select(trace, [0, 1], { together }), paper());
    expectGolden(`export/media-together.${exporter?.extension}`, written ?? '');
  });
});

describe('what two calls lay claim to', () => {
  const flows = async (): Promise<CallMedia> =>
    (await openCalls(trace, { calls: [0, 1], ...together }))?.media as CallMedia;

  test('is there once, with the numbers of both', async () => {
    const { flows: all, events } = await flows();
    const [first] = all;
    const shared = mergeMedia([
      { number: 1, media: { flows: all, events: [] } },
      { number: 2, media: { flows: first ? [first] : [], events } },
      { number: 3, media: { flows: first ? [first] : [], events } },
    ]);
    expect(shared.flows).toEqual(all);
    expect(shared.owners).toEqual({ flows: [[1, 2, 3], [1], [1]], events: [[2, 3]] });
    expect(besideOf(shared).map(({ of }) => of)).toEqual([[1, 2, 3], [1], [1], [2, 3]]);
  });

  test('and nothing is of a call where there is only one', async () => {
    const [call] = (await select(trace, [0])).calls;
    expect(call?.media?.owners).toBeUndefined();
    expect(call?.layout.rows.some((row) => row.kind === 'beside' && row.of.length > 0)).toBe(false);
  });
});
