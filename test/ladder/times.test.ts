import { expect, test } from 'vitest';
import { deltaText, duration, TimeWriter } from '../../src/ladder/times.ts';

test.each([
  [0, '0 ms'],
  [1, '0.1 ms'],
  [400, '0.4 ms'],
  [2_000, '2 ms'],
  [981_000, '981 ms'],
  [999_600, '1.00 s'],
  [3_290_000, '3.29 s'],
  [9_996_000, '10.0 s'],
  [32_700_000, '32.7 s'],
  [59_960_000, '1 min'],
  [72_400_000, '1 min 12 s'],
  [3_599_700_000, '1 h'],
  [7_500_000_000, '2 h 5 min'],
  [86_399_000_000, '1 d'],
  [273_600_000_000, '3 d 4 h'],
])('%i microseconds are %s', (microseconds, text) => {
  expect(duration(microseconds)).toBe(text);
});

test('a delta is signed, and not made up', () => {
  expect(deltaText(28_000)).toBe('+28 ms');
  expect(deltaText(-12_000)).toBe('−12 ms');
  expect(deltaText(Number.NaN)).toBe('');
});

const AT = (text: string): number => Date.parse(text) * 1000;

test('each time says what changed', () => {
  const times = new TimeWriter('absolute', 60);
  const shown = [
    '2024-03-04T11:04:02.104Z',
    '2024-03-04T11:04:02.106Z',
    '2024-03-04T11:04:03.121Z',
    '2024-03-04T11:05:18.860Z',
    '2024-03-04T12:05:18.860Z',
    '2024-03-04T23:05:18.860Z',
  ].map((text) => times.write(AT(text), Number.NaN).shown);
  expect(shown).toEqual(['12:04:02.104', '.106', '03.121', '05:18.860', '13:05:18.860', '00:05:18.860']);
});

test('another day is named where the log has days', () => {
  const [before, after] = [AT('2024-02-29T22:59:59.999Z'), AT('2024-02-29T23:00:00.001Z')];
  expect(new TimeWriter('absolute', 60).newDay(after, before)).toBe('2024-03-01');
  expect(new TimeWriter('absolute', 0).newDay(after, before)).toBe('');
  const day = 86_400_000_000;
  expect(new TimeWriter('time-of-day', 60).newDay(day + 5, day - 5)).toBe('next day');
  expect(new TimeWriter('relative', 0).newDay(day + 5, day - 5)).toBe('');
  expect(new TimeWriter('absolute', 0).newDay(9e21, 0)).toBe('');
});

test('a clock that begins with the capture, and none at all', () => {
  const relative = new TimeWriter('relative', 60);
  expect([104_000, 65_104_000, 3_665_104_000, -2_000].map((time) => relative.write(time, 0).shown)).toEqual([
    '0.104',
    '1:05.104',
    '1:01:05.104',
    '−0.002',
  ]);
  expect(new TimeWriter('none', 0).write(5, 1)).toEqual({ shown: '', full: '', delta: '' });
  expect(new TimeWriter('absolute', 0).write(Number.NaN, 1)).toEqual({ shown: '', full: '', delta: '' });
});

test('dates of a log that says no zone are as logged, not of UTC', () => {
  const noon = Date.UTC(2024, 2, 5, 12) * 1000;
  const logged = new TimeWriter('absolute', null);
  expect([...logged.legend(noon), logged.full(noon)]).toEqual(['2024-03-05', 'as logged', '12:00:00.000']);
  expect(new TimeWriter('absolute', 0).legend(noon)).toEqual(['2024-03-05', 'UTC']);
});
