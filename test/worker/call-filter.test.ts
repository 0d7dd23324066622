import { describe, expect, test } from 'vitest';
import { joinCalls } from '../../src/call/join-calls.ts';
import { NO_JOIN_DECISIONS } from '../../src/call/link.ts';
import { summarise } from '../../src/call/summarise.ts';
import { callFilter } from '../../src/worker/call-filter.ts';
import { termsOf } from '../../src/worker/filter-terms.ts';
import { callFrom, indexFrom } from '../support/flow.ts';

const FLOW = `
  alice = 192.0.2.10:5060 "Alice Archer" Yealink T54W
  bob = 192.0.2.20:5060 "Zoë Baker" FreeSWITCH 1.10
  alice -> bob INVITE sdp
  bob -> alice 486
  alice -> bob ACK
  bob -> alice INVITE sdp @b
  alice -> bob 200 sdp @b
  bob -> alice ACK @b
  … 10s
  alice -> bob BYE @b
  bob -> alice 200 @b
  alice -> bob OPTIONS @c
  bob -> alice 200 @c
`;

function calls(filter: string, flow = FLOW): number[] {
  const index = indexFrom(callFrom(flow));
  const table = joinCalls(index, summarise(index), NO_JOIN_DECISIONS);
  const passes = callFilter(table, index, filter);
  return Array.from({ length: table.count }, (_, call) => call).filter(passes);
}

describe('a filter', () => {
  test('is words, each anywhere in the call, whatever their case and accents', () => {
    expect(calls('')).toEqual([0, 1, 2]);
    expect(calls('  ARCHER  zoe ')).toEqual([0, 1, 2]);
    expect(calls('busy')).toEqual([0]);
    expect(calls('192.0.2.20:5060 options')).toEqual([2]);
    expect(calls('"alice archer"')).toEqual([0, 1, 2]);
    expect(calls('"archer alice"')).toEqual([]);
  });

  test('leaves out what follows a minus sign', () => {
    expect(calls('-busy')).toEqual([1, 2]);
    expect(calls('zoe -busy -options')).toEqual([1]);
  });

  test('tells who called from who was called', () => {
    expect(calls('from:alice')).toEqual([0, 2]);
    expect(calls('to:alice')).toEqual([1]);
    expect(calls('from:192.0.2.20')).toEqual([1]);
    expect(calls('-from:alice')).toEqual([1]);
    expect(calls('from:"alice archer" status:486')).toEqual([0]);
  });

  test('compares the status that decided', () => {
    expect(calls('status:486')).toEqual([0]);
    expect(calls('status=4xx')).toEqual([0]);
    expect(calls('status:4')).toEqual([0]);
    expect(calls('status>=400')).toEqual([0]);
    expect(calls('status<300')).toEqual([1, 2]);
    expect(calls('status>=many')).toEqual([]);
  });

  test('asks for methods, products, and how much there is of a call', () => {
    expect(calls('method:bye')).toEqual([1]);
    expect(calls('agent:yealink -method:options')).toEqual([0, 1]);
    expect(calls('messages>3')).toEqual([1]);
    expect(calls('talk>=10 talk<11')).toEqual([1]);
    expect(calls('talk>=0')).toEqual([1]);
  });

  test('finds a call by the Call-ID of any of its legs', () => {
    const legs = `
      alice -> pbx INVITE sdp
        +Session-ID: 0123456789abcdef0123456789abcdef;remote=00000000000000000000000000000000
      pbx -> bob INVITE sdp @b
        +Session-ID: 0123456789abcdef0123456789abcdef;remote=00000000000000000000000000000000
      bob -> pbx 486 @b
      pbx -> alice 486
    `;
    const index = indexFrom(callFrom(legs));
    const ids = Array.from({ length: index.callIds.count }, (_, id) => index.callIds.text(id));
    expect(ids).toHaveLength(2);
    for (const id of ids) {
      expect(calls(id, legs)).toEqual([0]);
      expect(calls(`call-id:${id}`, legs)).toEqual([0]);
    }
  });

  test('asks for nothing yet where a field has no value, and takes an unknown field for a word', () => {
    expect(calls('from:')).toEqual([0, 1, 2]);
    expect(calls('status>=')).toEqual([0, 1, 2]);
    expect(termsOf('sip:alice - "')).toEqual([
      { field: null, value: 'sip:alice', not: false },
      { field: null, value: '-', not: false },
    ]);
    expect(calls('sip:alice')).toEqual([0, 1, 2]);
  });
});
