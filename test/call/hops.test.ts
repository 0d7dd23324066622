import { describe, expect, it } from 'vitest';
import { describeCall } from '../../src/call/describe.ts';
import { hopsOf } from '../../src/call/hops.ts';
import { joinCalls } from '../../src/call/join-calls.ts';
import { NO_JOIN_DECISIONS } from '../../src/call/link.ts';
import { summarise } from '../../src/call/summarise.ts';
import { B2BUA } from '../support/b2bua.ts';
import { callFrom, indexFrom } from '../support/flow.ts';

/** Lines of a flow that are hops of line `row`, each behind the line that it came from. */
function hops(flow: string, row: number): string[] {
  const picture = callFrom(flow);
  const index = indexFrom(picture);
  const table = joinCalls(index, summarise(index), NO_JOIN_DECISIONS);
  const call = [...Array(table.count).keys()].find((i) =>
    describeCall(index, table, i).messages.some((message) => message.row === row),
  );
  const found = hopsOf(describeCall(index, table, call ?? -1), index.endpoints.hosts(), row);
  const name = (at: number) => {
    const { from, to, text } = picture.messages[found[at]?.row ?? -1] ?? {};
    return `${from?.name} -> ${to?.name} ${text?.split(/\s+/)[3]}`;
  };
  return found.map(({ parent }, i) => (parent < 0 ? name(i) : `${name(parent)}; ${name(i)}`));
}

const PROXIES = `proxy p1
  proxy p2
  alice -> p1 INVITE sdp to bob
  p1 -> p2 INVITE sdp
  p2 -> bob INVITE sdp
  bob -> p2 200 sdp
  p2 -> p1 200 sdp
  p1 -> alice 200 sdp
  alice -> bob ACK`;

describe('the hops of a message', () => {
  it('are those across proxies, whichever hop is asked about', () => {
    const way = ['alice -> p1 INVITE', 'alice -> p1 INVITE; p1 -> p2 INVITE', 'p1 -> p2 INVITE; p2 -> bob INVITE'];
    for (const row of [0, 1, 2]) expect(hops(PROXIES, row)).toEqual(way);
  });

  it('of a response go back the way', () => {
    expect(hops(PROXIES, 5)).toEqual(['bob -> p2 200', 'bob -> p2 200; p2 -> p1 200', 'p2 -> p1 200; p1 -> alice 200']);
  });

  it('go on across a box that joins two legs: request, response and BYE', () => {
    expect(hops(B2BUA, 0)).toEqual(['alice -> pbx INVITE', 'alice -> pbx INVITE; pbx -> bob INVITE']);
    expect(hops(B2BUA, 4)).toEqual(['bob -> pbx 180', 'bob -> pbx 180; pbx -> alice 180']);
    expect(hops(B2BUA, 9)).toEqual(['bob -> pbx BYE', 'bob -> pbx BYE; pbx -> alice BYE']);
  });

  it('leave out what a box sends for itself, and what stands on one hop only', () => {
    expect(hops(B2BUA, 1)).toEqual(['pbx -> alice 100']);
    expect(hops(B2BUA, 8)).toEqual(['alice -> pbx ACK']);
  });

  it('go through a box by its address, whichever ports it uses', () => {
    const ports = B2BUA.replace(/pbx -> bob/g, 'out -> bob').replace(/bob -> pbx/g, 'bob -> out');
    const flow = `alice = 192.0.2.10:5060
      pbx = 192.0.2.11:5060
      out = 192.0.2.11:5080
      ${ports}`;
    expect(hops(flow, 0)).toEqual(['alice -> pbx INVITE', 'alice -> pbx INVITE; out -> bob INVITE']);
  });

  it('go into a leg once: what a box sends there again is its own', () => {
    const flow = `${B2BUA.slice(0, B2BUA.indexOf('…'))}
      alice -> pbx INFO
      pbx -> bob INFO @b
      pbx -> bob INFO @b +50ms`;
    expect(hops(flow, 10)).toEqual(['alice -> pbx INFO', 'alice -> pbx INFO; pbx -> bob INFO']);
    expect(hops(flow, 11)).toEqual(['pbx -> bob INFO']);
  });

  it('stand side by side in a fork', () => {
    const fork = `proxy p1
      alice -> p1 INVITE sdp to bob
      p1 -> bob INVITE sdp
      p1 -> carol INVITE sdp`;
    expect(hops(fork, 2)).toEqual([
      'alice -> p1 INVITE',
      'alice -> p1 INVITE; p1 -> bob INVITE',
      'alice -> p1 INVITE; p1 -> carol INVITE',
    ]);
  });

  it('count a retransmission as its first', () => {
    const again = PROXIES.replace('p1 -> p2 INVITE sdp', 'alice -> p1 INVITE again +500ms\n  p1 -> p2 INVITE sdp');
    expect(hops(again, 1)).toHaveLength(3);
    expect(hops(again, 1)[0]).toBe('alice -> p1 INVITE');
  });

  it('do not take a call that somebody was asked to make for a hop', () => {
    const transfer = `alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      alice -> bob REFER refer-to carol
      bob -> alice 202
      bob -> carol INVITE sdp @b`;
    expect(hops(transfer, 0)).toEqual(['alice -> bob INVITE']);
    expect(hops(transfer, 5)).toEqual(['bob -> carol INVITE']);
  });

  it('are none for a row that is not of the call', () => {
    const index = indexFrom(callFrom(PROXIES));
    const table = joinCalls(index, summarise(index), NO_JOIN_DECISIONS);
    expect(hopsOf(describeCall(index, table, 0), index.endpoints.hosts(), 99)).toEqual([]);
  });
});
