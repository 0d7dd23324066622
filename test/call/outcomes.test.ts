import { describe, expect, it } from 'vitest';
import { describeCall } from '../../src/call/describe.ts';
import { summarise } from '../../src/call/summarise.ts';
import { summaryOf } from '../../src/call/table.ts';
import type { CallSummary } from '../../src/call/types.ts';
import { callFrom, indexFrom } from '../support/flow.ts';

function calls(flow: string): CallSummary[] {
  const table = summarise(indexFrom(callFrom(flow)));
  return Array.from({ length: table.count }, (_, i) => summaryOf(table, i) as CallSummary);
}

function only(flow: string): CallSummary {
  const all = calls(flow);
  expect(all).toHaveLength(1);
  return all[0] as CallSummary;
}

/** Title, flow, and what must hold: outcome (with its cause), state, and who hung up. */
const CASES: readonly (readonly [string, string, Partial<CallSummary>])[] = [
  [
    'a call from INVITE to BYE is completed by whoever sent BYE',
    `alice -> bob INVITE sdp
     bob -> alice 100
     bob -> alice 180
     bob -> alice 200 sdp
     alice -> bob ACK
     … 10s
     bob -> alice BYE
     alice -> bob 200`,
    { outcome: 'completed', state: 'ended', endedBy: 'callee', partial: false },
  ],
  [
    'a caller who hangs up',
    `alice -> bob INVITE sdp
     bob -> alice 200 sdp
     alice -> bob ACK
     alice -> bob BYE
     bob -> alice 200`,
    { outcome: 'completed', endedBy: 'caller', state: 'ended' },
  ],
  [
    'an ACK of its own branch shows an answer that the trace does not hold',
    `alice -> bob INVITE sdp
     bob x> alice 200 sdp
     alice -> bob ACK`,
    { outcome: 'in-progress', state: 'in-call', status: 0 },
  ],
  [
    'an answer that the trace does not hold, and a BYE',
    `alice -> bob INVITE sdp
     bob x> alice 200 sdp
     alice -> bob ACK
     alice -> bob BYE +5s
     bob -> alice 200`,
    { outcome: 'completed', state: 'ended', endedBy: 'caller', status: 0 },
  ],
  [
    'an ACK with the branch of the INVITE shows a failure that the trace does not hold',
    `alice -> bob INVITE sdp
     bob -> alice 180
     bob x> alice 486
     alice -> bob ACK`,
    { outcome: 'in-progress', state: 'ended', status: 0 },
  ],
  [
    'a cancelled call whose 487 the trace does not hold',
    `alice -> bob INVITE sdp
     bob -> alice 180
     alice -> bob CANCEL
     bob -> alice 200 CANCEL
     bob x> alice 487 INVITE
     alice -> bob ACK`,
    { outcome: 'cancelled', cause: 'after-ringing', state: 'ended', status: 0 },
  ],
  [
    'responses without a CSeq answer the only request that waits for them',
    `alice -> bob INVITE sdp
     bob -> alice 180
       CSeq:
     bob -> alice 200 sdp
       CSeq:
     alice -> bob ACK
     alice -> bob BYE +5s
     bob -> alice 200
       CSeq:`,
    { outcome: 'completed', state: 'ended', endedBy: 'caller', status: 200 },
  ],
  [
    'a response without a CSeq answers neither of two requests that wait',
    `alice -> bob INVITE sdp
     alice -> bob CANCEL
     bob -> alice 200
       CSeq:`,
    { outcome: 'in-progress', state: 'cancelling', status: 0 },
  ],
  [
    'a rejected re-INVITE does not end the call',
    `alice -> bob INVITE sdp
     bob -> alice 200 sdp
     alice -> bob ACK
     alice -> bob INVITE hold
     bob -> alice 488
     alice -> bob ACK`,
    { outcome: 'in-progress', state: 'in-call', status: 200 },
  ],
  [
    'a re-INVITE from the callee, rejected with 603, and the call goes on to its BYE',
    `alice -> bob INVITE sdp
     bob -> alice 200 sdp
     alice -> bob ACK
     bob -> alice INVITE hold
     alice -> bob 603
     bob -> alice ACK
     … 20s
     alice -> bob BYE
     bob -> alice 200`,
    { outcome: 'completed', endedBy: 'caller' },
  ],
  [
    '481 to a re-INVITE and the BYE that follows: dropped',
    `alice -> bob INVITE sdp
     bob -> alice 200 sdp
     alice -> bob ACK
     … 60s
     alice -> bob INVITE sdp
     bob -> alice 481
     alice -> bob ACK
     alice -> bob BYE
     bob -> alice 481`,
    { outcome: 'dropped', cause: 'in-dialog-481', state: 'ended' },
  ],
  [
    'CANCEL after ringing',
    `alice -> bob INVITE sdp
     bob -> alice 180
     … 5s
     alice -> bob CANCEL
     bob -> alice 200 CANCEL
     bob -> alice 487 INVITE
     alice -> bob ACK`,
    { outcome: 'cancelled', cause: 'after-ringing', state: 'ended', status: 487 },
  ],
  [
    'a 2xx that crosses the CANCEL answers the call',
    `alice -> bob INVITE sdp
     bob -> alice 180
     alice -> bob CANCEL
     bob -> alice 200 INVITE sdp
     bob -> alice 200 CANCEL
     alice -> bob ACK
     alice -> bob BYE
     bob -> alice 200`,
    { outcome: 'completed', endedBy: 'caller' },
  ],
  [
    'CANCEL that is answered with 486: the final decides',
    `alice -> bob INVITE sdp
     bob -> alice 180
     alice -> bob CANCEL
     bob -> alice 200 CANCEL
     bob -> alice 486 INVITE
     alice -> bob ACK`,
    { outcome: 'busy', status: 486 },
  ],
  [
    '487 without CANCEL: nobody answered in time',
    `alice -> bob INVITE sdp
     bob -> alice 180
     … 60s
     bob -> alice 487
     alice -> bob ACK`,
    { outcome: 'no-answer' },
  ],
  [
    '480 after ringing is no answer, before ringing unavailable',
    `alice -> bob INVITE sdp
     bob -> alice 180
     … 20s
     bob -> alice 480
     alice -> bob ACK`,
    { outcome: 'no-answer' },
  ],
  ['480 at once', 'alice -> bob INVITE sdp\nbob -> alice 480\nalice -> bob ACK', { outcome: 'unavailable' }],
  ['408 before ringing', 'alice -> bob INVITE sdp\nbob -> alice 408\nalice -> bob ACK', { outcome: 'timeout' }],
  ['600 is busy everywhere', 'alice -> bob INVITE sdp\nbob -> alice 600\nalice -> bob ACK', { outcome: 'busy' }],
  ['484 names nobody', 'alice -> bob INVITE sdp\nbob -> alice 484\nalice -> bob ACK', { outcome: 'not-found' }],
  ['403', 'alice -> bob INVITE sdp\nbob -> alice 403\nalice -> bob ACK', { outcome: 'forbidden' }],
  ['606', 'alice -> bob INVITE sdp\nbob -> alice 606\nalice -> bob ACK', { outcome: 'media-rejected' }],
  ['500', 'alice -> bob INVITE sdp\nbob -> alice 500\nalice -> bob ACK', { outcome: 'server-error' }],
  ['482', 'alice -> bob INVITE sdp\nbob -> alice 482\nalice -> bob ACK', { outcome: 'bad-request' }],
  [
    'a redirect that nobody follows',
    'alice -> bob INVITE sdp\nbob -> alice 302 to carol\nalice -> bob ACK',
    { outcome: 'redirected', forwarded: true },
  ],
  [
    'a challenge that nobody answers',
    'alice -> bob INVITE sdp\nbob -> alice 407\nalice -> bob ACK',
    { outcome: 'auth-failed', status: 407 },
  ],
  [
    'a challenge that is answered is a step of the attempt',
    `alice -> bob INVITE sdp
     bob -> alice 407
     alice -> bob ACK
     alice -> bob INVITE sdp
     bob -> alice 180
     bob -> alice 200 sdp
     alice -> bob ACK`,
    { outcome: 'in-progress', state: 'in-call', status: 200 },
  ],
  [
    'no reply at all',
    `alice -> bob INVITE sdp
     alice -> bob INVITE again +500ms
     alice -> bob INVITE again +1s
     alice -> bob INVITE again +2s
     alice -> bob INVITE again +4s
     alice -> bob INVITE again +8s
     alice -> bob INVITE again +16s`,
    { outcome: 'timeout', state: 'setup', status: 0 },
  ],
  [
    'a capture that ends early claims nothing',
    'alice -> bob INVITE sdp\nalice -> bob INVITE again +500ms',
    { outcome: 'in-progress', state: 'setup' },
  ],
  ['ringing at the end', 'alice -> bob INVITE sdp\nbob -> alice 180', { outcome: 'in-progress', state: 'ringing' }],
  [
    '183 with SDP is early media',
    'alice -> bob INVITE sdp\nbob -> alice 183 sdp',
    { outcome: 'in-progress', state: 'early-media' },
  ],
  [
    '183 without SDP is ringing of a kind',
    'alice -> bob INVITE sdp\nbob -> alice 183',
    { outcome: 'in-progress', state: 'ringing' },
  ],
  [
    'a missing ACK keeps the call answered',
    'alice -> bob INVITE sdp\nbob -> alice 200 sdp',
    { outcome: 'in-progress', state: 'answered' },
  ],
  [
    'the 200 is repeated, no ACK comes, the callee gives up',
    `alice -> bob INVITE sdp
     bob -> alice 200 sdp
     bob -> alice 200 again +500ms
     bob -> alice 200 again +1s
     bob -> alice 200 again +2s
     … 28s
     bob -> alice BYE
     alice -> bob 200`,
    { outcome: 'dropped', cause: 'ack-timeout', endedBy: 'callee' },
  ],
  [
    'one repeated 200 whose ACK came is no drop',
    `alice -> bob INVITE sdp
     bob -> alice 200 sdp
     bob -> alice 200 again +500ms
     alice -> bob ACK
     … 32s
     bob -> alice BYE
     alice -> bob 200`,
    { outcome: 'completed', endedBy: 'callee' },
  ],
  [
    'a Reason that speaks of the network drops the call, 16 does not',
    `alice -> bob INVITE sdp
     bob -> alice 200 sdp
     alice -> bob ACK
     bob -> alice BYE
       Reason: Q.850;cause=38;text="Network out of order"
     alice -> bob 200`,
    { outcome: 'dropped', cause: 'reason' },
  ],
  [
    'Q.850 cause 16 is a person',
    `alice -> bob INVITE sdp
     bob -> alice 200 sdp
     alice -> bob ACK
     bob -> alice BYE
       Reason: Q.850;cause=16;text="Normal call clearing"
     alice -> bob 200`,
    { outcome: 'completed', cause: '' },
  ],
  [
    'BYE that nobody answers',
    `alice -> bob INVITE sdp
     bob -> alice 200 sdp
     alice -> bob ACK
     alice -> bob BYE`,
    { outcome: 'completed', state: 'ending' },
  ],
  [
    'both hang up at once',
    `alice -> bob INVITE sdp
     bob -> alice 200 sdp
     alice -> bob ACK
     alice -> bob BYE
     bob -> alice BYE
     bob -> alice 200
     alice -> bob 200`,
    { outcome: 'completed', endedBy: 'both' },
  ],
  [
    'answered elsewhere',
    `alice -> bob INVITE sdp
     bob -> alice 180
     alice -> bob CANCEL
       Reason: SIP;cause=200;text="Call completed elsewhere"
     bob -> alice 200 CANCEL
     bob -> alice 487 INVITE
     alice -> bob ACK`,
    { outcome: 'cancelled', cause: 'answered-elsewhere' },
  ],
  [
    'a forwarded call that is answered keeps its own state',
    `alice -> bob INVITE sdp
     bob -> alice 181
     bob -> alice 180
     bob -> alice 200 sdp
     alice -> bob ACK`,
    { state: 'in-call', forwarded: true },
  ],
  [
    'through a proxy, hung up by the callee',
    `proxy p1 record-route
     alice -> bob INVITE sdp via p1
     bob -> alice 180 via p1
     bob -> alice 200 sdp via p1
     alice -> bob ACK via p1
     bob -> alice BYE via p1
     alice -> bob 200 via p1`,
    { outcome: 'completed', endedBy: 'callee' },
  ],
];

describe('outcomes', () => {
  for (const [title, flow, expected] of CASES) {
    it(title, () => {
      expect(only(flow)).toMatchObject(expected);
    });
  }

  it('a call seen from its middle to its BYE is completed and partial, and nobody knows the caller', () => {
    const whole = callFrom(`alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      bob -> alice INVITE hold
      alice -> bob 200 hold
      bob -> alice ACK
      bob -> alice BYE
      alice -> bob 200`);
    const table = summarise(indexFrom({ ...whole, messages: whole.messages.slice(3) }));
    expect(summaryOf(table, 0)).toMatchObject({ outcome: 'completed', partial: true, endedBy: null, state: 'ended' });
    const open = summarise(indexFrom({ ...whole, messages: whole.messages.slice(3, 6) }));
    expect(summaryOf(open, 0)).toMatchObject({ outcome: 'partial', partial: true, state: 'in-call' });
  });

  it('measures as RFC 6076 says', () => {
    const call = only(`alice -> bob INVITE sdp
      bob -> alice 100 +100ms
      bob -> alice 180 +900ms
      bob -> alice 200 sdp +4s
      alice -> bob ACK +10ms
      … 60s
      bob -> alice BYE
      alice -> bob 200`);
    expect(call.postDialDelay).toBe(1_000_000);
    expect(call.setup).toBe(5_000_000);
    expect(call.ringing).toBe(4_000_000);
    expect(call.talk).toBe(60_020_000);
  });

  it('a Call-ID used again after its call has ended is a new call', () => {
    const flow = `alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      alice -> bob BYE
      bob -> alice 200
      alice -> bob INVITE sdp fresh
      bob -> alice 486
      alice -> bob ACK`;
    expect(calls(flow).map((call) => call.outcome)).toEqual(['completed', 'busy']);
  });

  it('every other kind keeps its own name and result', () => {
    const flow = `alice -> bob REGISTER @r
      bob -> alice 401 @r
      alice -> bob REGISTER @r
      bob -> alice 200 @r
      alice -> bob OPTIONS @o
      alice -> bob MESSAGE @m
      bob -> alice 404 @m
      alice -> bob PUBLISH @p
      bob -> alice 200 @p
      alice -> bob SUBSCRIBE @s
      bob -> alice 401 @s`;
    expect(calls(flow).map((call) => [call.kind, call.result, call.outcome])).toEqual([
      ['registration', 'ok', null],
      ['options', 'unanswered', null],
      ['message', 'failed', null],
      ['publish', 'ok', null],
      ['subscription', 'challenged', null],
    ]);
  });
});

describe('description of a call', () => {
  const open = (flow: string) => {
    const index = indexFrom(callFrom(flow));
    return describeCall(index, summarise(index), 0);
  };

  it('names re-INVITEs and their responses, and no auth retry', () => {
    const call = open(`alice -> bob INVITE sdp
      bob -> alice 407
      alice -> bob ACK
      alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      bob -> alice INVITE hold
      alice -> bob 488
      bob -> alice ACK`);
    expect(call.messages.map((message) => message.reinvite)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(call.messages.map((message) => message.retried)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(call.attempts).toMatchObject([{ requests: [0, 3], final: 4, fate: 'answered', number: 1, of: 1 }]);
  });

  it('tells offer, answer and hold', () => {
    const call = open(`alice -> bob INVITE sdp
      bob -> alice 183 sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      bob -> alice INVITE hold
      alice -> bob 200 hold
      bob -> alice ACK
      bob -> alice INVITE sdp
      alice -> bob 200 sdp
      bob -> alice ACK
      bob -> alice BYE
      alice -> bob 200`);
    const notes = call.messages.map(
      (message) => message.sdp && [message.sdp.role, message.sdp.hold, message.sdp.earlyMedia],
    );
    expect(notes.slice(0, 6)).toEqual([
      ['offer', false, false],
      ['answer', false, true],
      ['answer', false, false],
      null,
      ['offer', true, false],
      ['answer', false, false],
    ]);
    expect(call.phases.map((phase) => [phase.kind, phase.fromRow, phase.toRow])).toEqual([
      ['early-media', 1, 2],
      ['talking', 2, 10],
      ['held', 5, 8],
    ]);
  });

  it('tells copies apart: retransmission, next hop, duplicate of a second capture', () => {
    const call = open(`proxy p1 record-route
      alice -> p1 INVITE sdp to bob
      alice -> p1 INVITE again +500ms
      p1 -> bob INVITE sdp
      bob -> p1 180
      p1 -> alice 180`);
    expect(call.messages.map((message) => [message.copy, message.of])).toEqual([
      [null, -1],
      ['retransmission', 0],
      ['hop', 0],
      [null, -1],
      ['hop', 3],
    ]);
  });
});
