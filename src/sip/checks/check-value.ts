import { parseCSeq } from '../cseq.ts';
import type { Header, HeaderKind } from '../header-row.ts';
import { knownHeader } from '../headers.ts';
import type { HeaderField } from '../message.ts';
import { MessageProblems } from '../problems.ts';
import { closeQuoted, findOutside } from '../text-scan.ts';
import { splitList } from '../values.ts';
import { checkAddresses } from './check-address.ts';
import { checkCount } from './check-number.ts';
import { checkVias } from './check-via.ts';
import { isPlainValue } from './plain-shapes.ts';

type Check = (raw: string, field: HeaderField, problems: MessageProblems) => void;

/** What is asked of a value, by the kind of its header. Other kinds are free text. */
const CHECKS: { readonly [K in HeaderKind]?: Check } = {
  address: checkAddresses,
  via: checkVias,
  cseq: checkCSeq,
  'call-id': checkCallId,
  number: checkCount,
  date: checkDate,
  warning: checkWarnings,
  token: checkList,
  digest: checkQuotes,
  parameters: checkQuotes,
};

const bytewise = new TextDecoder('latin1');

/** Whether the value of a header, without control characters and folds, has no fault for sure. */
export function isSoundValue(header: Header, value: string): boolean {
  const check = CHECKS[header.kind];
  if (!check || isPlainValue(header, value) || sound.get(header)?.has(value)) return true;
  // Checked byte by byte, which a character beyond ASCII is not.
  if (/[^ -~]/.test(value)) return false;
  const problems = new MessageProblems();
  const valueSpan = { start: 0, end: value.length };
  const field = { name: header.name, canonical: header.name, value, span: valueSpan, nameSpan: valueSpan, valueSpan };
  checkOnce(header, check, field, problems);
  return problems.list.length === 0;
}

/** Faults in the value of one header; one that is not known is taken as it is (RFC 3261 §20). */
export function checkValue(bytes: Uint8Array, field: HeaderField, problems: MessageProblems): void {
  const header = knownHeader(field.name);
  const check = header && CHECKS[header.kind];
  if (!check) return;
  const { start, end } = field.valueSpan;
  // One character a byte, so that offsets in the text are offsets in the bytes.
  const isPlain = field.value.length === end - start;
  if (!isPlain) check(bytewise.decode(bytes.subarray(start, end)), field, problems);
  else checkOnce(header, check, field, problems);
}

/** Values without a fault, by header: most come again in the next message of the call. */
const sound = new Map<Header, Set<string>>();
const MOST_SOUND = 2048;
const LONGEST_SOUND = 400;

function checkOnce(header: Header, check: Check, field: HeaderField, problems: MessageProblems): void {
  const { value } = field;
  const known = sound.get(header) ?? new Set();
  if (known.has(value)) return;
  const before = problems.list.length;
  check(value, field, problems);
  if (problems.list.length > before || problems.isFull || value.length > LONGEST_SOUND) return;
  if (known.size >= MOST_SOUND) known.clear();
  sound.set(header, known.add(value));
}

function checkCSeq(raw: string, { valueSpan }: HeaderField, problems: MessageProblems): void {
  const { sequence, method, sequenceSpan } = parseCSeq(raw);
  const { start, end } = valueSpan;
  const digits = raw.slice(0, sequenceSpan.end);
  if (method === '' || !/^\d+$/.test(digits))
    problems.add('bad-cseq', 'CSeq is not a number and a method.', start, end);
  // RFC 3261 §8.1.1.5: less than 2**31
  else if (sequence === null || sequence >= 0x80000000) {
    problems.add(
      'number-too-large',
      'The sequence number of CSeq is not below 2147483648.',
      start,
      start + sequenceSpan.end,
    );
  }
}

function checkCallId(raw: string, { valueSpan, canonical }: HeaderField, problems: MessageProblems): void {
  const { start, end } = valueSpan;
  if (raw === '') problems.add('empty-header', `${canonical} has no value.`, start, end);
  else if (canonical === 'Call-ID' && /\s/.test(raw))
    problems.add('bad-call-id', 'Blanks may not stand in a Call-ID.', start, end);
}

const DATE =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/i;

/** RFC 3261 §20.17: the format of RFC 1123, and GMT alone. */
function checkDate(raw: string, { valueSpan, value }: HeaderField, problems: MessageProblems): void {
  if (DATE.test(value)) return;
  const zone = /^.{1,40} (?!GMT)[A-Z]{1,5}$/.test(value);
  const text = zone
    ? 'The only time zone that Date may name is GMT.'
    : 'The Date is not written as in "Sat, 13 Nov 2010 23:29:00 GMT".';
  problems.add('bad-date', text, valueSpan.start, valueSpan.start + raw.length);
}

/** RFC 3261 §20.43: three digits, an agent, a quoted text. */
function checkWarnings(raw: string, field: HeaderField, problems: MessageProblems): void {
  const base = field.valueSpan.start;
  for (const item of splitList(raw)) {
    if (/^\d{3}\s+\S+\s+"/.test(raw.slice(item.start, item.end))) continue;
    const text = 'A Warning is a three-digit code, an agent and a quoted text.';
    problems.add('bad-warning', text, base + item.start, base + item.end);
  }
  checkQuotes(raw, field, problems);
}

function checkList(raw: string, field: HeaderField, problems: MessageProblems): void {
  checkQuotes(raw, field, problems);
  if (raw === '' || !knownHeader(field.name)?.multiple) return;
  const empty = splitList(raw).find(({ start, end }) => start === end);
  const base = field.valueSpan.start;
  if (empty) addEmptyItem(base + empty.start, problems);
}

/** A comma with nothing before or behind it (RFC 3261 §7.3.1). */
function addEmptyItem(at: number, problems: MessageProblems): void {
  problems.add('empty-list-item', 'A comma in this list has nothing before or behind it.', at, at);
}

function checkQuotes(raw: string, { valueSpan }: HeaderField, problems: MessageProblems): void {
  for (let at = findOutside(raw, 0, raw.length, '"'); at < raw.length; at = findOutside(raw, at, raw.length, '"')) {
    const close = closeQuoted(raw, at, raw.length);
    if (close < 0) {
      const start = valueSpan.start + at;
      problems.add('unclosed-quote', 'A quoted text opens here and never closes.', start, valueSpan.end);
      return;
    }
    at = close;
  }
}
