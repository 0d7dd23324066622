import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { back, changed, forward, NO_HISTORY } from '../../src/view/history.ts';
import { everyPort, matches, parsePattern, patternFrom, socketParts } from '../../src/view/lane-pattern.ts';
import { givenNames, laneDecisionsOf, laneKeys } from '../../src/view/lanes.ts';
import { parseView, writeView } from '../../src/view/schema.ts';
import {
  hideLane,
  keepApart,
  mergeLanes,
  mergePattern,
  moveLane,
  nameLane,
  type Shape,
  showKeepalives,
  showLane,
  splitLane,
  takeOut,
} from '../../src/view/shape.ts';
import { EMPTY_LANES, EMPTY_VIEW, type LaneDecisions } from '../../src/view/view.ts';

const means = (pattern: string, socket: string) => {
  const parsed = parsePattern(pattern);
  return parsed !== null && matches(parsed, socketParts(socket));
};

describe('a pattern', () => {
  test.each([
    ['192.0.2.1:*', '192.0.2.1:5060', true],
    ['192.0.2.1:*', '192.0.2.1', true],
    ['192.0.2.1:*', '192.0.2.10:5060', false],
    ['10.0.0.0/8:*', '10.255.0.1:1', true],
    ['10.0.0.0/8:*', '11.0.0.1:1', false],
    ['10.0.0.0/8:5060-5070', '10.1.1.1:5070', true],
    ['10.0.0.0/8:5060-5070', '10.1.1.1:5071', false],
    ['10.0.0.0/8:5060-5070', '10.1.1.1', false],
    ['192.0.2.128/25:*', '192.0.2.127:5060', false],
    ['192.0.2.128/25:*', '192.0.2.255:5060', true],
    ['0.0.0.0/0:*', '192.0.2.1:5060', true],
    ['0.0.0.0/0:*', '[2001:db8::1]:5060', false],
    ['[2001:db8::]/32:*', '[2001:db8:1::9]:5060', true],
    ['[2001:db8::]/32:*', '[2001:db9::9]:5060', false],
    ['[2001:db8::1]:*', '[2001:db8::1]:5060', true],
    ['*:5060-5061', 'sbc.example.net:5061', true],
    ['*:5060', '192.0.2.1:5060', true],
    ['*:5060', '192.0.2.1:5061', false],
    ['sbc.example.net:*', 'SBC.example.net:5061', true],
    ['sbc.example.net:*', 'pbx.example.net:5061', false],
  ])('%s and %s: %s', (pattern, socket, expected) => {
    expect(means(pattern, socket)).toBe(expected);
  });

  test('is not what names a single socket, and not nonsense', () => {
    for (const text of [
      '192.0.2.1:5060',
      '192.0.2.1',
      '[2001:db8::1]:5060',
      'unknown 2',
      'this system',
      '',
      '*',
      '*:*x',
    ])
      expect(parsePattern(text)).toBeNull();
    for (const text of ['10.0.0.0/33:*', '10.0.0.0/-1:*', '10.0.0.0/8/8:*', 'host/8:*', 'h:70000-70001', 'h:9-8', ':*'])
      expect(parsePattern(text)).toBeNull();
  });

  test.each([
    ['192.0.2.1', '192.0.2.1:*'],
    [' 192.0.2.1:5060 ', '192.0.2.1:5060'],
    ['192.0.2.1:5060-5080', '192.0.2.1:5060-5080'],
    ['10.0.0.0/24', '10.0.0.0/24:*'],
    ['2001:DB8::1', '[2001:db8::1]:*'],
    ['[2001:db8::1]:5060', '[2001:db8::1]:5060'],
    ['2001:db8::/32', '[2001:db8::]/32:*'],
    ['[2001:db8::]/32', '[2001:db8::]/32:*'],
    [':5060-5080', '*:5060-5080'],
    ['*:5060', '*:5060'],
    ['SBC.example.net', 'sbc.example.net:*'],
    ['*', null],
    ['*:*', null],
    ['10.0.0.0/33', null],
    ['10.0.0.0/24:9-1', null],
    ['192.0.2.1:0', null],
    ['one two', null],
    ['<script>', null],
    ['', null],
  ])('a person writes %j and means %j', (typed, meant) => {
    expect(patternFrom(typed)).toBe(meant);
  });

  test('what a person may mean is a pattern or one socket, and means itself when it is typed again', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain(), fc.string({ maxLength: 30 })),
        fc.nat(40),
        (host, bits) => {
          for (const typed of [host, `${host}/${bits}`, `${host}:${bits}`, `${host}:${bits}-${bits + 9}`]) {
            const meant = patternFrom(typed);
            if (meant === null) continue;
            expect(patternFrom(meant)).toBe(meant);
            expect(parsePattern(meant) !== null || socketParts(meant).port > 0).toBe(true);
          }
        },
      ),
    );
  });
});

describe('decisions', () => {
  const merged = [['192.0.2.1:5060', '192.0.2.2:5060'], ['10.0.0.0/8:*'], ['10.0.0.9:5080']];

  test('a socket is drawn on the lane of the list that names it, else of the first pattern that means it', () => {
    const keyOf = laneKeys(merged);
    expect(['192.0.2.2:5060', '10.1.1.1:5060', '10.0.0.9:5080', '172.16.0.1:5060'].map(keyOf)).toEqual([
      '192.0.2.1:5060',
      '10.0.0.0/8:*',
      '10.0.0.9:5080',
      '172.16.0.1:5060',
    ]);
  });

  test('a name is given by key, then by socket, then by pattern', () => {
    const nameOf = givenNames(
      new Map([
        ['10.0.0.0/8:*', 'LAN'],
        ['10.0.0.1:5060', 'PBX'],
        ['k', 'Key'],
      ]),
    );
    expect(nameOf('10.0.0.1:5060', ['10.0.0.1:5060'])).toBe('PBX');
    expect(nameOf('k', ['10.0.0.1:5060'])).toBe('Key');
    expect(nameOf('10.0.0.2:5060', ['10.0.0.2:5060'])).toBe('LAN');
    expect(nameOf('192.0.2.1:5060', ['192.0.2.1:5060'])).toBeUndefined();
    const exact = givenNames(
      new Map([
        ['10.0.0.0/8:*', 'LAN'],
        ['10.0.0.9:*', 'SBC'],
        ['[2001:db8::1]:*', 'Six'],
        ['sbc.example.net:*', 'Named'],
      ]),
    );
    const named = (socket: string) => exact(socket, [socket]);
    expect(['10.0.0.9:5060', '10.0.0.8:5060', '[2001:db8::1]:5061', 'sbc.example.net:5060'].map(named)).toEqual([
      'SBC',
      'LAN',
      'Six',
      'Named',
    ]);
  });

  test('of a part speak of its sockets alone: no network, no address, no name of anything else leaves', () => {
    const lanes: LaneDecisions = {
      order: ['10.0.0.0/8:*', '172.16.0.1:5060', '192.0.2.1:5060'],
      hidden: ['10.0.0.0/8:*', '172.16.0.1:5060', 'unknown 2'],
      names: new Map([
        ['10.0.0.0/8:*', 'LAN'],
        ['172.16.0.0/12:*', 'secret'],
        ['unknown', 'who'],
      ]),
      merged: [...merged, ['172.16.0.1:5060', '172.16.0.2:5060']],
      apart: [['10.1.1.1:5060', '192.0.2.1:5060', '172.16.0.1:5060']],
      keepalives: true,
    };
    const sockets = new Set(['10.1.1.1:5060', '10.2.2.2:5060', '192.0.2.1:5060']);
    expect(laneDecisionsOf(lanes, sockets)).toEqual({
      order: ['10.1.1.1:5060', '192.0.2.1:5060'],
      hidden: ['10.1.1.1:5060', 'unknown 2'],
      names: new Map([
        ['10.1.1.1:5060', 'LAN'],
        ['unknown', 'who'],
      ]),
      merged: [['10.1.1.1:5060', '10.2.2.2:5060']],
      apart: [['10.1.1.1:5060', '192.0.2.1:5060']],
      keepalives: true,
    });
  });

  test('survive being written and read; what is wrong in them falls back', () => {
    const lanes: LaneDecisions = { ...EMPTY_LANES, apart: [['a:1', 'b:1']], keepalives: true, merged, hidden: ['a:1'] };
    expect(parseView(writeView({ ...EMPTY_VIEW, lanes })).lanes).toEqual(lanes);
    expect(writeView(EMPTY_VIEW)).toBe('{}');
    expect(parseView('{"lanes":{"apart":[1],"keepalives":"yes","hidden":["a:1"]}}').lanes).toEqual({
      ...EMPTY_LANES,
      hidden: ['a:1'],
    });
  });
});

describe('a change', () => {
  const shaped = (...shapes: Shape[]) => shapes.reduce((lanes, shape) => shape(lanes), EMPTY_LANES);
  const drawn = ['a:1', 'b:1', 'c:1'];

  test('moves a lane to either side of another; lanes of other calls stay as they were', () => {
    expect(shaped(moveLane(drawn, 'c:1', 'a:1', 'before')).order).toEqual(['c:1', 'a:1', 'b:1']);
    expect(shaped(moveLane(drawn, 'a:1', 'b:1', 'after')).order).toEqual(['b:1', 'a:1', 'c:1']);
    expect(shaped(moveLane(drawn, 'a:1', 'a:1', 'after'))).toBe(EMPTY_LANES);
    expect(shaped(moveLane(drawn, 'x:1', 'a:1', 'after'))).toBe(EMPTY_LANES);
    const before = { ...EMPTY_LANES, order: ['x:1', 'a:1'] };
    expect(moveLane(drawn, 'c:1', 'a:1', 'before')(before).order).toEqual(['c:1', 'a:1', 'b:1', 'x:1']);
  });

  test('merges lanes, and merged ones again', () => {
    expect(shaped(mergeLanes('a:1', ['b:1'])).merged).toEqual([['a:1', 'b:1']]);
    expect(shaped(mergeLanes('a:1', ['b:1']), mergeLanes('c:1', ['a:1'])).merged).toEqual([['c:1', 'a:1', 'b:1']]);
    expect(shaped(mergeLanes('a:1', ['a:1']))).toBe(EMPTY_LANES);
    expect(shaped(hideLane('b:1'), mergeLanes('a:1', ['b:1'])).hidden).toEqual([]);
  });

  test('merges all that a pattern means, whatever they were merged with before', () => {
    const lanes = shaped(
      mergeLanes('10.0.0.1:1', ['192.0.2.1:1']),
      mergeLanes('10.0.0.2:1', ['10.0.0.3:1']),
      mergePattern('10.0.0.0/8:*', ['10.0.0.1:1', '10.0.0.2:1', '10.0.0.3:1', '192.0.2.1:1']),
    );
    expect(lanes.merged[0]).toEqual(['10.0.0.0/8:*']);
    const keyOf = laneKeys(lanes.merged);
    expect(['10.0.0.1:1', '10.0.0.3:1', '10.9.9.9:9', '192.0.2.1:1'].map(keyOf)).toEqual([
      '10.0.0.0/8:*',
      '10.0.0.0/8:*',
      '10.0.0.0/8:*',
      '192.0.2.1:1',
    ]);
    // The lane stands where the first of them stood.
    const moved = shaped(moveLane(['c:1', '10.0.0.1:1', '10.0.0.2:1'], 'c:1', '10.0.0.1:1', 'after'));
    expect(mergePattern('10.0.0.0/8:*', ['10.0.0.1:1', '10.0.0.2:1'])(moved).order).toEqual(['10.0.0.0/8:*', 'c:1']);
  });

  test('splits a lane, and does not propose it again', () => {
    const lanes = shaped(mergeLanes('a:1', ['b:1']), splitLane('a:1', ['a:1', 'b:1']));
    expect(lanes).toEqual({ ...EMPTY_LANES, apart: [['a:1', 'b:1']] });
  });

  test('takes one socket out of a lane that was merged by name or by pattern', () => {
    const byName = shaped(mergeLanes('a:1', ['b:1', 'c:1']), takeOut('a:1', 'b:1'));
    expect(['a:1', 'b:1', 'c:1'].map(laneKeys(byName.merged))).toEqual(['a:1', 'b:1', 'a:1']);
    const byPattern = shaped(mergePattern(everyPort('a'), []), takeOut('a:*', 'a:2'));
    expect(['a:1', 'a:2'].map(laneKeys(byPattern.merged))).toEqual(['a:*', 'a:2']);
  });

  test('hides, shows, names, keeps apart, unfolds', () => {
    expect(shaped(hideLane('a:1'), hideLane('a:1')).hidden).toEqual(['a:1']);
    expect(shaped(hideLane('a:1'), showLane('a:1')).hidden).toEqual([]);
    expect(shaped(nameLane('a:1', 'A')).names.get('a:1')).toBe('A');
    expect(shaped(nameLane('a:1', 'A'), nameLane('a:1', '')).names.size).toBe(0);
    expect(shaped(keepApart(['a:1', 'b:1'])).apart).toEqual([['a:1', 'b:1']]);
    expect(shaped(showKeepalives(true)).keepalives).toBe(true);
  });
});

test('what was done is taken back and done again; after something new there is nothing to do again', () => {
  const history = changed(changed(NO_HISTORY as never, 'one'), 'two');
  const undone = back(history, 'three');
  expect(undone?.value).toBe('two');
  expect(undone && forward(undone.history, undone.value)?.value).toBe('three');
  const twice = undone && back(undone.history, undone.value);
  expect([twice?.value, twice && back(twice.history, twice.value)]).toEqual(['one', null]);
  expect(undone && forward(changed(undone.history, undone.value), 'four')).toBeNull();
});
