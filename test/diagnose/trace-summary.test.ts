import { describe, expect, it } from 'vitest';
import { joinCalls } from '../../src/call/join-calls.ts';
import { NO_JOIN_DECISIONS } from '../../src/call/link.ts';
import { summarise } from '../../src/call/summarise.ts';
import { FoundTable } from '../../src/diagnose/found.ts';
import { summariseTrace, type TraceSummary } from '../../src/diagnose/trace-summary.ts';
import { listCalls } from '../../src/worker/list-calls.ts';
import { callFrom, indexFrom } from '../support/flow.ts';

function summaryOf(flow: string): TraceSummary {
  const index = indexFrom(callFrom(flow));
  return summariseTrace(index, joinCalls(index, summarise(index), NO_JOIN_DECISIONS));
}

const failing = (code: number, name: string, more = '') => `${name} -> bob INVITE sdp @${name}${more}
  bob -> ${name} ${code} @${name}
  ${name} -> bob ACK @${name}`;

describe('what a trace comes to', () => {
  it('counts what failed as the list does, whose chips say so', () => {
    const index = indexFrom(
      callFrom(`${failing(486, 'a')}
        b -> bob REGISTER @b
        bob -> b 403 @b
        c -> bob INVITE sdp @c
        bob -> c 200 sdp @c
        c -> bob ACK @c
        bob -> c 200 again @c +500ms
        bob -> c 200 again @c +1s
        bob -> c BYE @c +30s
          Reason: SIP;cause=408;text="ACK timeout"
        c -> bob 200 @c`),
    );
    const table = joinCalls(index, summarise(index), NO_JOIN_DECISIONS);
    const ask = { filter: '', chip: 'failed', sort: 'time', descending: false } as const;
    const listed = listCalls(table, index, ask, new FoundTable(table.count));
    expect(listed.counts.get('failed')).toBe(3);
    expect(listed.counts.get('answered')).toBe(undefined);
    expect(summariseTrace(index, table).failed).toBe(listed.order.length);
  });

  it('counts outcomes and failures of calls, and what is no call apart', () => {
    const { calls, others, failed, outcomes } = summaryOf(`${failing(486, 'a')}
      ${failing(486, 'b')}
      ${failing(503, 'c')}
      d -> bob OPTIONS @d
      bob -> d 200 @d
      e -> bob REGISTER @e
      bob -> e 403 @e`);
    expect([calls, others, failed]).toEqual([3, 2, 4]);
    expect(outcomes).toEqual([
      { outcome: 'busy', calls: 2 },
      { outcome: 'unavailable', calls: 1 },
    ]);
  });

  it('names who wrote a failure, not who passed it on', () => {
    const { failures } = summaryOf(`bob = 192.0.2.77:5060
      proxy p1
      alice -> bob INVITE sdp via p1
      bob -> alice 486 via p1
      alice -> p1 ACK`);
    expect(failures).toEqual([{ status: 486, host: '192.0.2.77', calls: 1 }]);
  });

  it('tells arrivals by stretches of time that people think in, empty ones too', () => {
    const { arrivals, step } = summaryOf(`start 12:00:00
      ${failing(486, 'a')}
      ${failing(486, 'b', ' +10s')}
      ${failing(503, 'c', ' +3min')}`);
    expect(step).toBe(5e6);
    expect(arrivals).toHaveLength(39);
    expect(arrivals.map(({ calls }) => calls).filter((count) => count > 0)).toEqual([1, 1, 1]);
    expect(arrivals[2]).toMatchObject({ calls: 1, failed: 1 });
    expect((arrivals[1]?.from ?? 0) - (arrivals[0]?.from ?? 0)).toBe(step);
  });

  it('has no arrivals without a clock', () => {
    expect(summaryOf(`clock none\n${failing(486, 'a')}`).arrivals).toEqual([]);
  });
});
