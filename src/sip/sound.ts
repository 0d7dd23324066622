import { remembering } from '../base/memo.ts';
import { hasTag } from './checks/check-required.ts';
import { checkStartLine } from './checks/check-start-line.ts';
import { isSoundValue } from './checks/check-value.ts';
import type { HeaderView } from './header-view.ts';
import { knownHeader } from './headers.ts';
import { parseStartLine } from './parse-start-line.ts';
import { MessageProblems } from './problems.ts';
import { isTokenText } from './text-scan.ts';

/** Well below what is told as too long. */
const LONGEST = 2000;

/**
 * True only for a message in which a full parse finds nothing wrong, at a fraction of its price: most messages are sound.
 * False tells nothing: the full parse has to say.
 */
export function isSound({ startLine, values, plain, bodySize }: HeaderView): boolean {
  if (!plain || startLine.length > LONGEST) return false;
  const method = soundMethod(startLine);
  if (method === null) return false;
  const one = (name: string) => (values.get(name)?.length === 1 ? values.get(name)?.[0] : undefined);
  const from = one('From');
  const cseq = one('CSeq');
  if (!values.has('Via') || !values.has('To') || !values.has('Call-ID') || from === undefined || cseq === undefined) {
    return false;
  }
  if (!hasTag(from) || (method !== '' && (!values.has('Max-Forwards') || methodOf(cseq) !== method))) return false;
  if (!isSoundBody(one('Content-Length'), one('Content-Type'), bodySize)) return false;
  for (const [name, list] of values) if (!isSoundHeader(name, list)) return false;
  return true;
}

function methodOf(cseq: string): string {
  return cseq.slice(cseq.indexOf(' ') + 1);
}

function isSoundBody(length: string | undefined, type: string | undefined, size: number): boolean {
  if (length === undefined || !/^\d{1,9}$/.test(length) || Number(length) !== size) return false;
  return size === 0 || (type !== undefined && !/^\s*multipart/i.test(type));
}

function isSoundHeader(name: string, values: readonly string[]): boolean {
  const header = knownHeader(name);
  if (!header) return isToken(name) && values.every((value) => value.length <= LONGEST);
  if (values.length > 1 && !header.multiple && header.kind !== 'digest') return false;
  for (const value of values) if (value.length > LONGEST || !isSoundValue(header, value)) return false;
  return true;
}

const isToken = remembering(isTokenText);

const encoder = new TextEncoder();

/** The method of a request line without fault, '' for a status line without one; null for anything else. */
const soundMethod = remembering((line: string): string | null => {
  const bytes = encoder.encode(`${line}\r\n`);
  const problems = new MessageProblems();
  const { line: startLine } = parseStartLine(bytes, 0, bytes.length, problems);
  if (!startLine) return null;
  const headersSpan = { start: bytes.length, end: bytes.length };
  const message = { bytes, startLine, headers: [], headersSpan, body: null, surplus: null, problems: problems.list };
  checkStartLine(message, problems);
  if (problems.list.length > 0) return null;
  return startLine.kind === 'request' ? startLine.method : '';
});
