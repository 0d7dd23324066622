import { describe, expect, test } from 'vitest';
import { INFERRED_FROM, INFERRED_TO } from '../../src/base/captured.ts';
import type { Finding } from '../../src/diagnose/finding.ts';
import { paper, serialize } from '../../src/export/paper.ts';
import { drawFigure } from '../../src/ladder/figure.ts';
import type { LadderInput } from '../../src/ladder/input.ts';
import { layOut } from '../../src/ladder/layout.ts';
import type { LadderLayout, Row } from '../../src/ladder/picture.ts';
import { tableOf } from '../../src/ladder/table.ts';
import { textLadder } from '../../src/ladder/text.ts';
import { rowsIn } from '../../src/ladder/window.ts';
import { ladderInput } from '../support/ladder.ts';

function layoutOf(flow: string, changes: Partial<LadderInput> = {}): LadderLayout {
  return layOut(ladderInput(flow, { width: 1440, ...changes }));
}

/** A row in a few words: `488 Not Acceptable Here failure`, `— 32.0 s talking`. */
function words(row: Row): string {
  if (row.kind === 'gap') return `— ${row.text} ${row.phase}`.trim();
  if (row.kind === 'rung') return [row.label, ...row.chips.map(({ text }) => `(${text})`)].join(' ');
  return row.kind === 'ghost' || row.kind === 'beside' ? `${row.kind} ${row.label}` : `${row.kind} ${row.text}`;
}

const read = (flow: string, changes?: Partial<LadderInput>) => layoutOf(flow, changes).rows.map(words);

describe('copies', () => {
  const LOST = `
    alice -> bob INVITE sdp
    alice -> bob INVITE again +500ms
    alice -> bob INVITE again +1s
    bob -> alice 200 sdp
    alice -> bob ACK
    bob -> alice 200 again +500ms
    bob -> alice 200 again +1s
    alice -> bob ACK again
    bob -> alice 200 again +2s
  `;

  test('fold into the rung they repeat, or into one of their own where other messages came between', () => {
    expect(read(LOST)).toEqual([
      'INVITE (SDP) (×3, last at 01.500)',
      '200 OK (SDP)',
      'ACK',
      '200 OK (again ×3, last at 05.030)',
      'ACK (again)',
      'edge nothing more was captured',
    ]);
  });

  test('lead to where they are folded, and count for the time since the message before', () => {
    const layout = layoutOf(LOST);
    expect([0, 1, 2, 3, 5, 6, 7, 8].map((row) => layout.places.get(row))).toEqual([0, 0, 0, 1, 3, 3, 4, 3]);
    expect(layout.rows[1]?.kind === 'rung' && layout.rows[1].time.delta).toBe('+10 ms');
  });

  test('are drawn one by one when asked for', () => {
    expect(read(LOST, { unfolded: true })).toHaveLength(10);
    const copies = layoutOf(LOST, { unfolded: true }).rows.filter((row) => row.kind === 'rung' && row.copy);
    expect(copies).toHaveLength(6);
  });

  test('of the capture are one rung that says so', () => {
    const layout = layoutOf('alice -> bob OPTIONS\nalice -> bob OPTIONS again +1ms\nbob -> alice 200');
    expect(layout.rows.map(words)).toEqual(['OPTIONS', '200 OK']);
    expect(layout.rows[0]?.kind === 'rung' && layout.rows[0].notes).toEqual(['captured 2 times']);
  });
});

describe('chips', () => {
  test('say what SDP means', () => {
    const flow = `
      alice -> bob INVITE
      bob -> alice 183 sdp
      bob -> alice 200 sdp
      alice -> bob ACK sdp
      bob -> alice INVITE hold
      alice -> bob 200 recvonly
      bob -> alice ACK
      bob -> alice INVITE sdp
      alice -> bob 200 sdp
      bob -> alice ACK
      alice -> bob UPDATE sdp video
      bob -> alice 200 sdp
      alice -> bob INVITE fax
      bob -> alice 488
      alice -> bob ACK
    `;
    const chips = layoutOf(flow).rows.flatMap((row) =>
      row.kind === 'rung' && row.chips.length > 0 ? [row.chips.map(({ text }) => text).join(', ')] : [],
    );
    expect(chips).toEqual([
      'early media · offer',
      'SDP · offer',
      'SDP · answer',
      'SDP · hold',
      'SDP',
      'SDP · resume',
      'SDP',
      'SDP · re-offer · video',
      'SDP',
      'SDP · re-offer · fax',
    ]);
  });

  test('name the request where a response could belong to another one', () => {
    const flow =
      'alice -> bob INVITE\nbob -> alice 180\nalice -> bob CANCEL\nbob -> alice 200 CANCEL\nbob -> alice 487';
    expect(read(flow).slice(0, 5)).toEqual([
      'INVITE',
      '180 Ringing',
      'CANCEL',
      '200 OK (to CANCEL)',
      '487 Request Terminated',
    ]);
  });

  test('say that an end is inferred unless another capture of the packet names it', () => {
    const input = ladderInput('alice -> bob OPTIONS\nalice -> bob OPTIONS again in 1\nbob -> alice 200', {
      width: 1440,
    });
    const chipsWith = (flags: readonly number[]) =>
      layOut({ ...input, messages: input.messages.map((message, i) => ({ ...message, flags: flags[i] ?? 0 })) })
        .rows.map(words)
        .filter((text) => text.includes('inferred'));
    expect(chipsWith([INFERRED_FROM, INFERRED_FROM, 0])).toEqual(['OPTIONS (inferred)']);
    expect(chipsWith([INFERRED_FROM, INFERRED_TO, 0])).toEqual([]);
    expect(chipsWith([INFERRED_FROM | INFERRED_TO, INFERRED_TO, INFERRED_TO])).toEqual([
      'OPTIONS (inferred)',
      '200 OK (inferred)',
    ]);
  });

  test('tell a transport only where it is not that of the others, and what was cut', () => {
    const flow = `
      alice -> bob OPTIONS
      bob -> alice 200
      alice -> bob MESSAGE tcp truncated
        | ${'a long message '.repeat(40)}
      bob -> alice 200 tls
    `;
    expect(read(flow)).toEqual(['OPTIONS', '200 OK', 'MESSAGE (truncated) (TCP)', '200 OK (TLS)']);
  });
});

describe('classes', () => {
  test('a challenge or redirect that is followed is a step, one that is not a failure', () => {
    const flow = `
      alice -> bob INVITE
      bob -> alice 401
      alice -> bob ACK
      alice -> bob INVITE
      bob -> alice 407
      alice -> bob ACK
    `;
    const classes = layoutOf(flow).rows.flatMap((row) => (row.kind === 'rung' ? [`${row.label} ${row.class}`] : []));
    expect(classes).toContain('401 Unauthorized challenge');
    expect(classes).toContain('407 Proxy Authentication Required failure');
  });
});

describe('breaks, phases and edges', () => {
  test('silence is said with what went on meanwhile', () => {
    const flow = `
      alice -> bob INVITE sdp
      bob -> alice 180
      bob -> alice 200 sdp +6s
      alice -> bob ACK
      alice -> bob BYE +4.9s
      bob -> alice 200
    `;
    expect(read(flow)).toEqual([
      'INVITE (SDP)',
      '180 Ringing',
      '— 6.00 s ringing',
      '200 OK (SDP)',
      'ACK',
      'BYE',
      '200 OK',
    ]);
  });

  test('bars stand on the sides of two lifelines that face each other', () => {
    const layout = layoutOf(
      'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200 sdp\nalice -> bob ACK\nalice -> bob BYE\nbob -> alice 200',
    );
    const [alice, bob] = layout.lanes;
    expect(layout.spans.map(({ kind, lane }) => [kind, lane])).toEqual([
      ['ringing', 0],
      ['ringing', 1],
      ['talking', 0],
      ['talking', 1],
    ]);
    for (const { lane, x } of layout.spans) {
      if (lane === 0) expect(x).toBeGreaterThan(alice?.x ?? 0);
      else expect(x).toBeLessThan(bob?.x ?? 0);
    }
  });

  test('a capture that begins or ends in the middle says so, and for how long nothing came', () => {
    const input = ladderInput('alice -> bob INVITE sdp\nbob -> alice 200 sdp\nalice -> bob ACK', { width: 1440 });
    const { messages } = input;
    const [first, , last] = messages;
    const edges = (changes: Partial<LadderInput>) =>
      layOut({ ...input, ...changes }).rows.flatMap((row) => (row.kind === 'edge' ? [row.text] : []));
    expect(edges({ messages: messages.slice(1) })[0]).toBe('the beginning was not captured');
    const until = (end: number) => ({ capture: { start: first?.time ?? 0, end } });
    expect(edges(until(last?.time ?? 0))).toEqual(['the capture ends here']);
    expect(edges(until((last?.time ?? 0) + 4e6))).toEqual(['nothing more in the 4.00 s until the capture ends']);
  });
});

describe('findings', () => {
  const FLOW =
    'alice -> bob INVITE sdp\nbob -> alice 200 sdp\nbob -> alice 200 again +500ms\nbob -> alice BYE +30s\nalice -> bob 200';
  const finding = (of: Partial<Finding>): Finding => ({
    rule: 'r',
    severity: 'warning',
    confidence: 'certain',
    call: 0,
    messages: [],
    title: 'title',
    text: 'text',
    nextStep: '',
    reference: '',
    ...of,
  });

  test('stand after the last message they speak of, ghosts where the message was missed', () => {
    const ghost = { after: 1, from: 0, to: 1, label: 'ACK' };
    const findings = [
      finding({ title: 'a', messages: [2, 0], ghost }),
      finding({ title: 'b', severity: 'error', messages: [3] }),
    ];
    const layout = layoutOf(FLOW, { findings });
    expect(layout.rows.map(words)).toEqual([
      'INVITE (SDP)',
      '200 OK (SDP) (×2, last at .510)',
      'ghost ACK (not seen)'.slice(0, 9),
      'band a',
      '— 30.0 s talking',
      'BYE',
      'band b',
      '200 OK',
    ]);
    const severities = layout.rows.flatMap((row) => (row.kind === 'rung' ? [row.severity] : []));
    expect(severities).toEqual(['warning', 'warning', 'error', null]);
  });

  test('are never lost, whatever rows they name', () => {
    const ghost = { after: 99, from: 7, to: 8, label: 'ACK' };
    const layout = layoutOf(FLOW, { findings: [finding({ messages: [77], ghost })] });
    expect(layout.rows.map(words).at(-1)).toBe('band title');
    expect(layOut({ ...ladderInput(FLOW), messages: [], findings: [finding({})] }).rows.map(words)).toEqual([
      'band title',
    ]);
  });
});

test('a window finds its rows by halving', () => {
  const layout = layoutOf(Array.from({ length: 50 }, () => 'alice -> bob OPTIONS\nbob -> alice 200').join('\n'));
  for (const [top, bottom] of [
    [0, 10],
    [100, 300],
    [36, 64],
    [2790, 9999],
    [-50, -10],
    [5000, 6000],
  ] as const) {
    const expected = layout.rows.filter((row) => row.top < bottom && row.top + row.height > top);
    const [first, end] = rowsIn(layout, top, bottom);
    expect(layout.rows.slice(first, end)).toEqual(expected);
  }
});

test('the table says everything in words', () => {
  const layout = layoutOf('alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200 sdp +6s');
  expect(tableOf(layout).map(({ time, from, to, label, notes }) => [time, from, to, label, notes].join('|'))).toEqual([
    '12:00:00.000|Alice|Bob|INVITE|SDP offer, sendrecv',
    '12:00:00.010|Bob|Alice|180 Ringing|answers INVITE, +10 ms after the message before',
    '|||silence of 6.00 s, ringing|',
    '12:00:06.010|Bob|Alice|200 OK|answers INVITE, SDP answer, sendrecv, +6.00 s after the message before',
    '|||nothing more was captured|',
  ]);
});

test('no text of a trace reaches a terminal or a picture with controls in it', () => {
  const input = ladderInput('alice -> bob INVITE sdp\nbob -> alice 603');
  const evil = 'x\u001b[2J\u202ey';
  const endpoint = { id: 0, kind: 'name', address: evil, port: 5060 } as const;
  const lanes = new Map(input.lanes).set(0, { endpoint, name: evil, product: evil, inferred: false });
  const messages = input.messages.map((message) => ({ ...message, reason: evil, method: evil }));
  const findings = [
    {
      rule: '',
      severity: 'info',
      confidence: 'hint',
      call: 0,
      messages: [0],
      title: evil,
      text: evil,
      nextStep: '',
      reference: '',
    } as const,
  ];
  const layout = layOut({ ...input, lanes, messages, findings });
  const texts = [
    textLadder(layout),
    serialize(drawFigure(paper(), layout, { theme: 'dark', title: evil, lines: [evil] })),
  ];
  for (const text of [...texts, JSON.stringify(tableOf(layout))]) {
    expect(text).toContain('x\u241b[2J\ufffdy');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/);
  }
});
