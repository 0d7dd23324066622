import { describe, expect, it } from 'vitest';
import { rowOfLeg, withCut, withJoined } from '../../src/call/decide.ts';
import { describeCall } from '../../src/call/describe.ts';
import { earlyDialogs } from '../../src/call/early-dialogs.ts';
import { joinCalls } from '../../src/call/join-calls.ts';
import { type JoinDecisions, NO_JOIN_DECISIONS } from '../../src/call/link.ts';
import { mergeCalls } from '../../src/call/merge-calls.ts';
import { summarise } from '../../src/call/summarise.ts';
import { placeOfRow, placesOfRows, rowsOf } from '../../src/call/table.ts';
import { marksOf } from '../../src/ladder/marks.ts';
import { OPEN_SIEVE, sift, sortsOf } from '../../src/ladder/sieve.ts';
import { callFrom, indexFrom } from '../support/flow.ts';

const THREE = `alice -> pbx INVITE sdp
  pbx -> alice 200 sdp
  alice -> pbx ACK
  carol -> dave INVITE sdp @b
  dave -> carol 200 sdp @b
  carol -> dave ACK @b
  erin -> frank OPTIONS @c
  frank -> erin 200 @c`;

const index = indexFrom(callFrom(THREE));
const legs = summarise(index);
const join = (decisions: JoinDecisions) => joinCalls(index, legs, decisions);

describe('decisions on legs', () => {
  const apart = join(NO_JOIN_DECISIONS);
  const joined = withJoined(NO_JOIN_DECISIONS, apart, [
    { call: 0, leg: 0 },
    { call: 1, leg: 0 },
  ]);

  it('name legs by their first rows', () => {
    expect(apart.count).toBe(3);
    expect(rowOfLeg(apart, { call: 1, leg: 0 })).toBe(3);
    expect(rowOfLeg(apart, { call: 1, leg: 7 })).toBe(-1);
    expect(joined).toEqual({ joined: [[0, 3]], cut: [] });
    expect(placeOfRow(join(joined), 4)).toEqual({ call: 0, leg: 1 });
    expect(placeOfRow(apart, 99)).toEqual({ call: -1, leg: -1 });
  });

  it('that only a hand had tied are as they were once they are cut', () => {
    const table = join(joined);
    expect(withCut(joined, table, { call: 0, leg: 0 }, { call: 0, leg: 1 }, true)).toEqual(NO_JOIN_DECISIONS);
  });

  it('that evidence ties stay apart, until they are joined again', () => {
    const table = join(joined);
    const cut = withCut(joined, table, { call: 0, leg: 1 }, { call: 0, leg: 0 }, false);
    expect(cut).toEqual({ joined: [], cut: [[3, 0]] });
    const again = withJoined(cut, join(cut), [
      { call: 1, leg: 0 },
      { call: 0, leg: 0 },
    ]);
    expect(again).toEqual({ joined: [[3, 0]], cut: [] });
    expect(join(again).count).toBe(2);
  });
});

describe('several calls as one', () => {
  const table = join(NO_JOIN_DECISIONS);
  const calls = [0, 1, 2];

  it('have all messages in order, each with the transactions and legs of its own', () => {
    const merged = mergeCalls(
      calls.map((call) => describeCall(index, table, call)),
      sift(index, table, calls, OPEN_SIEVE),
    );
    expect(merged.messages.map(({ row }) => row)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(merged.messages.map(({ leg }) => leg)).toEqual([0, 0, 0, 1, 1, 1, 2, 2]);
    for (const { row, transaction } of merged.messages) {
      const { request = -1, responses = [], ack = -1 } = merged.transactions[transaction] ?? {};
      expect([request, ack, ...responses]).toContain(row);
    }
  });

  it('are sifted by method, kind and lane, and counted whatever the sieve', () => {
    const rows = (sieve: Partial<typeof OPEN_SIEVE>) => [...sift(index, table, calls, { ...OPEN_SIEVE, ...sieve })];
    expect(rows({ methods: ['ACK'] })).toEqual([2, 5]);
    expect(rows({ kinds: ['options'] })).toEqual([6, 7]);
    const { methods, kinds, lanes } = sortsOf(index, table, calls);
    expect(methods).toEqual([
      ['INVITE', 4],
      ['ACK', 2],
      ['OPTIONS', 2],
    ]);
    expect(kinds).toEqual([
      ['call', 6],
      ['options', 2],
    ]);
    const [lane = '', count] = lanes.at(-1) ?? [];
    expect(rows({ lanes: [lane] })).toHaveLength(count ?? 0);
    expect(rows({ methods: ['ACK'], kinds: ['options'] })).toEqual([]);
  });

  it('are found by any of their rows', () => {
    const rows = sift(index, table, calls, OPEN_SIEVE);
    expect([...placesOfRows(table, rows)]).toEqual([0, 0, 0, 1, 1, 1, 2, 2]);
    expect(rowsOf(table, 2)).toEqual(new Uint32Array([6, 7]));
  });

  it('stand in order of time, also where they were read in another one', () => {
    const flow = callFrom(THREE);
    const turned = indexFrom({ ...flow, messages: [...flow.messages].reverse() });
    const all = joinCalls(turned, summarise(turned), NO_JOIN_DECISIONS);
    expect([...sift(turned, all, [0, 1, 2], OPEN_SIEVE)]).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
  });
});

describe('forks', () => {
  const fork = `proxy p1
    alice -> p1 INVITE sdp
    p1 -> bob INVITE
    p1 -> carol INVITE
    bob -> p1 180
    p1 -> alice 180
    carol -> p1 180
    p1 -> alice 180
    carol -> p1 200 sdp +2s
    p1 -> alice 200
    p1 -> bob CANCEL
    bob -> p1 200 CANCEL
    bob -> p1 487 INVITE
    p1 -> bob ACK
    alice -> carol ACK`;
  const forked = indexFrom(callFrom(fork));
  const call = describeCall(forked, joinCalls(forked, summarise(forked), NO_JOIN_DECISIONS), 0);

  it('have an early dialog for each To-tag', () => {
    expect(earlyDialogs(call.messages).map(({ number, of, status }) => [number, of, status])).toEqual([
      [1, 2, 180],
      [2, 2, 200],
    ]);
  });

  it('are marked on their rungs: branches, early dialogs, and who was taken back', () => {
    const marks = [...marksOf(call)].map(([row, { title }]) => [row, title] as const).sort(([a], [b]) => a - b);
    expect(marks).toEqual([
      [1, 'branch 1 of 2'],
      [2, 'branch 2 of 2'],
      [3, 'early dialog 1 of 2, by To-tag'],
      [5, 'early dialog 2 of 2, by To-tag'],
      [9, 'another branch answered'],
    ]);
  });
});
