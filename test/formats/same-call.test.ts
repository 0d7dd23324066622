import { describe, expect, test } from 'vitest';
import type { Clock } from '../../src/formats/format.ts';
import { type LogRow, readLog, sample, textSamples } from '../support/logs.ts';

/** The call that all hand-written samples hold: who sends, seconds behind 10:00:00. */
const CALL = [
  { what: 'INVITE', cseq: 314159, received: true, at: 0.123456 },
  { what: '100 (INVITE)', cseq: 314159, received: false, at: 0.125001 },
  { what: '180 (INVITE)', cseq: 314159, received: false, at: 0.201234 },
  { what: '200 (INVITE)', cseq: 314159, received: false, at: 3.456789 },
  { what: 'ACK', cseq: 314159, received: true, at: 3.498765 },
  { what: 'BYE', cseq: 231, received: false, at: 15.000123 },
  { what: '200 (BYE)', cseq: 231, received: true, at: 15.042424 },
];
const CALL_ID = 'a84b4c76e66710@198.51.100.7';
const MIDNIGHT = Date.UTC(2024, 0, 5) * 1000;

/** Formats and samples that print whole seconds, and such that print no time. */
const COARSE = new Set([
  'avaya-ip-office',
  'avaya-sky',
  'fortigate',
  'ingate',
  'asterisk-chan-sip/console-times.txt',
  'asterisk-pjsip/docker-compose.log',
  'asterisk-pjsip/journald.log',
  'asterisk-pjsip/syslog.log',
  'audiocodes/old-gateway.txt',
  'cisco-ios/uptime.txt',
  'jssip/node.log',
  'kamailio-xlog/opensips.log',
  'kamailio-xlog/syslog.log',
  'pjsua/syslog.log',
  'sipjs/old.log',
]);
const TIMELESS = new Set([
  'exosip',
  'grandstream',
  'asterisk-chan-sip/address-behind.txt',
  'asterisk-chan-sip/console.txt',
  'asterisk-pjsip/console.txt',
  'asterisk-pjsip/indent.txt',
  'sip/call.txt',
  'sip/call-crlf.txt',
  'sip/python-bytes.txt',
]);
/** Hidden by the page that it was copied from: one Call-ID for all, or part of the addresses. */
const HIDDEN = new Set(['sngrep/email-protected.txt', 'sngrep/masked.txt']);

const samples = textSamples().filter((path) => !HIDDEN.has(path));

function idOf(path: string): string {
  return path.slice(0, path.indexOf('/'));
}

const rendered = (await Promise.all(samples.map(async (path) => ({ path, ...(await readLog(sample(path))) })))).filter(
  ({ rows }) => rows[0]?.callId === CALL_ID,
);

test('the call is written in more than forty formats', () => {
  expect(new Set(rendered.map(({ path }) => idOf(path))).size).toBeGreaterThan(40);
});

describe.each(rendered)('$path', ({ path, rows, report }) => {
  test('is the same call as all others, but for what the format does not know', () => {
    expect(rows.map(({ what, cseq, callId }) => ({ what, cseq, callId }))).toEqual(
      CALL.map(({ what, cseq }) => ({ what, cseq, callId: CALL_ID })),
    );
    for (const [i, row] of rows.entries()) {
      const { received } = CALL[i] ?? { received: false };
      const [from, to] = [row.from, row.to].map((socket) => socket.replace(/:506[01]$/, ''));
      expect([from, to], `ends of ${row.what}`).toEqual(
        received ? ['198.51.100.7', '192.0.2.1'] : ['192.0.2.1', '198.51.100.7'],
      );
      if (row.direction !== '') expect(row.direction).toBe(received ? 'received' : 'sent');
      expect(row.flags & 4, `${row.what} is not cut`).toBe(0);
    }
  });

  test('has the times that the log prints', () => {
    if (TIMELESS.has(idOf(path)) || TIMELESS.has(path)) {
      expect(rows.every(({ time }) => Number.isNaN(time))).toBe(true);
      expect(report.clock).toBe('none');
      return;
    }
    const isCoarse = COARSE.has(idOf(path)) || COARSE.has(path);
    const start = startOf(report.clock, rows, isCoarse);
    for (const [i, row] of rows.entries()) {
      const expected = start + (CALL[i]?.at ?? 0) * 1e6;
      const [least, most] = isCoarse ? [-1e6, 1000] : [-1000, 1000];
      expect(row.time - expected, `time of ${row.what}`).toBeGreaterThan(least);
      expect(row.time - expected, `time of ${row.what}`).toBeLessThanOrEqual(most);
    }
  });
});

/** Ten o'clock on the scale of a log; where it counts from a start of its own, that of its first message. */
function startOf(clock: Clock, rows: readonly LogRow[], isCoarse: boolean): number {
  if (clock === 'absolute') return MIDNIGHT + 36_000e6;
  if (clock === 'time-of-day') return 36_000e6;
  const first = rows[0]?.time ?? 0;
  return isCoarse ? first : first - (CALL[0]?.at ?? 0) * 1e6;
}

test('bodies survive whatever the log does to line ends', () => {
  const sdp = (row: LogRow | undefined) => row?.text.replaceAll('\r', '').split('\n\n')[1]?.trim();
  const [first] = rendered.filter(({ path }) => path.startsWith('sip/'));
  const withBody = rendered.filter(({ path }) => !path.startsWith('sipp-short/'));
  for (const { path, rows } of withBody) expect(sdp(rows[0]), path).toBe(sdp(first?.rows[0]));
});
