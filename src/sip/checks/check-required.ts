import { remembering } from '../../base/memo.ts';
import { parseCSeq } from '../cseq.ts';
import { headerOf } from '../fields.ts';
import { knownHeader } from '../headers.ts';
import type { HeaderField, SipMessage } from '../message.ts';
import { parseNameAddr } from '../name-addr.ts';
import type { MessageProblems } from '../problems.ts';
import type { Via } from '../via.ts';

/** RFC 3261 §8.1.1, §8.2.6.2: what every message has. */
const REQUIRED = ['Via', 'From', 'To', 'Call-ID', 'CSeq'];

/** Headers that are missing or given more than once. */
export function checkRequired(message: SipMessage, via: Via | null, problems: MessageProblems): void {
  checkRepeated(message.headers, problems);
  const { startLine, headersSpan } = message;
  if (!startLine) return;
  const { start } = headersSpan;
  if (message.headers.length === 0) {
    problems.add('no-headers', 'Nothing but the start line of the message is here.', start, start);
    return;
  }
  for (const name of REQUIRED) {
    if (!headerOf(message, name)) problems.add('missing-header', `The message has no ${name} header.`, start, start);
  }
  checkMethod(message, problems);
  if (!isOfThisEdition(via)) return;
  if (startLine.kind === 'request' && !headerOf(message, 'Max-Forwards')) {
    problems.add('missing-header', 'The request has no Max-Forwards header.', start, start);
  }
  checkFromTag(headerOf(message, 'From'), problems);
}

/** RFC 3261 §8.1.1.5: the method of CSeq is that of the request. */
function checkMethod({ startLine, headers }: SipMessage, problems: MessageProblems): void {
  const field = headerOf({ headers }, 'CSeq');
  if (startLine?.kind !== 'request' || !field) return;
  const { method } = parseCSeq(field.value);
  if (method === '' || method === startLine.method) return;
  const text = `The request is ${startLine.method}, but its CSeq says ${method.slice(0, 64)}.`;
  problems.add('cseq-method-mismatch', text, field.valueSpan.start, field.valueSpan.end);
}

/** A branch with the cookie tells that the sender speaks RFC 3261 (§8.1.1.7); RFC 2543 asked for no Max-Forwards and no tag. */
function isOfThisEdition(via: Via | null): boolean {
  return /^z9hg4bk/i.test(via?.branch ?? '');
}

/** The address of nearly every From, with the tag as its first parameter. */
const TAGGED = /^(?:"[^"\\]*")?[^"<]*<[^<>"]*>;tag=/;

/** Whether a From has a tag. */
export function hasTag(value: string): boolean {
  return TAGGED.test(value) || isTagged(value);
}

const isTagged = remembering((value: string) => parseNameAddr(value).parameters.some(({ name }) => name === 'tag'));

function checkFromTag(from: HeaderField | null, problems: MessageProblems): void {
  if (!from || hasTag(from.value)) return;
  // RFC 3261 §8.1.1.3
  problems.add('missing-from-tag', 'The From header has no tag.', from.valueSpan.start, from.valueSpan.end);
}

/** RFC 3261 §7.3.1: only headers whose value is a list, or credentials, may come more than once. */
function checkRepeated(headers: readonly HeaderField[], problems: MessageProblems): void {
  const first = new Map<string, HeaderField>();
  for (const field of headers) {
    const known = knownHeader(field.name);
    if (!known || known.multiple || known.kind === 'digest') continue;
    const earlier = first.get(known.name);
    if (!earlier) first.set(known.name, field);
    else if (earlier.value === field.value)
      add('repeated-header', `${known.name} is given twice, with the same value.`, field);
    else add('conflicting-header', `${known.name} is given twice, with different values.`, field);
  }
  function add(code: string, text: string, { span }: HeaderField): void {
    problems.add(code, text, span.start, span.end);
  }
}
