import { describe, expect, it } from 'vitest';
import { joinCalls } from '../../src/call/join-calls.ts';
import { NO_JOIN_DECISIONS } from '../../src/call/link.ts';
import { type Performance, performanceOf, spreadOf } from '../../src/call/performance.ts';
import { summarise } from '../../src/call/summarise.ts';
import { callFrom, indexFrom } from '../support/flow.ts';

/** The figures of a flow; every message comes 10 ms after the one before it unless the line says otherwise. */
function figures(flow: string): Performance {
  const index = indexFrom(callFrom(flow));
  return performanceOf(index, joinCalls(index, summarise(index), NO_JOIN_DECISIONS));
}
const seconds = (value: number) => value / 1e6;

/** Flows as RFC 6076 draws them; the values beside them are worked out by hand from its definitions. */
describe('RFC 6076 §4.1, registration request delay', () => {
  it('runs from the first REGISTER to the 200, the challenge included', () => {
    const { rrd, ira } = figures(`alice -> reg REGISTER
      reg -> alice 401 +40ms
      alice -> reg REGISTER +10ms
      reg -> alice 200 +50ms`);
    expect(rrd).toMatchObject({ count: 1, mean: 100_000, median: 100_000, longest: 100_000 });
    expect(ira).toEqual({ of: 0, total: 1, percent: 0 });
  });
});

describe('RFC 6076 §4.2, ineffective registration attempts', () => {
  it('are those refused, and those that nobody answered until timer F; copies of a request count once', () => {
    const { rrd, ira } = figures(`alice -> reg REGISTER
      reg -> alice 503
      bob -> reg REGISTER @b
      bob -> reg REGISTER again +500ms @b
      bob -> reg REGISTER again +1s @b
      carol -> reg REGISTER +40s @c
      reg -> carol 200 @c
      dave -> reg REGISTER @d`);
    // The last one is cut by the end of the capture: nothing is known of it.
    expect(ira.of).toBe(2);
    expect(ira.total).toBe(3);
    expect(ira.percent).toBeCloseTo(66.67, 2);
    expect(rrd.count).toBe(1);
  });
});

describe('RFC 6076 §4.3, session request delay', () => {
  it('runs to the first provisional response other than 100', () => {
    const { srd, srdFailed } = figures(`alice -> bob INVITE sdp
      bob -> alice 100 +50ms
      bob -> alice 180 +950ms
      bob -> alice 200 sdp +5s
      alice -> bob ACK`);
    expect(seconds(srd.mean)).toBe(1);
    expect(srdFailed.count).toBe(0);
  });

  it('runs to the 200 where that is the first sign', () => {
    const { srd } = figures(`alice -> bob INVITE sdp
      bob -> alice 100 +50ms
      bob -> alice 200 sdp +1950ms
      alice -> bob ACK`);
    expect(seconds(srd.mean)).toBe(2);
  });

  it('begins with the first INVITE, redirect and challenge included', () => {
    const { srd } = figures(`alice -> redirect INVITE sdp
      redirect -> alice 302 to bob +100ms
      alice -> redirect ACK
      alice -> bob INVITE sdp +90ms
      bob -> alice 180 +1800ms
      bob -> alice 200 sdp +3s
      alice -> bob ACK`);
    expect(seconds(srd.mean)).toBe(2);
  });

  it('of failures is told apart, and a challenge alone is none', () => {
    const { srd, srdFailed } = figures(`alice -> bob INVITE sdp
      bob -> alice 480 +300ms
      alice -> bob ACK
      carol -> bob INVITE sdp @b
      bob -> carol 180 +700ms @b
      bob -> carol 486 +3s @b
      carol -> bob ACK @b
      dave -> bob INVITE sdp @c
      bob -> dave 407 @c
      dave -> bob ACK @c`);
    expect(srd.count).toBe(0);
    expect(srdFailed).toMatchObject({ count: 2, mean: 500_000, median: 500_000, longest: 700_000 });
  });
});

const ANSWERED = `alice -> bob INVITE sdp
  bob -> alice 180
  bob -> alice 200 sdp
  alice -> bob ACK`;

describe('RFC 6076 §4.4 and §4.5, the end of a session', () => {
  it('is measured from the BYE to its 200, and from the 200 to the BYE', () => {
    const { sdd, sdt, scr } = figures(`${ANSWERED}
      bob -> alice BYE +59990ms
      alice -> bob 200 +80ms`);
    expect(sdd.mean).toBe(80_000);
    expect(seconds(sdt.mean)).toBe(60);
    expect(scr).toEqual({ of: 1, total: 1, percent: 100 });
  });

  it('counts copies of the 200 and the ACK from the first of them', () => {
    const { sdt } = figures(`alice -> bob INVITE sdp
      bob -> alice 200 sdp
      bob -> alice 200 sdp again +500ms
      alice -> bob ACK
      alice -> bob BYE +9490ms
      bob -> alice 200`);
    expect(seconds(sdt.mean)).toBe(10);
  });

  it('without an answer to the BYE adds timer F and is told apart; it is left out of the disconnect delay', () => {
    const { sdd, sdt, sdtFailed, scr } = figures(`${ANSWERED}
      alice -> bob BYE +9990ms
      alice -> bob BYE again +500ms
      carol -> dave OPTIONS +60s @other
      dave -> carol 200 @other`);
    expect(sdd.count).toBe(0);
    expect(sdt.count).toBe(0);
    expect(seconds(sdtFailed.mean)).toBe(42);
    expect(scr).toEqual({ of: 0, total: 1, percent: 0 });
  });

  it('is not known where the capture ends before it', () => {
    const { sdt, sdtFailed, scr } = figures(`${ANSWERED}
      alice -> bob BYE +9990ms`);
    expect([sdt.count, sdtFailed.count, scr.total]).toEqual([0, 0, 0]);
    expect(scr.percent).toBeNaN();
  });
});

describe('RFC 6076 §4.6 to §4.9, ratios', () => {
  it('of the flow with a 302: the INVITE that was redirected is taken out of the whole', () => {
    const { ser, seer } = figures(`alice -> redirect INVITE sdp
      redirect -> alice 302 to bob
      alice -> redirect ACK
      alice -> bob INVITE sdp
      bob -> alice 180
      bob -> alice 200 sdp
      alice -> bob ACK`);
    expect(ser).toEqual({ of: 1, total: 1, percent: 100 });
    expect(seer).toEqual(ser);
  });

  it('of ten calls: 4 answered, 2 busy, 1 unavailable, 1 not found, 1 timed out at a proxy, 1 without any reply', () => {
    const failed = (code: number, i: number) => `a${i} -> bob INVITE sdp @f${i}
      bob -> a${i} ${code} @f${i}
      a${i} -> bob ACK @f${i}`;
    const done = (i: number) => `c${i} -> bob INVITE sdp @d${i}
      bob -> c${i} 200 sdp @d${i}
      c${i} -> bob ACK @d${i}
      c${i} -> bob BYE +5s @d${i}
      bob -> c${i} 200 @d${i}`;
    const { ser, seer, isa, scr } = figures(`${[486, 486, 480, 404, 408].map(failed).join('\n')}
      mute -> nobody INVITE sdp @m
      ${[1, 2, 3, 4].map(done).join('\n')}
      late -> bob OPTIONS +40s @late
      bob -> late 200 @late`);
    expect(ser).toEqual({ of: 4, total: 10, percent: 40 });
    expect(seer).toEqual({ of: 7, total: 10, percent: 70 });
    expect(isa).toEqual({ of: 1, total: 10, percent: 10 });
    expect(scr).toEqual({ of: 4, total: 10, percent: 40 });
  });

  it('counts the challenged INVITE and its retry as one, on the hop of the caller alone', () => {
    const { ser, isa } = figures(`proxy p1
      alice -> p1 INVITE sdp
      p1 -> alice 407
      alice -> p1 ACK
      alice -> bob INVITE sdp via p1
      bob -> alice 503 via p1
      alice -> p1 ACK`);
    expect(ser).toEqual({ of: 0, total: 1, percent: 0 });
    expect(isa).toEqual({ of: 1, total: 1, percent: 100 });
  });
});

describe('how durations lie', () => {
  it('is told by mean, median, nearest rank of 95 % and the longest; what is not known is left out', () => {
    const values = Array.from({ length: 20 }, (_, i) => i + 1);
    expect(spreadOf([...values, Number.NaN, -5])).toEqual({
      count: 20,
      mean: 10.5,
      median: 10.5,
      most95: 19,
      longest: 20,
    });
    expect(spreadOf([3, 1, 2]).median).toBe(2);
    expect(spreadOf([]).mean).toBeNaN();
  });
});
