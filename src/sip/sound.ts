import { remembering } from '../base/memo.ts';
import { hasTag } from './checks/check-required.ts';
import { checkStartLine } from './checks/check-start-line.ts';
import { isSoundValue } from './checks/check-value.ts';
import { plainMethod } from './checks/plain-shapes.ts';
import type { HeaderView } from './header-view.ts';
import { knownHeader } from './headers.ts';
import { parseStartLine } from './parse-start-line.ts';
import { MessageProblems } from './problems.ts';
import { isTokenText } from './text-scan.ts';

/** Well below what is told as too long. */
const LONGEST = 2000;
const LONGEST_NAME = 100;

/**
 * True only for a message in which a full parse finds nothing wrong, at a fraction of its price: most messages are sound.
 * False tells nothing: the full parse has to say.
 */
export function isSound(view: HeaderView): boolean {
  const { startLine, plain } = view;
  if (!plain || startLine.length > LONGEST) return false;
  const method = plainMethod(startLine) || soundMethod(startLine);
  if (method === null) return false;
  const from = onlyValue(view, 'From');
  const cseq = onlyValue(view, 'CSeq');
  if (from === null || cseq === null || !OTHERS.every((name) => view.names.includes(name))) return false;
  if (!hasTag(from) || (method !== '' && (!view.names.includes('Max-Forwards') || methodOf(cseq) !== method))) {
    return false;
  }
  if (!isSoundBody(onlyValue(view, 'Content-Length'), onlyValue(view, 'Content-Type'), view.bodySize)) return false;
  for (let line = 0; line < view.names.length; line++) if (!isSoundHeader(view, line)) return false;
  return true;
}

/** What every message has, beside From and CSeq (RFC 3261 §8.1.1). */
const OTHERS = ['Via', 'To', 'Call-ID'];

/** The value of a header that stands there once, else null. */
function onlyValue(view: HeaderView, name: string): string | null {
  const line = view.names.indexOf(name);
  return line < 0 || view.names.includes(name, line + 1) ? null : view.value(line);
}

function methodOf(cseq: string): string {
  return cseq.slice(cseq.indexOf(' ') + 1);
}

function isSoundBody(length: string | null, type: string | null, size: number): boolean {
  if (length === null || !/^\d{1,9}$/.test(length) || Number(length) !== size) return false;
  return size === 0 || (type !== null && !/^\s*multipart/i.test(type));
}

function isSoundHeader(view: HeaderView, line: number): boolean {
  const name = view.names[line] as string;
  const value = view.value(line);
  if (value.length > LONGEST) return false;
  const header = knownHeader(name);
  if (!header) return name.length < LONGEST_NAME && isToken(name);
  const mayRepeat = header.multiple || header.kind === 'digest';
  return (mayRepeat || !view.names.includes(name, line + 1)) && isSoundValue(header, value);
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
