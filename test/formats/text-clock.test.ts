import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FINE_CLOCK } from '../../src/base/captured.ts';
import { SourceClock } from '../../src/formats/text/clock.ts';
import { readPlainStamp } from '../../src/formats/text/plain-stamp.ts';
import { findStamp, numberedStamp, onDayOf, readAnyStamp, type Stamp } from '../../src/formats/text/stamp.ts';
import { readLog } from '../support/logs.ts';

const at = (text: string) => Date.parse(text) * 1000;
const DAY = 86_400e6;
const stamp = (text: string) => findStamp(text) as Stamp;

describe('ways to write a time', () => {
  test.each([
    ['2024-01-05 10:00:00.123456', '2024-01-05T10:00:00.123Z', 456],
    ['2024-01-05T10:00:00,123', '2024-01-05T10:00:00.123Z', 0],
    ['2024-01-05T10:00:00.123+01:00', '2024-01-05T09:00:00.123Z', 0],
    ['2024-01-05T10:00:00.123-0530', '2024-01-05T15:30:00.123Z', 0],
    ['2024/01/05 10:00:00.5', '2024-01-05T10:00:00.500Z', 0],
    ['2024.01.05 10:00:00:123 GMT+00:00', '2024-01-05T10:00:00.123Z', 0],
    ['2024-10-09 17:35:10:176', '2024-10-09T17:35:10.176Z', 0],
    ['20240105-100000.123', '2024-01-05T10:00:00.123Z', 0],
    ['20240105100000.123456', '2024-01-05T10:00:00.123Z', 456],
    ['Fri Jan 05 2024 10:00:00 GMT+0100 (CET)', '2024-01-05T09:00:00Z', 0],
    ['Fri Jan  5 10:00:00 2024', '2024-01-05T10:00:00Z', 0],
    ['Jan 5, 2024 10:00:00.123456789 UTC', '2024-01-05T10:00:00.123Z', 456],
    ['22/1/2009 15:31:48:066', '2009-01-22T15:31:48.066Z', 0],
    ['5-11-2024 12:00:00.123456', '2024-11-05T12:00:00.123Z', 456],
    ['05-Jan-2024 10:00:00.123', '2024-01-05T10:00:00.123Z', 0],
    ['Fri, 5 Jan 2024 10:00:00 +0100', '2024-01-05T09:00:00Z', 0],
    ['05/Jan/2024:10:00:00 +0000', '2024-01-05T10:00:00Z', 0],
    ['2024/1/5 10:00:00', '2024-01-05T10:00:00Z', 0],
    ['Jan 5, 2024 @ 10:00:00.123', '2024-01-05T10:00:00.123Z', 0],
    ['Jan 5, 2024, 3:00:00 PM', '2024-01-05T15:00:00Z', 0],
    ['2024-01-05 03:00:00.123 PM', '2024-01-05T15:00:00.123Z', 0],
    ['1/5/2024 12:00:00.5 am', '2024-01-05T00:00:00.500Z', 0],
    ['1/5/2024, 3:00:00\u00e2\u0080\u00afPM', '2024-01-05T15:00:00Z', 0],
    ['1704448800.123456', '2024-01-05T10:00:00.123Z', 456],
    ['1704448800123', '2024-01-05T10:00:00.123Z', 0],
  ])('%s', (text, date, micros) => {
    expect(stamp(`[${text}] x`)).toMatchObject({ kind: 'date', us: at(date) + micros });
  });

  test('a day and a month can be told apart where one is above twelve', () => {
    expect(stamp('1/22/2009 15:31:48').us).toBe(at('2009-01-22T15:31:48Z'));
    expect(numberedStamp('01/05/2024-10:00:00.123', 'month-first')?.us).toBe(at('2024-01-05T10:00:00.123Z'));
  });

  test('a time of day, a date without a year', () => {
    expect(stamp('x 9:00:00.123 p.m. y')).toMatchObject({ kind: 'time', us: 75_600_123_000, fine: true });
    expect(stamp('12:00:00 PM')).toMatchObject({ kind: 'time', us: 43_200_000_000 });
    expect(stamp('x 10:00:00.123 y')).toMatchObject({ kind: 'time', us: 36_000_123_000, fine: true });
    expect(stamp('*Jan  5 10:00:00.123: ')).toMatchObject({ kind: 'month', us: 4 * DAY + 36_000_123_000 });
    expect(stamp('Feb 29 10:00:00')).toMatchObject({ kind: 'month', fine: false });
  });

  test.each(['99:99:99', '10:00', '2024-13-05 10:00:00', 'Foo  5 10:00', '1.2.3.4:5060', '12:34:56:78:9a:bc', ''])(
    '%s is none',
    (text) => {
      expect(findStamp(text)).toBeNull();
    },
  );

  test('a time of day beside a date is of the nearest such day', () => {
    const day = stamp('2024-01-06 00:00:00.000100');
    expect(onDayOf(day, stamp('23:59:59.999900'))?.us).toBe(at('2024-01-05T23:59:59.999Z') + 900);
    expect(onDayOf(day, stamp('00:00:00.000050'))?.us).toBe(at('2024-01-06T00:00:00Z') + 50);
  });
});

describe('the clock of a source', () => {
  test('rolls over at midnight, and not for a line that is a little late', () => {
    const clock = new SourceClock();
    const times = ['23:59:59', '00:00:01', '23:59:58', '00:00:02', '12:00:01', '23:00:00', '01:00:00'];
    const hours = times.map((time) => clock.timeOf(stamp(time)) / 1e6);
    expect(hours).toEqual([86399, 86401, 86398, 86402, 129601, 169200, 176400]);
    expect(clock.kind).toBe('time-of-day');
  });

  test('counts days from the first, through New Year', () => {
    const clock = new SourceClock();
    expect(clock.timeOf(stamp('Dec 31 23:00:00'))).toBe(23 * 3600e6);
    expect(clock.timeOf(stamp('Jan  1 01:00:00'))).toBe(DAY + 3600e6);
  });

  test('gives times of day the day of the last date', () => {
    const clock = new SourceClock();
    clock.timeOf(stamp('2024-01-05 23:59:00'));
    expect(clock.timeOf(stamp('00:01:00'))).toBe(at('2024-01-06T00:01:00Z'));
    expect(clock.kind).toBe('absolute');
  });
});

describe('times of messages', () => {
  const bye = (n: number) =>
    `BYE sip:b@192.0.2.2 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK${n}\nCall-ID: c\nCSeq: ${n} BYE\n\n`;

  test('times of day before the first date belong to its day', async () => {
    const text = `10:00:00.100 udp 192.0.2.1:5060 -> 192.0.2.2:5060\n${bye(1)}\n2024-01-05 10:00:01.000 udp 192.0.2.1:5060 -> 192.0.2.2:5060\n${bye(2)}`;
    const { rows, report } = await readLog(text);
    expect(rows.map(({ time }) => time)).toEqual([at('2024-01-05T10:00:00.1Z'), at('2024-01-05T10:00:01Z')]);
    expect(report.clock).toBe('absolute');
  });

  test('no time at all is NaN, and said', async () => {
    const { rows, report } = await readLog(bye(1));
    expect(rows.map(({ time }) => time)).toEqual([Number.NaN]);
    expect([report.clock, report.formats[0]?.clock]).toEqual(['none', 'none']);
  });

  test('whole seconds are no fine clock', async () => {
    const line = (time: string) => `${time} udp 192.0.2.1:5060 -> 192.0.2.2:5060\n${bye(1)}\n`;
    const fine = async (time: string) => ((await readLog(line(time))).rows[0]?.flags ?? 0) & FINE_CLOCK;
    expect(await fine('2024-01-05 10:00:00')).toBe(0);
    expect(await fine('2024-01-05 10:00:00.12')).toBe(FINE_CLOCK);
  });
});

describe('zones', () => {
  const message = 'OPTIONS sip:b@192.0.2.2 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.1\nCall-ID: 1\nCSeq: 1 OPTIONS\n\n';
  const frame = (time: string) => `${time} 192.0.2.1:5060 -> 192.0.2.2:5060\n${message}`;

  test.each([
    ['2024/01/05 10:00:00.123456', true],
    ['2024-01-05T10:00:00.123', true],
    ['22/1/2024 10:00:00', true],
    ['2024-01-05T10:00:00.123Z', false],
    ['2024-01-05T10:00:00.123+01:00', false],
    ['Fri Jan  5 2024 10:00:00 GMT+0100', false],
    ['1704448800.123456', false],
    ['10:00:00.123', false],
  ])('%s: read as written is %s', async (time, zoneless) => {
    const { report } = await readLog(frame(time));
    expect(report.messages).toBe(1);
    expect(report.zoneless).toBe(zoneless);
  });
});

describe('times without a day', () => {
  const times = async (heads: readonly string[]) =>
    (await readLog(heads.map((head) => `${head}\n${one}\n`).join(''))).rows.map(({ time }) => time / 1e6);
  const one = 'OPTIONS sip:b@192.0.2.2 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.1\nCall-ID: 1\nCSeq: 1 OPTIONS\n';

  test('minutes and seconds run over the hour', async () => {
    const head = (time: string) => `${time} On [0:0]192.0.2.1:5060 received from 192.0.2.2:5060`;
    expect(await times([head('59:58.500'), head('00:01.000'), head('59:59.000'), head('00:00.000')])).toEqual([
      3598.5, 3601, 7199, 7200,
    ]);
  });

  test.each([
    ['00:11:29', 689],
    ['1w0d', 604_800],
    ['1d02h', 93_600],
  ])('uptime %s', async (time, seconds) => {
    expect(await times([`${time}: //-1/xxxxxxxxxxxx/SIP/Msg/ccsipDisplayMsg:\nReceived:`])).toEqual([seconds]);
  });

  test('distances between packets add up, packets without SIP included', async () => {
    const text = [
      `U +0.000000 192.0.2.1:5060 -> 192.0.2.2:5060 #1\n${one}`,
      'U +1.500000 192.0.2.1:5060 -> 192.0.2.2:5060 #2\n....\n',
      `U +0.250000 192.0.2.1:5060 -> 192.0.2.2:5060 #3\n${one}`,
    ].join('\n');
    expect((await readLog(text)).rows.map(({ time }) => time / 1e6)).toEqual([0, 1.75]);
  });
});

test('a plain time says the same as any other way to read it', () => {
  const number = (digits: number) =>
    fc.oneof(
      fc.integer({ min: 0, max: 10 ** digits - 1 }).map((n) => String(n).padStart(digits, '0')),
      fc.constantFrom('0'.repeat(digits), '1', '59', '60', 'x'),
    );
  const sign = (signs: string) => fc.constantFrom(...signs.split(''));
  const time = fc
    .tuple(
      fc.constantFrom('00', '09', '23', '24', 'a'),
      number(2),
      number(2),
      fc.constantFrom('', '.', ',5', ':12', '.123', '.123456', ',123456789', '.1234567890', ' ', 'Z', ' PM'),
    )
    .map(([h, m, s, rest]) => `${h}:${m}:${s}${rest}`);
  const date = fc
    .tuple(number(4), sign('-./_'), fc.constantFrom('01', '12', '00', '13'), sign('-./'), number(2), sign(' T_-x'))
    .map((parts) => parts.join(''));
  let plain = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        time,
        fc.tuple(date, time).map((parts) => parts.join('')),
      ),
      (text) => {
        const read = readPlainStamp(text);
        if (read === null) return;
        plain++;
        expect(read).toEqual(readAnyStamp(text));
      },
    ),
    { numRuns: 3000 },
  );
  expect(plain).toBeGreaterThan(100);
});
