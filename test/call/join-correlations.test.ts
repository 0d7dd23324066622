import { describe, expect, test } from 'vitest';
import { describeCall } from '../../src/call/describe.ts';
import { joinCalls } from '../../src/call/join-calls.ts';
import { NO_JOIN_DECISIONS } from '../../src/call/link.ts';
import { summarise } from '../../src/call/summarise.ts';
import type { CallDetail } from '../../src/call/types.ts';
import type { MessageIndex } from '../../src/sip/message-index.ts';
import { callFrom, type Flow, type FlowMessage, indexFrom } from '../support/flow.ts';
import { traceOf } from '../support/media-capture.ts';
import { be, join, joinAll, text } from '../support/packets.ts';

/** Two legs of a B2BUA that have nothing else in common: it changes both numbers. */
const LEGS = `
  alice -> pbx INVITE sdp @a
  pbx -> alice 100 @a
  pbx -> bob INVITE @b
  bob -> pbx 180 @b
  pbx -> alice 180 @a +300ms
  bob -> pbx 200 @b +4s
  pbx -> bob ACK @b
  pbx -> alice 200 sdp @a +700ms
  alice -> pbx ACK @a
  … 20s
  bob -> pbx BYE @b
  pbx -> bob 200 @b
  pbx -> alice BYE @a +700ms
  alice -> pbx 200 @a`;

const ID = '5d2f-b2b-0001';

const callIdOf = ({ bytes }: FlowMessage) => /^Call-ID: *(\S+)/im.exec(new TextDecoder().decode(bytes))?.[1] ?? '';
const legOf = ({ text: line }: FlowMessage) => /@(\w)/.exec(line)?.[1] ?? '';

/** What agents say of messages: by leg, or by message. */
type Told = Readonly<Record<string, string>> | ((message: FlowMessage) => string);

function indexOf(flow: Flow, told: Told): MessageIndex {
  const index = indexFrom(flow);
  for (const [row, message] of flow.messages.entries()) {
    const id = typeof told === 'function' ? told(message) : (told[legOf(message)] ?? '');
    if (id !== '') index.correlations.set(row, id);
  }
  return index;
}

function callsIn(index: MessageIndex): CallDetail[] {
  const table = joinCalls(index, summarise(index), NO_JOIN_DECISIONS);
  return Array.from({ length: table.count }, (_, call) => describeCall(index, table, call));
}

/** How many Call-IDs each call has. */
const legs = (flow: string, told: Told) =>
  callsIn(indexOf(callFrom(flow), told)).map(({ summary }) => summary.callIds.length);

describe('legs that the agents gave one correlation id', () => {
  test('are one call, with the reason in words', () => {
    expect(legs(LEGS, {})).toEqual([1, 1]);
    const [call, ...others] = callsIn(indexOf(callFrom(LEGS), { a: ID, b: ID }));
    expect(others).toEqual([]);
    expect(call?.legs[1]?.links).toEqual([
      {
        to: 0,
        evidence: 'correlation',
        confidence: 'strong',
        text: `who captured them gave both the correlation id ${ID} (HEP)`,
      },
    ]);
  });

  test('are one call where the id is the Call-ID of one of them', () => {
    const flow = callFrom(LEGS);
    const first = callIdOf(flow.messages[0] as FlowMessage);
    expect(legs(LEGS, { a: first, b: first })).toEqual([2]);
  });

  test('in whatever order the messages were read', () => {
    const flow = callFrom(LEGS);
    const isLater = (message: FlowMessage) => legOf(message) === 'b';
    const { messages } = flow;
    const orders = [
      [...messages].reverse(),
      [...messages.filter(isLater), ...messages.filter((message) => !isLater(message))],
    ];
    for (const order of orders) {
      const [call, ...others] = callsIn(indexOf({ ...flow, messages: order }, { a: ID, b: ID }));
      expect(others).toEqual([]);
      expect(call?.legs[1]?.links.map(({ to, evidence }) => [to, evidence])).toEqual([[0, 'correlation']]);
      expect(call?.summary.callId).toBe(callIdOf(messages[0] as FlowMessage));
    }
  });

  test('as a HEP file has them', async () => {
    const { messages } = callFrom(LEGS);
    const trace = await traceOf(joinAll(messages.map((message) => hep(message, ID))), 'agents.hep');
    expect(callsIn(trace.index).map(({ summary }) => summary.callIds.length)).toEqual([2]);
    const apart = await traceOf(joinAll(messages.map((message) => hep(message, callIdOf(message)))), 'agents.hep');
    expect(callsIn(apart.index).map(({ summary }) => summary.callIds.length)).toEqual([1, 1]);
  });
});

describe('an id that tells no call from others joins nothing', () => {
  test('different ids, or one that only one leg has', () => {
    expect(legs(LEGS, { a: ID, b: `${ID}-2` })).toEqual([1, 1]);
    expect(legs(LEGS, { a: ID })).toEqual([1, 1]);
    expect(legs(LEGS, { b: ID })).toEqual([1, 1]);
  });

  test('the Call-ID of each message itself', () => {
    expect(legs(LEGS, callIdOf)).toEqual([1, 1]);
  });

  test('a Call-ID that was used again for another call right after', () => {
    const again = ['alice -> pbx INVITE @a', 'pbx -> alice 486 @a', 'alice -> pbx ACK @a']
      .flatMap((line) => [line, line.replace('pbx', 'bob').replace('alice', 'pbx').replace('@a', '@b')])
      .sort((one, other) => Number(one.includes('@b')) - Number(other.includes('@b')));
    const flow = again.map((line) => `${line}\n    Call-ID: used-again@192.0.2.1`).join('\n  ');
    expect(legs(flow, {})).toEqual([1, 1]);
    expect(legs(flow, callIdOf)).toEqual([1, 1]);
    expect(legs(flow, () => ID)).toHaveLength(1);
  });

  test.each(['0', '2001', 'none', '00000000-0000-0000-0000-000000000000'])('a word such as %s', (id) => {
    expect(legs(LEGS, () => id)).toEqual([1, 1]);
  });

  test('one that calls side by side carry', () => {
    const other = LEGS.replaceAll('alice', 'carol').replaceAll('bob', 'dave').replace(/@a/g, '@c').replace(/@b/g, '@d');
    // Line by line: both calls at once.
    const [one, two] = [LEGS.split('\n'), other.split('\n')];
    const both = one.flatMap((line, i) => (line.includes('…') ? [line] : [line, two[i] ?? ''])).join('\n');
    expect(legs(both, {})).toEqual([1, 1, 1, 1]);
    expect(legs(both, { a: ID, b: ID, c: `${ID}-c`, d: `${ID}-c` })).toEqual([2, 2]);
    expect(legs(both, () => ID)).toEqual([1, 1, 1, 1]);
  });

  test('one that stands on everything, what is no call included', () => {
    const registered = `alice -> pbx REGISTER @r\n  pbx -> alice 200 @r\n${LEGS}`;
    expect(legs(registered, { a: ID, b: ID })).toEqual([1, 2]);
    expect(legs(registered, () => ID)).toEqual([1, 1, 1]);
  });

  test('one on two legs of which no box and no number is the same', () => {
    const apart = LEGS.replaceAll('pbx -> bob', 'inside -> bob').replaceAll('bob -> pbx', 'bob -> inside');
    const named = apart.replace('INVITE sdp @a', 'INVITE sdp @a\n    To: <sip:bob@example.com>');
    expect(legs(apart, { a: ID, b: ID })).toEqual([1, 1]);
    expect(legs(named, { a: ID, b: ID })).toEqual([2]);
  });

  test('one that is used again a minute later', () => {
    const later = `${LEGS.slice(0, LEGS.indexOf('pbx -> bob'))}  pbx -> alice 486 @a\n  alice -> pbx ACK @a\n  … 60s
      pbx -> bob INVITE @b\n  bob -> pbx 486 @b\n  pbx -> bob ACK @b`;
    expect(legs(later, () => ID)).toEqual([1, 1]);
  });
});

/** A message as an agent sends it to a collector: HEP 3 with a correlation id (chunk 0x11). */
function hep({ bytes, time, from, to }: FlowMessage, id: string): Uint8Array {
  const chunk = (type: number, value: Uint8Array) => join(be([2, 0], [2, type], [2, value.length + 6]), value);
  const address = (ip: string) => new Uint8Array(ip.split('.').map(Number));
  const chunks = join(
    chunk(1, be([1, 2])),
    chunk(2, be([1, 17])),
    chunk(3, address(from.address)),
    chunk(4, address(to.address)),
    chunk(7, be([2, from.port])),
    chunk(8, be([2, to.port])),
    chunk(9, be([4, Math.floor(time / 1e6)])),
    chunk(10, be([4, time % 1e6])),
    chunk(11, be([1, 1])),
    chunk(0x11, text(id)),
    chunk(15, bytes),
  );
  return join(text('HEP3'), be([2, chunks.length + 6]), chunks);
}
