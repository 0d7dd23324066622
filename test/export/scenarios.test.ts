import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyse, type Trace } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import { summaryOf } from '../../src/call/table.ts';
import { headingText } from '../../src/export/heading.ts';
import { paper, serialize } from '../../src/export/paper.ts';
import { type Selection, type Showing, select } from '../../src/export/selection.ts';
import { drawFigure } from '../../src/ladder/figure.ts';
import { OPEN_SIEVE } from '../../src/ladder/sieve.ts';
import { textLadder } from '../../src/ladder/text.ts';
import { openTrace } from '../../src/open-trace.ts';
import { expectGolden } from '../support/golden.ts';
import { Random } from '../support/random.ts';
import type { Truth } from '../support/truth.ts';

const ROOT = join(import.meta.dirname, '../truth');

function truthOf(name: string): Truth {
  return JSON.parse(readFileSync(join(ROOT, name, 'truth.json'), 'utf8'));
}

const read = (bytes: Uint8Array): Promise<Trace> => analyse([bytesSource('capture.pcap', bytes)]);
const captureOf = (name: string) => new Uint8Array(readFileSync(join(ROOT, name, 'capture.pcap')));

/** Scenarios whose calls have several legs, and those in which one call takes several ways. */
const LEGS = readdirSync(ROOT).filter((name) => name !== 'README.md' && truthOf(name).callGroups);
const WAYS = ['kam-fork', 'kam-call', 'kam-cancel', 'redirect-302', 'auth-407'];

/** Call-IDs of each call, whatever the order in which they were read. */
function groupsOf({ calls }: Trace): string[] {
  return Array.from({ length: calls.count }, (_, i) =>
    [...(summaryOf(calls, i)?.callIds ?? [])].sort().join(' '),
  ).sort();
}

const expected = (name: string) => (truthOf(name).callGroups ?? []).map((group) => [...group].sort().join(' ')).sort();

const WIDE = { columns: 110 };

function showAll(trace: Trace, showing: Showing = {}): Promise<Selection> {
  return select(openTrace(trace), [...Array(trace.calls.count).keys()], showing);
}

describe.each([...LEGS, ...WAYS])('%s', (name) => {
  it('is drawn as it was', async () => {
    const trace = await read(captureOf(name));
    const { calls } = await showAll(trace);
    const ladders = calls.map(({ detail, layout }) => `${headingText(detail.summary)}\n\n${textLadder(layout, WIDE)}`);
    expectGolden(`legs/${name}.txt`, ladders.join('\n'));
    const [one] = (await showAll(trace, { together: { sieve: OPEN_SIEVE, from: 0 } })).calls;
    const drawn = one ? serialize(drawFigure(paper(), one.layout, { theme: 'light', title: name })) : '';
    expectGolden(`legs/${name}.svg`, `${drawn.replaceAll('><g', '>\n<g')}\n`);
  });
});

describe.each(LEGS)('the legs of %s', (name) => {
  const capture = captureOf(name);
  const packets = packetsOf(capture);

  it('are joined as they were', async () => {
    expect(groupsOf(await read(capture))).toEqual(expect.arrayContaining(expected(name)));
  });

  it('are the same call with the packets of any leg first or last, or shuffled', async () => {
    const inOrder = groupsOf(await read(capture));
    const callIds = truthOf(name).callGroups?.flat() ?? [];
    for (const callId of callIds) {
      const own = packets.filter((packet) => holds(packet, callId));
      const others = packets.filter((packet) => !holds(packet, callId));
      expect(groupsOf(await read(captureFrom(capture, [...own, ...others]))), `${callId} first`).toEqual(inOrder);
      expect(groupsOf(await read(captureFrom(capture, [...others, ...own]))), `${callId} last`).toEqual(inOrder);
    }
    for (const seed of [1, 2, 3]) {
      const datagrams = new Random(seed).shuffled(packets.filter((packet) => !isTcp(packet)));
      // The segments of a connection stay as they were sent.
      const shuffled = packets.map((packet) => (isTcp(packet) ? packet : (datagrams.pop() ?? packet)));
      expect(groupsOf(await read(captureFrom(capture, shuffled))), `shuffled ${seed}`).toEqual(inOrder);
    }
  });
});

it('every golden file belongs to a scenario', () => {
  const files = readdirSync(new URL('../golden/legs/', import.meta.url)).filter((file) => !file.includes('-changed.'));
  expect(files.sort()).toEqual([...LEGS, ...WAYS].flatMap((name) => [`${name}.svg`, `${name}.txt`]).sort());
});

const HEADER = 24;
const RECORD = 16;

/** The packets of a pcap file with their record headers. */
function packetsOf(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = view.getUint8(0) === 0xd4;
  const packets: Uint8Array[] = [];
  for (let at = HEADER; at + RECORD <= bytes.length; ) {
    const end = at + RECORD + view.getUint32(at + 8, little);
    packets.push(bytes.subarray(at, end));
    at = end;
  }
  return packets;
}

function captureFrom(bytes: Uint8Array, packets: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(HEADER + packets.reduce((sum, { length }) => sum + length, 0));
  whole.set(bytes.subarray(0, HEADER));
  let at = HEADER;
  for (const packet of packets) {
    whole.set(packet, at);
    at += packet.length;
  }
  return whole;
}

/** Ethernet, then IPv4. */
function isTcp(packet: Uint8Array): boolean {
  return packet[RECORD + 14 + 9] === 6;
}

function holds(packet: Uint8Array, callId: string): boolean {
  return Buffer.from(packet).includes(`Call-ID: ${callId}`);
}
