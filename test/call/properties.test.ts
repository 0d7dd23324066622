import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeCall } from '../../src/call/describe.ts';
import { summarise } from '../../src/call/summarise.ts';
import { summaryOf } from '../../src/call/table.ts';
import type { CallDetail } from '../../src/call/types.ts';
import { callFrom, type Flow, indexFrom } from '../support/flow.ts';

const FLOWS = [
  `proxy p1 record-route
   alice -> bob INVITE sdp via p1
   bob -> alice 180 via p1
   bob -> alice 200 sdp via p1
   alice -> bob ACK via p1
   bob -> alice INVITE hold via p1
   alice -> bob 488 via p1
   bob -> alice ACK via p1
   bob -> alice BYE via p1
   alice -> bob 200 via p1`,
  `alice -> bob INVITE sdp
   bob -> alice 407
   alice -> bob ACK
   alice -> bob INVITE sdp
   alice -> bob INVITE again +500ms
   bob -> alice 183 sdp
   alice -> bob CANCEL
   bob -> alice 200 CANCEL
   bob -> alice 487 INVITE
   alice -> bob ACK
   alice -> bob REGISTER @r
   bob -> alice 401 @r
   alice -> bob OPTIONS @o`,
].map(callFrom);

/** Parts of real flows: messages lost, repeated, out of order, without times, several flows at once. */
const damaged: fc.Arbitrary<Flow> = fc
  .tuple(fc.constantFrom(...FLOWS), fc.array(fc.nat(30), { maxLength: 40 }), fc.boolean())
  .map(([flow, picks, clockless]) => ({
    ...flow,
    messages: picks.map((pick) => {
      const message = flow.messages[pick % flow.messages.length] as Flow['messages'][number];
      return clockless ? { ...message, time: Number.NaN } : message;
    }),
  }));

function details(flow: Flow): { rows: number; calls: CallDetail[] } {
  const index = indexFrom(flow);
  const table = summarise(index);
  return { rows: index.count, calls: Array.from({ length: table.count }, (_, i) => describeCall(index, table, i)) };
}

describe('any part of any flow', () => {
  it('keeps every message in exactly one call', () => {
    fc.assert(
      fc.property(damaged, (flow) => {
        const { rows, calls } = details(flow);
        const seen = calls.flatMap((call) => call.messages.map((message) => message.row)).sort((a, b) => a - b);
        expect(seen).toEqual(Array.from({ length: rows }, (_, row) => row));
      }),
    );
  });

  it('points only at messages and tables that exist, and gives a call one outcome or another kind one result', () => {
    fc.assert(
      fc.property(damaged, (flow) => {
        for (const call of details(flow).calls) {
          const rows = new Set(call.messages.map((message) => message.row));
          const { summary } = call;
          expect((summary.outcome === null) !== (summary.result === null)).toBe(true);
          expect(summary.decidedBy === -1 || rows.has(summary.decidedBy)).toBe(true);
          for (const message of call.messages) {
            expect(message.of === -1 || rows.has(message.of)).toBe(true);
            expect(message.copy === null).toBe(message.of === -1);
            expect(call.transactions[message.transaction]).toBeDefined();
            expect(message.dialog).toBeLessThan(call.dialogs.length);
          }
          for (const phase of call.phases) expect(phase.toRow === -1 || rows.has(phase.toRow)).toBe(true);
        }
      }),
    );
  });

  it('never claims a negative duration', () => {
    fc.assert(
      fc.property(damaged, (flow) => {
        for (const { summary } of details(flow).calls) {
          for (const span of [summary.talk, summary.setup, summary.postDialDelay, summary.ringing])
            expect(span < 0).toBe(false);
        }
      }),
    );
  });

  it('is told the same from rows in another order of reading when there is a clock', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FLOWS), fc.infiniteStream(fc.nat()), (flow, numbers) => {
        const order = flow.messages.map((message) => ({ message, key: numbers.next().value as number }));
        const shuffled = { ...flow, messages: order.sort((a, b) => a.key - b.key).map(({ message }) => message) };
        const byCallId = (one: Flow) => {
          const index = indexFrom(one);
          const table = summarise(index);
          return Array.from({ length: table.count }, (_, i) => summaryOf(table, i))
            .map(
              (call) =>
                call && [call.callId, call.outcome, call.result, call.state, call.endedBy, call.talk, call.setup],
            )
            .sort();
        };
        expect(byCallId(shuffled)).toEqual(byCallId(flow));
      }),
    );
  });
});
