import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, callOf, clockOf, retime, type Trace } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import { foldCopies } from '../../src/ladder/fold.ts';
import { pcapFile, START } from '../support/captures.ts';
import { be, ethernet, ip4, join, text, udp } from '../support/packets.ts';

const alice = { from: '10.0.0.1', to: '10.0.0.2' };
const bob = { from: '10.0.0.2', to: '10.0.0.1' };

function message(call: string, start: string, cseq: string, branch: string): string {
  return [
    start,
    `Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK${call}${branch}`,
    'From: <sip:a@example.com>;tag=a',
    `To: <sip:b@example.com>${start.startsWith('SIP') ? ';tag=b' : ''}`,
    `Call-ID: ${call}`,
    `CSeq: ${cseq}`,
    'Content-Length: 0\r\n\r\n',
  ].join('\r\n');
}

/** A call as both ends of a wire see it that takes `delay` microseconds, and one after the other by `step`. */
function seen(call: string, at: number, delay: number, isFar: boolean, step = 30_000) {
  const lines: [string, string, string, boolean][] = [
    ['INVITE sip:b@example.com SIP/2.0', '1 INVITE', 'i', true],
    ['SIP/2.0 180 Ringing', '1 INVITE', 'i', false],
    ['SIP/2.0 200 OK', '1 INVITE', 'i', false],
    ['ACK sip:b@example.com SIP/2.0', '1 ACK', 'a', true],
    ['BYE sip:b@example.com SIP/2.0', '2 BYE', 'b', true],
    ['SIP/2.0 200 OK', '2 BYE', 'b', false],
  ];
  return lines.map(([start, cseq, branch, isThere], i) => {
    const ends = isThere ? alice : bob;
    const time = at + i * step + (isThere === isFar ? delay : 0);
    return { bytes: ethernet(ip4(ends, udp(ends, text(message(call, start, cseq, branch))))), time };
  });
}

const capture = (name: string, frames: { bytes: Uint8Array; time: number }[]) => bytesSource(name, pcapFile(frames));
const shifted = (frames: { bytes: Uint8Array; time: number }[], by: number) =>
  frames.map(({ bytes, time }) => ({ bytes, time: time + by }));
const times = ({ index }: Trace) => [...index.columns.time.subarray(0, index.count)];

describe('clocks of several captures', () => {
  test('are aligned by the messages that both show, whatever the way takes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -90_000_000, max: 90_000_000 }), fc.nat(20_000), async (ahead, delay) => {
        const near = seen('c', START, delay, false);
        const far = shifted(seen('c', START, delay, true), ahead);
        const trace = await analyse([capture('near', near), capture('far', far)]);
        const [first, second] = trace.clocks;
        expect(first).toEqual({ estimate: null, applied: 0, byHand: false });
        expect(second?.estimate).toEqual({ against: 0, offset: -ahead || 0, pairs: 6, spread: 0 });
        expect(second?.applied).toBe(Math.abs(ahead) >= 50 ? -ahead : 0);
        const [call] = [callOf(trace, 0)];
        expect(call.messages.filter(({ copy }) => copy === 'duplicate')).toHaveLength(6);
        // On one time line, every message leaves before it arrives.
        if (Math.abs(ahead) < 50) return;
        const all = times(trace);
        for (let i = 0; i < 6; i++) {
          const isThere = [0, 3, 4].includes(i);
          expect((all[i + 6] ?? 0) - (all[i] ?? 0)).toBe(isThere ? delay : 0 - delay);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('a median is not led astray by a few', async () => {
    const near = Array.from({ length: 20 }, (_, i) => seen(`c${i}`, START + i * 1e6, 400, false)).flat();
    const far = shifted(
      Array.from({ length: 20 }, (_, i) => seen(`c${i}`, START + i * 1e6, 400, true)).flat(),
      7_000_000,
    );
    const odd = far.map((frame, i) => (i % 5 === 0 ? { ...frame, time: frame.time + 3_000_000 } : frame));
    const { clocks } = await analyse([capture('near', near), capture('far', odd)]);
    expect(clocks[1]?.estimate).toMatchObject({ pairs: 120, spread: 0 });
    expect(clocks[1]?.applied).toBe(-7_000_000);
  });

  test('what was sent again tells nothing, and what is the same is left as it is', async () => {
    const near = seen('c', START, 0, false);
    const again = [...near.slice(0, 1), ...shifted(near.slice(0, 1), 500_000), ...shifted(near.slice(1), 600_000)];
    const trace = await analyse([capture('near', again), capture('far', shifted(again, 2_000_000))]);
    expect(trace.clocks[1]?.estimate).toMatchObject({ offset: -2_000_000, pairs: 5 });
    const same = await analyse([capture('a', near), capture('b', near)]);
    expect(same.clocks[1]).toMatchObject({ estimate: { offset: 0, pairs: 6 }, applied: 0 });
    const other = await analyse([capture('a', near), capture('b', seen('d', START, 0, false))]);
    expect(other.clocks.map(({ estimate }) => estimate)).toEqual([null, null]);
  });

  test('sources are compared over a third one', async () => {
    const [a, b] = [seen('a', START, 0, false), seen('b', START + 1e6, 0, false)];
    const middle = shifted([...a, ...b], 5_000_000);
    const trace = await analyse([capture('one', a), capture('two', shifted(b, -2_000_000)), capture('both', middle)]);
    expect(trace.clocks.map(({ applied }) => applied)).toEqual([0, 2_000_000, -5_000_000]);
    expect(trace.clocks.map(({ estimate }) => estimate?.against)).toEqual([undefined, 2, 0]);
  });

  test('packets that one capture holds twice, as from all interfaces or a mirrored port, are one message each', async () => {
    const once = seen('c', START, 0, false);
    const mirrored = ({ bytes, time }: { bytes: Uint8Array; time: number }) => {
      const tagged = join(bytes.subarray(0, 12), be([2, 0x8100], [2, 7]), bytes.subarray(12));
      return [
        { bytes, time },
        { bytes: tagged, time: time + 40 },
      ];
    };
    const trace = await analyse([capture('any', once.flatMap(mirrored))]);
    const { messages, summary } = callOf(trace, 0);
    expect(messages.map(({ copy }) => copy)).toEqual(once.flatMap(() => [null, 'duplicate']));
    expect(summary.outcome).toBe('completed');
    // As two files it is the same.
    const [a, b] = [once, once.flatMap(mirrored).filter((_, i) => i % 2 === 1)];
    const two = callOf(await analyse([capture('a', a), capture('b', b)]), 0);
    expect(two.messages.filter(({ copy }) => copy === 'duplicate')).toHaveLength(6);
    expect(foldCopies(two.messages, false).map(({ duplicates }) => duplicates.length)).toEqual(once.map(() => 1));
  });

  test('an offset can be chosen, taken away and put back', async () => {
    const near = seen('c', START, 0, false);
    const trace = await analyse([capture('near', near), capture('far', shifted(near, 3_000_000))]);
    const aligned = times(trace);
    const apart = retime(trace, new Map([[1, 0]]));
    expect(apart.clocks[1]).toMatchObject({ applied: 0, byHand: true, estimate: { offset: -3_000_000 } });
    expect(times(apart).slice(6)).toEqual(aligned.slice(6).map((time) => time + 3_000_000));
    expect(callOf(apart, 0).messages.map(({ row }) => row)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const chosen = retime(apart, new Map([[1, -2_900_000]]));
    expect(times(chosen).slice(6)).toEqual(aligned.slice(6).map((time) => time + 100_000));
    const back = retime(chosen, new Map());
    expect(times(back)).toEqual(aligned);
    expect(back.clocks).toEqual(trace.clocks);
  });

  test('times that hold an offset already can have it taken away', async () => {
    const near = seen('c', START, 0, false);
    const included = new Map([[1, -3_000_000]]);
    const shared = [capture('near', near), capture('far', near)];
    const trace = await analyse(shared, { decisions: { clocks: included, included } });
    expect(trace.clocks[1]).toEqual({
      estimate: { against: 0, offset: -3_000_000, pairs: 6, spread: 0 },
      applied: -3_000_000,
      byHand: true,
    });
    expect(times(trace).slice(6)).toEqual(times(trace).slice(0, 6));
    expect(times(retime(trace, new Map([[1, 0]])))[6]).toBe(START + 3_000_000);
  });

  test('a log without dates gets those of the capture beside it', async () => {
    const near = seen('c', START, 0, false);
    const log = near.map(({ bytes, time }, i) => {
      const second = new Date(time / 1000).toISOString().slice(11, 23);
      const [from, to] = [0, 3, 4].includes(i) ? [alice.from, alice.to] : [alice.to, alice.from];
      const sip = new TextDecoder().decode(bytes.subarray(42));
      return `${second} ${from}:5060 -> ${to}:5060\n${sip}\n`;
    });
    const trace = await analyse([bytesSource('some.log', text(log.join('\n'))), capture('near', near)]);
    expect(trace.reports[0]).toMatchObject({ clock: 'time-of-day', messages: 6 });
    expect(trace.clocks[0]?.estimate).toMatchObject({ against: 1, pairs: 6 });
    expect(clockOf(trace, 0)).toBe('absolute');
    expect(Math.abs((times(trace)[0] ?? 0) - START)).toBeLessThan(2000);
  });
});
