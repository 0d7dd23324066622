import { expect, it } from 'vitest';
import { OUTCOMES } from '../../src/call/types.ts';
import { outcomeWords } from '../../src/diagnose/outcome.ts';
import { outcomeMeaning, outcomeSentence } from '../../src/diagnose/outcome-meanings.ts';
import { partyName } from '../../src/diagnose/party.ts';
import { sayClock, sayDuration, sayList, sayTimes } from '../../src/diagnose/say.ts';
import { verdictOf } from '../../src/diagnose/verdict.ts';

it.each([
  [0, '0.0 ms'],
  [40, '0.04 ms'],
  [316, '0.3 ms'],
  [999_400, '999 ms'],
  [999_700, '1.00 s'],
  [4_310_000, '4.31 s'],
  [9_996_000, '10.0 s'],
  [32_740_000, '32.7 s'],
  [59_960_000, '1 min'],
  [72_400_000, '1 min 12 s'],
  [3_600_000_000, '1 h'],
  [3_899_000_000, '1 h 5 min'],
  [Number.NaN, ''],
])('says a duration of %d µs as "%s"', (microseconds, said) => {
  expect(sayDuration(microseconds)).toBe(said);
});

it.each([
  [804_000, '804 ms'],
  [32_900_000, '0:32'],
  [72_400_000, '1:12'],
  [3_765_000_000, '1:02:45'],
  [Number.NaN, ''],
])('says a talk time of %d µs as "%s"', (microseconds, said) => {
  expect(sayClock(microseconds)).toBe(said);
});

it('says how often and who', () => {
  expect([1, 2, 5].map(sayTimes)).toEqual(['once', 'twice', '5 times']);
  expect(sayList([])).toBe('');
  expect(sayList(['Bob', 'Carol', 'Dave'])).toBe('Bob, Carol and Dave');
});

it.each([
  ['Alice', 'sip:1001@pbx', 'Alice'],
  ['', 'sip:1001@pbx', '1001'],
  ['', 'sip:+49301234567;phone-context=x@pbx', '+49301234567'],
  ['', 'tel:+49301234567', '+49301234567'],
  ['', 'sip:192.0.2.1:5060;transport=udp', '192.0.2.1:5060'],
  ['', '', ''],
  [' ', 'sip:user:secret@host', 'user'],
])('calls %j <%s> "%s"', (name, uri, said) => {
  expect(partyName({ name, uri })).toBe(said);
});

const CALL = {
  kind: 'call',
  state: 'ended',
  outcome: 'completed',
  cause: '',
  result: null,
  status: 200,
  talk: 72_400_000,
  ringing: 3_290_000,
  setup: 4_310_000,
  partial: false,
} as const;

it.each([
  [{}, 'Answered · 1:12', 'answered'],
  [{ outcome: 'dropped', cause: 'ack-timeout', talk: 32_100_000 }, 'Dropped · 32.1 s, no ACK', 'failed'],
  [{ outcome: 'cancelled', cause: 'after-ringing', ringing: 18_200_000 }, 'Cancelled after 18.2 s', 'unanswered'],
  [{ outcome: 'busy', status: 486 }, 'Busy · 486', 'failed'],
  [{ outcome: 'redirected', status: 302 }, 'Redirected · 302', 'redirected'],
  [{ outcome: 'timeout', status: 0 }, 'No reply', 'failed'],
  [{ outcome: 'in-progress', state: 'ringing', talk: Number.NaN }, 'Still ringing', 'open'],
  [{ outcome: 'in-progress', state: 'in-call', talk: Number.NaN }, 'In call', 'answered'],
  [{ outcome: 'in-progress', state: 'ended', talk: Number.NaN }, 'Answer not seen', 'open'],
  [{ outcome: null, kind: 'registration', result: 'ok' }, 'Registered', 'done'],
  [
    { outcome: null, kind: 'registration', result: 'challenged', status: 401 },
    'Registration challenged, no retry · 401',
    'unanswered',
  ],
  [{ outcome: null, kind: 'message', result: 'failed', status: 404 }, 'Message refused · 404', 'failed'],
  [{ outcome: null, kind: 'message', result: 'ok', status: 202 }, 'Message delivered · 202', 'done'],
] as const)('says %j as "%s", %s', (change, words, verdict) => {
  const call = { ...CALL, ...change };
  expect(outcomeWords(call)).toBe(words);
  expect(verdictOf(call)).toBe(verdict);
});

it.each([
  [{ outcome: 'completed' }, /was answered, and one side hung up/],
  [{ outcome: 'completed', partial: true }, /beginning of the call is not in the trace/],
  [{ outcome: 'dropped', cause: 'ack-timeout' }, /no ACK reached the answering side/],
  [{ outcome: 'cancelled', cause: 'answered-elsewhere' }, /Another device took the call/],
  [{ outcome: 'in-progress', state: 'ended' }, /as the ACK to it shows/],
  [{ outcome: null, kind: 'registration', result: 'ok' }, /registrar took down/],
  [{ outcome: null, kind: 'options', result: 'unanswered' }, /no final answer/],
] as const)('what came of a call has a meaning in one sentence: %o', (given, meaning) => {
  const said = outcomeMeaning({ ...CALL, ...given });
  expect(said).toMatch(meaning);
  expect(said).toMatch(/^[^.]+\.$/);
});

it('each outcome has a meaning of its own', () => {
  expect(new Set(OUTCOMES.map(outcomeSentence)).size).toBe(OUTCOMES.length);
});
