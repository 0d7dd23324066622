import { describe, expect, test } from 'vitest';
import { captured } from '../../src/base/captured.ts';
import { describeCall } from '../../src/call/describe.ts';
import { joinCalls } from '../../src/call/join-calls.ts';
import { NO_JOIN_DECISIONS } from '../../src/call/link.ts';
import { summarise } from '../../src/call/summarise.ts';
import { type LaneProposal, proposeLanes } from '../../src/lanes/propose.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';

/** A message of a call: who sent it to whom on the wire, and what its headers say. */
interface Sent {
  readonly from: string;
  readonly to: string;
  /** `INVITE`, `200`. */
  readonly what: string;
  readonly method?: string;
  readonly call?: string;
  /** Sent-by and branch, topmost first. */
  readonly vias?: readonly string[];
  readonly contact?: string;
  readonly recordRoutes?: readonly string[];
  readonly more?: readonly string[];
  readonly product?: string;
}

function textOf({ what, method = what, call = 'a', vias = [], contact, recordRoutes = [], more = [], ...rest }: Sent) {
  const isResponse = /^\d/.test(what);
  const cseq = isResponse && method === what ? 'INVITE' : method;
  return [
    isResponse ? `SIP/2.0 ${what} OK` : `${what} sip:bob@example.com SIP/2.0`,
    ...vias.map((via) => {
      const [host, branch] = via.split(' ');
      return `Via: SIP/2.0/UDP ${host};branch=z9hG4bK${branch}`;
    }),
    ...recordRoutes.map((host) => `Record-Route: <sip:${host};lr>`),
    `From: <sip:alice@example.com>;tag=f${call}`,
    `To: <sip:bob@example.com>${isResponse ? `;tag=t${call}` : ''}`,
    `Call-ID: call-${call}@example.com`,
    `CSeq: 1 ${cseq}`,
    ...(contact === undefined ? [] : [`Contact: <sip:${contact}>`]),
    ...(rest.product === undefined ? [] : [`${isResponse ? 'Server' : 'User-Agent'}: ${rest.product}`]),
    ...more,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/** What is proposed for the call of the first message, in a trace of all of them. */
async function proposed(sent: readonly Sent[]): Promise<LaneProposal[]> {
  const index = new MessageIndex();
  const kept = sent.map((message) => new TextEncoder().encode(textOf(message)));
  for (const [i, { from, to }] of sent.entries()) {
    const known = captured(0);
    known.time = 1.7e15 + i * 10_000;
    known.place = 0;
    const [a = '', b = ''] = [from, to].map((text) => (text.includes(':') ? text : `${text}:5060`));
    known.from = index.endpoints.ofHost(a.split(':')[0] ?? '', Number(a.split(':')[1]));
    known.to = index.endpoints.ofHost(b.split(':')[0] ?? '', Number(b.split(':')[1]));
    const bytes = kept[i] ?? new Uint8Array(0);
    if (index.add(bytes, 0, bytes.length, known) < 0) throw new Error('no SIP');
  }
  const table = joinCalls(index, summarise(index), NO_JOIN_DECISIONS);
  return proposeLanes(index, describeCall(index, table, 0), async (row) => kept[row] ?? new Uint8Array(0));
}

const brief = (list: readonly LaneProposal[]) =>
  list.map(({ evidence, sockets, pattern }) => [evidence, sockets.join(' '), pattern].join(' | ').trim());

const [ALICE, BOB, OUTER, INNER] = ['192.0.2.10', '10.0.0.20', '198.51.100.1', '10.0.0.1'];
const arrives: Sent = { from: ALICE, to: OUTER, what: 'INVITE', vias: [`${ALICE} a`], contact: `alice@${ALICE}` };
const answered: Sent[] = [
  { from: BOB, to: INNER, what: '200', vias: ['x y'] },
  { from: OUTER, to: ALICE, what: '200', vias: [`${ALICE} a`] },
];

describe('two addresses of one box', () => {
  test('a request passes through it: nobody put a Via between', async () => {
    const leaves: Sent = { from: INNER, to: BOB, what: 'INVITE', vias: ['lb.example.com b', `${ALICE} a`] };
    const [one, ...more] = await proposed([arrives, leaves, ...answered]);
    expect(more).toEqual([]);
    expect(brief(one ? [one] : [])).toEqual([`passing | ${OUTER}:5060 ${INNER}:5060 |`]);
    expect(one?.row).toBe(1);
    expect(one?.text).toBe(
      `${OUTER} and ${INNER} never send each other anything, and the INVITE that arrives at one leaves from the other with nobody's Via between.`,
    );
  });

  test('not when another box put its Via between: then a hop was not captured', async () => {
    const vias = ['lb.example.com c', '10.9.9.9 b', `${ALICE} a`];
    expect(await proposed([arrives, { from: INNER, to: BOB, what: 'INVITE', vias }, ...answered])).toEqual([]);
  });

  test('not when they talk to each other anywhere in the trace', async () => {
    const leaves: Sent = { from: INNER, to: BOB, what: 'INVITE', vias: ['lb.example.com b', `${ALICE} a`] };
    const ping: Sent = { from: `${INNER}:5070`, to: OUTER, what: 'OPTIONS', call: 'ping', vias: [`${INNER} p`] };
    expect(await proposed([arrives, leaves, ...answered, ping])).toEqual([]);
  });

  test('joined legs pass from one to the other', async () => {
    const more = ['Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=00000000000000000000000000000000'];
    const second: Sent = { from: INNER, to: BOB, what: 'INVITE', call: 'b', vias: ['sbc.local b'], more };
    const list = await proposed([{ ...arrives, more }, second]);
    expect(brief(list)).toEqual([`passing | ${OUTER}:5060 ${INNER}:5060 |`]);
    expect(list[0]?.text).toMatch(/leaves from the other: both carry Session-ID ab30317f/);
  });

  test('not when the first one has its own way out', async () => {
    const more = ['Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=00000000000000000000000000000000'];
    const own: Sent = { from: OUTER, to: '203.0.113.7', what: 'INVITE', call: 'c', vias: [`${OUTER} c`], more };
    const second: Sent = { from: INNER, to: BOB, what: 'INVITE', call: 'b', vias: ['sbc.local b'], more };
    expect(await proposed([{ ...arrives, more }, own, second])).toEqual([]);
  });

  test('not when a third party takes the call over: a leg that names the dialog of another is not that leg going on', async () => {
    const [carol, proxy] = ['192.0.2.30', '10.0.0.9'];
    const replaces = ['Replaces: call-a@example.com;from-tag=fa;to-tag=ta'];
    const takes: Sent = { from: carol, to: proxy, what: 'INVITE', call: 'b', vias: ['phone.local c'], more: replaces };
    const goesOn: Sent = { ...takes, from: proxy, to: BOB, vias: [`${proxy} d`, 'phone.local c'] };
    const direct: Sent = { ...arrives, to: BOB };
    const answer: Sent = { from: BOB, to: ALICE, what: '200', vias: [`${ALICE} a`] };
    expect(await proposed([direct, answer, takes, goesOn])).toEqual([]);
  });

  test('one calls itself by the other in its Via', async () => {
    const leaves: Sent = { from: INNER, to: BOB, what: 'INVITE', vias: [`${OUTER} b`, '10.9.9.9 z', `${ALICE} a`] };
    const list = await proposed([arrives, leaves, ...answered]);
    expect(brief(list)).toEqual([`naming | ${OUTER}:5060 ${INNER}:5060 |`]);
    expect(list[0]?.text).toBe(`${INNER} calls itself ${OUTER} in its Via, and they never send each other anything.`);
  });

  test('in the Record-Route that it put in, not in one that it passes on', async () => {
    const vias = ['lb.example.com b', '10.9.9.9 z', `${ALICE} a`];
    const comesIn: Sent = { ...arrives, to: INNER, from: '10.0.0.9', vias: vias.slice(1), recordRoutes: ['10.7.7.7'] };
    const goesOut: Sent = { from: INNER, to: BOB, what: 'INVITE', vias };
    const elsewhere: Sent = { from: '10.7.7.7', to: OUTER, what: 'OPTIONS', vias: ['10.7.7.7 q'] };
    const added = await proposed([comesIn, { ...goesOut, recordRoutes: [OUTER, '10.7.7.7'] }, elsewhere]);
    expect(brief(added)).toEqual([`naming | ${OUTER}:5060 ${INNER}:5060 |`]);
    const passed = await proposed([comesIn, { ...goesOut, recordRoutes: ['10.7.7.7'] }, elsewhere]);
    expect(passed).toEqual([]);
  });

  test('in the Contact of its own request or answer', async () => {
    const first: Sent = { ...arrives, contact: `alice@${INNER}`, vias: ['phone.local a'] };
    const other: Sent = { from: BOB, to: INNER, what: 'BYE', vias: [`${BOB} y`] };
    expect(brief(await proposed([first, other]))).toEqual([`naming | ${INNER}:5060 ${ALICE}:5060 |`]);
    const answer: Sent = { from: OUTER, to: ALICE, what: '200', vias: [`${ALICE} a`], contact: `bob@${INNER}` };
    expect(brief(await proposed([arrives, answer, other]))).toEqual([`naming | ${INNER}:5060 ${OUTER}:5060 |`]);
  });

  test('not in a Contact that a proxy passes on, nor in those of a redirect or a registrar', async () => {
    const other: Sent = { from: BOB, to: INNER, what: 'BYE', vias: [`${BOB} y`] };
    const passed: Sent = { from: OUTER, to: '203.0.113.7', what: 'INVITE', vias: [`${OUTER} b`, `${ALICE} a`] };
    const back: Sent = { from: OUTER, to: ALICE, what: '200', vias: [`${ALICE} a`], contact: `bob@${INNER}` };
    expect(await proposed([arrives, passed, back, other])).toEqual([]);
    const inside: Sent = { ...arrives, from: INNER, to: BOB, vias: ['lb.example.com b', '10.9.9.9 z', `${ALICE} a`] };
    expect(await proposed([arrives, inside])).toEqual([]);
    expect(await proposed([arrives, { ...back, what: '302' }, other])).toEqual([]);
    const register: Sent = { ...arrives, what: 'REGISTER' };
    expect(await proposed([register, { ...back, method: 'REGISTER' }, other])).toEqual([]);
  });

  test('not in the Contact of a party that a box without its own passes into the next leg', async () => {
    const more = ['Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=00000000000000000000000000000000'];
    const second: Sent = { from: INNER, to: BOB, what: 'INVITE', call: 'b', vias: ['sbc.local b'], more };
    const list = await proposed([
      { ...arrives, more },
      { ...second, contact: `alice@${ALICE}` },
    ]);
    expect(brief(list)).toEqual([`passing | ${OUTER}:5060 ${INNER}:5060 |`]);
  });
});

describe('several ports of one address', () => {
  const talks = (port: number, more: Partial<Sent> = {}): Sent => ({
    from: `${OUTER}:${port}`,
    to: BOB,
    what: 'INVITE',
    call: `p${port}`,
    vias: [`${OUTER} v${port}`, `${ALICE} a`],
    ...more,
  });
  const several = (...ports: Partial<Sent>[]) =>
    proposed([
      { from: ALICE, to: `${OUTER}:5060`, what: 'INVITE', call: 'one', vias: [`${ALICE} a`] },
      ...ports.map((more, i) => talks(40_001 + i, { call: 'one', ...more })),
    ]);

  test('are proposed with the pattern that means them all', async () => {
    const list = await several({}, {});
    expect(brief(list)).toEqual([`ports | ${OUTER}:5060 ${OUTER}:40001 ${OUTER}:40002 | ${OUTER}:*`]);
    expect(list[0]?.text).toBe(
      `${OUTER} appears with 3 ports (5060, 40001, 40002) that never send each other anything.`,
    );
  });

  test('not those that send each other something: several programs on one machine', async () => {
    expect(await several({ to: `${OUTER}:5060` })).toEqual([]);
    const list = await several({ to: `${OUTER}:40003` }, {});
    expect(brief(list)).toEqual([`ports | ${OUTER}:5060 ${OUTER}:40001 ${OUTER}:40002 | ${OUTER}:*`]);
  });

  test('not phones behind one NAT: both ends of a call, other addresses of their own, other products', async () => {
    const nat = (port: number, home: string, more: Partial<Sent> = {}): Sent => ({
      from: `203.0.113.9:${port}`,
      to: OUTER,
      what: 'INVITE',
      vias: [`${home} n${port}`],
      ...more,
    });
    expect(
      await proposed([nat(1024, 'h.local'), { ...nat(1025, 'h.local'), from: OUTER, to: '203.0.113.9:1025' }]),
    ).toEqual([]);
    expect(await proposed([nat(1024, '192.168.1.2'), nat(1025, '192.168.1.3', { what: 'OPTIONS' })])).toEqual([]);
    const products = [
      nat(1024, 'h.local', { product: 'Yealink' }),
      nat(1025, 'h.local', { what: 'OPTIONS', product: 'Snom' }),
    ];
    expect(await proposed(products)).toEqual([]);
    expect(brief(await proposed([nat(1024, 'h.local'), nat(1025, 'h.local', { what: 'OPTIONS' })]))).toHaveLength(1);
  });

  test('not two that are called on different legs, as in a transfer', async () => {
    const more = ['X-Call: call-one@example.com'];
    const leg = (from: string, call: string, port: number): Sent => ({
      from,
      to: `203.0.113.9:${port}`,
      what: 'INVITE',
      call,
      vias: [`${from} ${call}`],
      more,
    });
    const answer = { from: '203.0.113.9:5060', to: ALICE, what: '200', call: 'one', vias: [`${ALICE} one`] };
    expect(await proposed([leg(ALICE, 'one', 5060), answer, leg(OUTER, 'two', 5062)])).toEqual([]);
  });

  test('not the branches of one fork', async () => {
    const fork = (port: number): Sent => ({
      from: OUTER,
      to: `203.0.113.9:${port}`,
      what: 'INVITE',
      vias: [`${OUTER} f${port}`, `${ALICE} a`],
    });
    expect(await proposed([arrives, fork(1024), fork(1025)])).toEqual([]);
  });
});
