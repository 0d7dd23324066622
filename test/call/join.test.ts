import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CERTAIN,
  indexOf,
  type Kind,
  type LegsOptions,
  makeLegs,
  partition,
  STRONG,
  score,
  TOLD,
} from '../support/legs.ts';
import { Random } from '../support/random.ts';

const BUSY: Omit<LegsOptions, 'evidence'> = {
  seed: 1,
  calls: 100,
  atOnce: 50,
  numbers: 'alike',
  constants: true,
  latency: 40,
  hops: [2, 5],
};

function scoreOf(evidence: readonly Kind[], changes: Partial<LegsOptions> = {}) {
  const set = makeLegs({ ...BUSY, evidence, ...changes });
  return score(partition(indexOf(set.messages)), set.calls);
}

describe('fifty calls at once between the same boxes, with the same numbers and constants', () => {
  it.each(CERTAIN)('%s alone joins them all', (kind) => {
    expect(scoreOf([kind])).toEqual({ wrong: 0, precision: 1, recall: 1 });
  });

  it.each([...STRONG, ...TOLD])('%s alone joins them all', (kind) => {
    expect(scoreOf([kind])).toEqual({ wrong: 0, precision: 1, recall: 1 });
  });

  it.each([...CERTAIN, ...STRONG, ...TOLD])('%s joins across boxes with an address for each side', (kind) => {
    const { wrong, recall } = scoreOf([kind, 'called'], { twoSided: true, numbers: 'own' });
    expect(wrong).toBe(0);
    expect(recall).toBeGreaterThanOrEqual(0.99);
  });

  it.each([...CERTAIN, ...STRONG, ...TOLD])(
    '%s joins nothing wrongly where legs are missing and messages late',
    (kind) => {
      expect(scoreOf([kind], { unseen: 0.1, late: 0.05, bursts: true }).wrong).toBe(0);
    },
  );

  it('without anything in common nothing is joined', () => {
    expect(scoreOf([], { numbers: 'own' })).toEqual({ wrong: 0, precision: 1, recall: 0 });
    expect(scoreOf([])).toEqual({ wrong: 0, precision: 1, recall: 0 });
  });
});

describe('numbers and time', () => {
  it.each([{ kinds: ['called'] }, { kinds: ['calling'] }, { kinds: ['called', 'calling'] }] as const)(
    '$kinds that only one call has join it',
    ({ kinds }) => {
      expect(scoreOf(kinds, { numbers: 'own' })).toEqual({ wrong: 0, precision: 1, recall: 1 });
      expect(scoreOf(kinds, { numbers: 'own', late: 0.05, latency: 300 })).toEqual({
        wrong: 0,
        precision: 1,
        recall: 1,
      });
    },
  );

  it('the caller tells calls of one hotline apart', () => {
    const both = scoreOf(['called', 'calling'], { numbers: 'hotline', bursts: true });
    expect(both).toEqual({ wrong: 0, precision: 1, recall: 1 });
  });

  it.each([
    { numbers: 'alike', atOnce: 50 },
    { numbers: 'alike', atOnce: 5 },
    { numbers: 'alike', atOnce: 50, bursts: true },
    { numbers: 'alike', atOnce: 5, late: 0.1, latency: 300 },
    { numbers: 'few', atOnce: 50 },
    { numbers: 'few', atOnce: 50, unseen: 0.1 },
    { numbers: 'alike', atOnce: 50, unseen: 0.1 },
    { numbers: 'alike', atOnce: 5, unseen: 0.1 },
    { numbers: 'hotline', atOnce: 50, unseen: 0.1 },
  ] as const)('calls that are alike stay apart unless they clearly mirror each other: %o', (changes) => {
    for (const seed of [1, 2, 3]) expect(scoreOf(['called', 'calling'], { ...changes, seed }).wrong).toBe(0);
  });

  it('a few calls alike, one after the other, are told apart by what they did', () => {
    expect(scoreOf(['called', 'calling'], { numbers: 'alike', atOnce: 1, calls: 60 }).recall).toBeGreaterThan(0.8);
  });
});

describe('order', () => {
  const options = fc.record({
    seed: fc.integer({ min: 1, max: 1000 }),
    evidence: fc.subarray([
      'icid',
      'session-half',
      'from-tag',
      'media',
      'correlation',
      'affix',
      'x-call-id',
      'via',
      'called',
      'calling',
    ] as const),
    numbers: fc.constantFrom('own', 'alike', 'few', 'hotline'),
    atOnce: fc.constantFrom(2, 20),
    constants: fc.boolean(),
    bursts: fc.boolean(),
    unseen: fc.constantFrom(0, 0.2),
  });

  it('whatever the order of the messages, the same legs are one call', () => {
    fc.assert(
      fc.property(options, fc.integer(), (drawn, shuffle) => {
        const { messages } = makeLegs({
          ...BUSY,
          calls: 20,
          ...(drawn as Partial<LegsOptions>),
          evidence: drawn.evidence,
        });
        const inOrder = partition(indexOf(messages));
        expect(partition(indexOf([...messages].reverse()))).toEqual(inOrder);
        expect(partition(indexOf(new Random(shuffle).shuffled(messages)))).toEqual(inOrder);
      }),
      { numRuns: 25 },
    );
  });

  it('the later leg may stand first or last in the file', () => {
    const { messages, calls } = makeLegs({ ...BUSY, calls: 30, evidence: ['called'], numbers: 'own', hops: [2, 2] });
    const later = new Set(calls.map(([, second]) => second));
    const isLater = ({ leg }: (typeof messages)[number]) => later.has(leg.callId);
    const first = [...messages.filter(isLater), ...messages.filter((message) => !isLater(message))];
    const last = [...messages.filter((message) => !isLater(message)), ...messages.filter(isLater)];
    expect(score(partition(indexOf(first)), calls).recall).toBe(1);
    expect(partition(indexOf(first))).toEqual(partition(indexOf(last)));
  });
});

describe('people', () => {
  const set = makeLegs({ ...BUSY, calls: 4, atOnce: 2, evidence: ['icid'], hops: [3, 3] });
  const [[a = '', b = '', c = ''] = [], [other = ''] = []] = set.calls;
  const rowOf = (callId: string) => set.messages.findIndex(({ leg }) => leg.callId === callId);
  const callOf = (found: readonly (readonly string[])[], callId: string) =>
    found.find((callIds) => callIds.includes(callId));

  it('cut two legs, and they are two calls, whatever else ties them', () => {
    const found = partition(indexOf(set.messages), { joined: [], cut: [[rowOf(a), rowOf(b)]] });
    expect(callOf(found, a)).not.toContain(b);
    expect([callOf(found, a)?.length, callOf(found, b)?.length].sort()).toEqual([1, 2]);
    expect([callOf(found, a), callOf(found, b)]).toContainEqual(callOf(found, c));
  });

  it('join two calls, and they are one', () => {
    const found = partition(indexOf(set.messages), { joined: [[rowOf(a), rowOf(other)]], cut: [] });
    expect(callOf(found, a)).toEqual(expect.arrayContaining([a, b, c, other]));
  });

  it('name messages that are not there, and nothing happens', () => {
    const decisions = { joined: [[1e6, rowOf(a)]], cut: [[-1, rowOf(b)]] } as const;
    expect(partition(indexOf(set.messages), decisions)).toEqual(partition(indexOf(set.messages)));
  });
});
