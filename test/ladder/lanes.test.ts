import { describe, expect, test } from 'vitest';
import { layOut } from '../../src/ladder/layout.ts';
import type { LaneDecisions } from '../../src/view/view.ts';
import { EMPTY_LANES } from '../../src/view/view.ts';
import { ladderInput } from '../support/ladder.ts';

const PROXIED = `
  proxy p1 record-route
  p1 = 198.51.100.1:5060 "" Kamailio
  alice = 192.0.2.10:5060 "Alice" Yealink
  bob = 192.0.2.20:5060 "Bob" Snom
  alice -> bob INVITE sdp via p1
  bob -> alice 200 sdp via p1
  alice -> bob ACK
`;

function names(flow: string, decisions: Partial<LaneDecisions> = {}): string[] {
  return layOut(ladderInput(flow, { decisions: { ...EMPTY_LANES, ...decisions } })).lanes.map(({ name }) => name);
}

describe('order', () => {
  test('a proxy stands between those it connects', () => {
    expect(names(PROXIED)).toEqual(['Alice', '198.51.100.1', 'Bob']);
  });

  test('branches of a fork stand beside each other, with what they reach behind them', () => {
    const flow = `
      proxy p1
      proxy p2
      p1 = 10.0.0.1
      p2 = 10.0.0.2
      alice = 10.0.0.3
      bob = 10.0.0.4
      carol = 10.0.0.5
      alice -> p1 INVITE sdp
      p1 -> p2 INVITE
      p1 -> carol INVITE
      p2 -> bob INVITE
    `;
    const keys = layOut(ladderInput(flow)).lanes.map(({ key }) => key);
    expect(keys).toEqual(['10.0.0.3:5060', '10.0.0.1:5060', '10.0.0.2:5060', '10.0.0.4:5060', '10.0.0.5:5060']);
  });

  test('a response alone shows the way of its request', () => {
    const input = ladderInput('alice -> bob INVITE\nbob -> alice 200');
    const layout = layOut({ ...input, messages: input.messages.slice(1) });
    expect(layout.lanes.map(({ key }) => key)).toEqual(['192.0.2.10:5060', '192.0.2.11:5060']);
  });

  test('lanes that people ordered stand so among each other, the rest keeps its place in the call', () => {
    const [alice, proxy, bob] = ['192.0.2.10:5060', '198.51.100.1:5060', '192.0.2.20:5060'];
    expect(names(PROXIED, { order: [bob, proxy, alice] })).toEqual(['Bob', '198.51.100.1', 'Alice']);
    expect(names(PROXIED, { order: [bob, 'nobody:1', proxy] })).toEqual(['Alice', 'Bob', '198.51.100.1']);
  });

  test('the way of the call counts, not what was captured first', () => {
    const input = ladderInput(PROXIED);
    const [first, ...rest] = input.messages;
    const late = first ? [...rest, first] : [];
    expect(layOut({ ...input, messages: late }).lanes.map(({ name }) => name)).toEqual([
      'Alice',
      '198.51.100.1',
      'Bob',
    ]);
    // The end of a call from the callee, seen before the call that it ends.
    const bye = input.messages.map((message) => ({
      ...message,
      method: 'BYE',
      toTag: 'b',
      from: message.to,
      to: message.from,
    }));
    const order = layOut({ ...input, messages: [...bye, ...input.messages] }).lanes.map(({ name }) => name);
    expect(order).toEqual(['Alice', '198.51.100.1', 'Bob']);
  });
});

describe('decisions', () => {
  test('a name is given by socket, also for a merged lane', () => {
    const given = new Map([['198.51.100.1:5060', 'edge']]);
    expect(names(PROXIED, { names: given })).toEqual(['Alice', 'edge', 'Bob']);
    expect(names(PROXIED, { names: given, merged: [['192.0.2.20:5060', '198.51.100.1:5060']] })).toEqual([
      'Alice',
      'edge',
    ]);
  });

  test('merged sockets are one lane, messages between them loops', () => {
    const decisions = { ...EMPTY_LANES, merged: [['198.51.100.1:5060', '192.0.2.20:5060']] };
    const layout = layOut(ladderInput(PROXIED, { decisions }));
    expect(layout.lanes.map(({ sockets }) => sockets)).toEqual([
      ['192.0.2.10:5060'],
      ['198.51.100.1:5060', '192.0.2.20:5060'],
    ]);
    expect(layout.lanes[1]?.shownSocket).toBe('198.51.100.1:5060 +1');
    const loops = layout.rows.filter((row) => row.kind === 'rung' && row.from === row.to);
    expect(loops).toHaveLength(2);
    expect(layout.width).toBe(900);
  });

  test('a hidden lane takes its messages along, and that is told', () => {
    const layout = layOut(ladderInput(PROXIED, { decisions: { ...EMPTY_LANES, hidden: ['198.51.100.1:5060'] } }));
    expect(layout.lanes.map(({ name }) => name)).toEqual(['Alice', 'Bob']);
    expect([layout.hiddenLanes, layout.hiddenMessages]).toEqual([['198.51.100.1:5060'], 4]);
    expect(layout.rows.map(({ id }) => id)).toEqual(['m4', 'end']);
  });

  test('everything hidden leaves an empty ladder', () => {
    const hidden = ['192.0.2.10:5060', '198.51.100.1:5060', '192.0.2.20:5060'];
    const layout = layOut(ladderInput(PROXIED, { decisions: { ...EMPTY_LANES, hidden } }));
    expect([layout.lanes, layout.rows, layout.hiddenMessages]).toEqual([[], [], 5]);
  });
});

describe('patterns', () => {
  test('an address with any port, a network and a range of ports are one lane each', () => {
    const keys = (merged: string[][]) =>
      layOut(ladderInput(PROXIED, { decisions: { ...EMPTY_LANES, merged } })).lanes.map(({ key }) => key);
    expect(keys([['192.0.2.0/24:*']])).toEqual(['192.0.2.0/24:*', '198.51.100.1:5060']);
    expect(keys([['192.0.2.0/28:*']])).toEqual(['192.0.2.0/28:*', '198.51.100.1:5060', '192.0.2.20:5060']);
    expect(keys([['*:5060-5061']])).toEqual(['*:5060-5061']);
    expect(keys([['192.0.2.0/24:*'], ['192.0.2.20:5060']])).toHaveLength(3);
  });

  test('a name for an address holds for all its ports, one for a socket counts before it', () => {
    const given = new Map([
      ['192.0.2.0/24:*', 'Branch'],
      ['192.0.2.20:5060', 'Desk'],
    ]);
    expect(names(PROXIED, { names: given })).toEqual(['Branch', '198.51.100.1', 'Desk']);
  });
});

describe('keepalives', () => {
  const PINGED = `
    alice = 192.0.2.10
    p1 = 198.51.100.1
    gw1 = 203.0.113.1
    gw2 = 203.0.113.2
    gw3 = 203.0.113.3
    p1 -> gw1 OPTIONS
    gw1 -> p1 200
    alice -> p1 INVITE sdp
    p1 -> gw2 OPTIONS
    p1 -> gw3 OPTIONS
    gw3 -> gw3 OPTIONS
    p1 -> alice 200 sdp
  `;

  test('lanes that carry nothing else are one lane at the end, and each by itself when asked', () => {
    const layout = layOut(ladderInput(PINGED));
    expect(layout.lanes.map(({ name }) => name)).toEqual(['Alice', 'p1', '3 others']);
    expect([layout.keepaliveLanes, layout.lanes[2]?.sockets.length, layout.hiddenMessages]).toEqual([3, 3, 0]);
    const each = layOut(ladderInput(PINGED, { decisions: { ...EMPTY_LANES, keepalives: true } }));
    expect([each.lanes.length, each.keepaliveLanes]).toEqual([5, 3]);
  });

  test('where there is nothing else they are what the ladder is about', () => {
    const layout = layOut(ladderInput('p1 -> gw1 OPTIONS\np1 -> gw2 OPTIONS'));
    expect([layout.lanes.length, layout.keepaliveLanes]).toEqual([3, 0]);
  });
});

describe('room', () => {
  test('lanes spread over the width, keep a least distance, and are centred where there is more than they can use', () => {
    const xs = (width: number) => layOut(ladderInput(PROXIED, { width })).lanes.map(({ x }) => x);
    const [a = 0, b = 0, c = 0] = xs(900);
    expect(b - a).toBe(c - b);
    expect(c).toBeGreaterThan(820);
    expect(layOut(ladderInput(PROXIED, { width: 470 })).width).toBe(470);
    const narrow = layOut(ladderInput(PROXIED, { width: 300 }));
    expect(narrow.width).toBeGreaterThan(300);
    const [left = 0, , right = 0] = xs(2400);
    expect(left).toBeGreaterThan(600);
    expect(right).toBeLessThan(1800);
  });

  test('sockets without an address have words, each its own', () => {
    const input = ladderInput('alice -> bob OPTIONS\nbob -> alice 200');
    const unknown = { kind: 'unknown', address: '', port: 0 } as const;
    const lanes = new Map(
      [0, 1].map((id) => [id, { endpoint: { id, ...unknown }, name: '', product: '', inferred: true }]),
    );
    expect(layOut({ ...input, lanes }).lanes.map(({ key, name, inferred }) => [key, name, inferred])).toEqual([
      ['unknown', 'unknown', true],
      ['unknown 2', 'unknown', true],
    ]);
    const self = new Map([
      [0, { endpoint: { ...unknown, id: 0, kind: 'self' } as const, name: '', product: '', inferred: false }],
    ]);
    expect(layOut({ ...input, lanes: self }).lanes[0]?.name).toBe('this system');
  });
});
