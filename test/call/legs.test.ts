import { describe, expect, it } from 'vitest';
import { describeCall } from '../../src/call/describe.ts';
import { joinCalls } from '../../src/call/join-calls.ts';
import { NO_JOIN_DECISIONS } from '../../src/call/link.ts';
import { summarise } from '../../src/call/summarise.ts';
import { summaryOf } from '../../src/call/table.ts';
import type { CallDetail } from '../../src/call/types.ts';
import type { MessageIndex } from '../../src/sip/message-index.ts';
import { B2BUA } from '../support/b2bua.ts';
import { callFrom, type Flow, indexFrom } from '../support/flow.ts';

function open(index: MessageIndex): CallDetail[] {
  const table = joinCalls(index, summarise(index), NO_JOIN_DECISIONS);
  return Array.from({ length: table.count }, (_, i) => describeCall(index, table, i));
}

const callsOf = (flow: string): CallDetail[] => open(indexFrom(callFrom(flow)));
const reasons = ({ legs }: CallDetail): string[][] => legs.map(({ links }) => links.map(({ text }) => text));
const callIds = (calls: readonly CallDetail[]): number[] => calls.map(({ summary }) => summary.callIds.length);
/** Messages in another order of reading; their times stay. */
const inOrder = (flow: Flow, order: (rows: number[]) => number[]): Flow => ({
  ...flow,
  messages: order([...flow.messages.keys()]).flatMap((row) => flow.messages[row] ?? []),
});

describe('a call through a B2BUA', () => {
  const [call] = callsOf(B2BUA);

  it('is one call, with the reason in words', () => {
    expect(call?.legs).toHaveLength(2);
    expect(reasons(call as CallDetail)).toEqual([
      [],
      ['left 192.0.2.11 20 ms after it arrived there, same called and calling number, answered and ended together'],
    ]);
    expect(call?.legs[1]?.links[0]).toMatchObject({ to: 0, evidence: 'numbers', confidence: 'likely' });
  });

  it('has the outcome and times of the leg of the caller, who is called at the far end, and all messages in order', () => {
    expect(call?.summary).toMatchObject({ outcome: 'completed', endedBy: 'callee', setup: 4_060_000, messages: 13 });
    expect(call?.messages.map(({ row }) => row)).toEqual(Array.from({ length: 13 }, (_, row) => row));
    expect(call?.messages.map(({ leg }) => leg).join('')).toBe('0011011001100');
    const far = call?.messages.find(({ leg }) => leg === 1)?.to;
    expect(call?.summary.callee.endpoint).toBe(far);
    expect(call?.summary.end).toBe(call?.messages.at(-1)?.time);
  });

  it('has the transactions and dialogs of both legs, and each message names its own', () => {
    expect(call?.dialogs).toHaveLength(2);
    for (const message of call?.messages ?? []) {
      const transaction = call?.transactions[message.transaction];
      const own = [transaction?.request, transaction?.ack, transaction?.cancel, ...(transaction?.responses ?? [])];
      expect(own).toContain(message.row);
      if (message.dialog >= 0) expect(call?.dialogs[message.dialog]?.callId).toBe(message.callId);
    }
    expect(call?.phases.map(({ kind }) => kind)).toEqual(['ringing', 'talking', 'ringing', 'talking']);
  });

  it('is the same call wherever its legs stand in the file', () => {
    const flow = callFrom(B2BUA);
    const isLater = (row: number) => flow.messages[row]?.text.includes('@b') ?? false;
    const laterFirst = inOrder(flow, (rows) => [...rows.filter(isLater), ...rows.filter((row) => !isLater(row))]);
    for (const messages of [laterFirst, inOrder(flow, (rows) => rows.reverse())]) {
      const [again, ...others] = open(indexFrom(messages));
      expect(others).toEqual([]);
      expect(again?.summary).toMatchObject({ callId: call?.summary.callId, outcome: 'completed', setup: 4_060_000 });
      expect(again?.messages.map(({ time, leg }) => [time, leg])).toEqual(
        call?.messages.map(({ time, leg }) => [time, leg]),
      );
    }
  });

  it('pasted without times or addresses is still one call', () => {
    expect(callIds(callsOf(`clock none\n${B2BUA}`))).toEqual([2]);
  });

  it('that a proxy passed on before it reached the B2BUA is still one call', () => {
    const behindProxy = `proxy p1
      alice -> p1 INVITE sdp
        To: <sip:bob@example.com>
      p1 -> pbx INVITE
      pbx -> bob INVITE sdp @b
        +P-Asserted-Identity: "Alice" <sip:alice@example.com>
      bob -> pbx 200 sdp @b +4s
      pbx -> bob ACK @b
      pbx -> p1 200 sdp
      p1 -> alice 200
      alice -> pbx ACK
      … 20s
      bob -> pbx BYE @b
      pbx -> bob 200 @b
      pbx -> alice BYE
      alice -> pbx 200`;
    expect(callIds(callsOf(behindProxy))).toEqual([2]);
  });

  it('stands in the list with the numbers of all of it', () => {
    const index = indexFrom(callFrom(B2BUA));
    const table = joinCalls(index, summarise(index), NO_JOIN_DECISIONS);
    expect(table.count).toBe(1);
    expect(summaryOf(table, 0)).toMatchObject({ messages: 13, callIds: [call?.summary.callId, expect.any(String)] });
  });
});

describe('hunting', () => {
  const hunt = (second: string) => `alice -> pbx INVITE sdp
      To: <sip:600@example.com>
    pbx -> alice 100
    pbx -> bob INVITE sdp @b
      +P-Asserted-Identity: <sip:alice@example.com>
    bob -> pbx 180 @b
    … 20s
    ${second}
    pbx -> carol INVITE sdp @c
      +P-Asserted-Identity: <sip:alice@example.com>
    carol -> pbx 180 @c
    carol -> pbx 200 sdp @c
    pbx -> carol ACK @c
    pbx -> alice 200 sdp
    alice -> pbx ACK
    alice -> pbx BYE
    pbx -> alice 200
    pbx -> carol BYE @c
    carol -> pbx 200 @c`;

  it('goes on where nobody answered: attempts of one call', () => {
    const calls = callsOf(
      hunt('pbx -> bob CANCEL @b\nbob -> pbx 200 CANCEL @b\nbob -> pbx 487 INVITE @b\npbx -> bob ACK @b'),
    );
    expect(callIds(calls)).toEqual([3]);
    expect(reasons(calls[0] as CallDetail)[2]).toEqual([
      'left 192.0.2.11 right after another attempt had failed there, same calling number',
    ]);
    expect(calls[0]?.summary).toMatchObject({ outcome: 'completed' });
    expect(calls[0]?.legs.map(({ summary }) => summary.outcome)).toEqual(['completed', 'cancelled', 'completed']);
  });

  it('goes on after a refusal', () => {
    expect(callIds(callsOf(hunt('bob -> pbx 503 @b\npbx -> bob ACK @b')))).toEqual([3]);
  });

  it('does not take a call of somebody else for the next attempt', () => {
    const flow = hunt('bob -> pbx 503 @b\npbx -> bob ACK @b');
    const last = flow.lastIndexOf('alice@example.com');
    const other = `${flow.slice(0, last)}dave${flow.slice(last + 'alice'.length)}`;
    expect(callIds(callsOf(other))).toEqual([2, 1]);
  });
});

describe('transfers', () => {
  it('a blind transfer: the call that REFER asked for belongs to it', () => {
    const calls = callsOf(`alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      alice -> bob REFER refer-to carol
      bob -> alice 202
      bob -> carol INVITE sdp @b
      carol -> bob 200 sdp @b
      bob -> carol ACK @b`);
    expect(callIds(calls)).toEqual([2]);
    expect(calls[0]?.legs[1]?.links[0]).toMatchObject({ to: 0, evidence: 'refer', confidence: 'strong' });
  });

  it('two transfers to one target at once are not told apart', () => {
    const transfer = (from: string, to: string, call: string, next: string) => [
      `${from} -> ${to} INVITE sdp @${call}`,
      `${to} -> ${from} 200 sdp @${call}`,
      `${from} -> ${to} ACK @${call}`,
      `${from} -> ${to} REFER refer-to carol @${call}`,
      `${to} -> carol INVITE sdp @${next}`,
      `carol -> ${to} 200 sdp @${next}`,
    ];
    const one = transfer('alice', 'pbx', 'a', 'x');
    const other = transfer('dave', 'pbx', 'd', 'y');
    const flow = one.flatMap((line, i) => [line, other[i] ?? '']).join('\n');
    expect(callIds(callsOf(flow))).toEqual([1, 1, 1, 1]);
  });
});

describe('what a third party passes on', () => {
  const media = (address: string, direction = 'sendrecv') => `
        Content-Type: application/sdp
        | v=0
        | o=- 4711 1 IN IP4 ${address}
        | s=-
        | c=IN IP4 ${address}
        | t=0 0
        | m=audio 40000 RTP/AVP 0
        | a=${direction}`;
  const CONTROL = `control -> alice INVITE
      From: <sip:control@example.com>;tag=c1
    alice -> control 200 +2s${media('192.0.2.11')}
    control -> bob INVITE @b +10ms${media('192.0.2.11')}
      From: <sip:control@example.com>;tag=c2
    bob -> control 200 sdp @b +3s
    control -> bob ACK @b
    control -> alice ACK${media('192.0.2.12')}`;

  it('joins both calls: the offer of one goes out to the other (RFC 3725)', () => {
    const [call, ...others] = callsOf(CONTROL);
    expect(others).toEqual([]);
    expect(call && reasons(call)[1]).toEqual([
      'the offer that answered one, media at IN IP4 192.0.2.11 40000, went out in the INVITE of the other (third-party call control)',
    ]);
  });

  it('joins in any order of reading', () => {
    const flow = callFrom(CONTROL);
    const calls = open(indexFrom(inOrder(flow, (rows) => rows.reverse())));
    expect(callIds(calls)).toEqual([2]);
  });

  it('joins nothing when it comes late, from elsewhere, or answers an offer', () => {
    const apart = [
      CONTROL.replace('+10ms', '+9s'),
      CONTROL.replaceAll('control -> bob', 'mallory -> bob').replace('bob -> control', 'bob -> mallory'),
      CONTROL.replace('control -> alice INVITE', 'control -> alice INVITE sdp'),
    ];
    for (const flow of apart) {
      expect(callIds(callsOf(flow))).toEqual([1, 1]);
      expect(callIds(open(indexFrom(inOrder(callFrom(flow), (rows) => rows.reverse()))))).toEqual([1, 1]);
    }
  });

  it('is no choice between two: both stay apart', () => {
    const second = `control -> alice INVITE @x
        From: <sip:control@example.com>;tag=c3
      alice -> control 200 @x${media('192.0.2.11')}`;
    expect(callIds(callsOf(`${second}\n${CONTROL}`))).toEqual([1, 1, 1]);
  });

  it('joins a server of music to the call that is on hold (RFC 7088)', () => {
    const calls = callsOf(`alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      bob -> music INVITE @m +5s
      music -> bob 200 @m${media('192.0.2.50', 'sendonly')}
      bob -> alice INVITE${media('192.0.2.50', 'sendonly')}
      alice -> bob 200 recvonly
      bob -> alice ACK`);
    expect(calls.map(reasons)).toEqual([
      [[], ['the media of one, IN IP4 192.0.2.50 40000, were offered to who is on hold in the other']],
    ]);
  });
});

describe('what never joins', () => {
  it.each(['REGISTER', 'OPTIONS', 'SUBSCRIBE', 'MESSAGE'])('%s, whatever it carries', (method) => {
    const same = '+Session-ID: 0123456789abcdef0123456789abcdef;remote=00000000000000000000000000000000';
    const calls = callsOf(
      `alice -> pbx INVITE sdp\n${same}\nalice -> pbx ${method} @b\n${same}\npbx -> bob ${method} @c\n${same}`,
    );
    expect(callIds(calls)).toEqual([1, 1, 1]);
  });

  it('In-Reply-To: a call back is another call (RFC 3261 §20.21)', () => {
    const index = indexFrom(callFrom('alice -> bob INVITE sdp\nbob -> alice 486\nalice -> bob ACK'));
    const [callId = ''] = open(index)[0]?.summary.callIds ?? [];
    const calls = callsOf(`alice -> bob INVITE sdp\nbob -> alice 486\nalice -> bob ACK
      bob -> alice INVITE sdp @b
        +In-Reply-To: ${callId}`);
    expect(callIds(calls)).toEqual([1, 1]);
  });

  it('endpoint and time alone', () => {
    const calls = callsOf(`alice -> pbx INVITE sdp
      pbx -> bob INVITE sdp @b
      bob -> pbx 200 sdp @b
      pbx -> alice 200 sdp`);
    expect(callIds(calls)).toEqual([1, 1]);
  });
});
