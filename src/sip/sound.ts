import { remembering } from '../base/memo.ts';
import { hasTag } from './checks/check-required.ts';
import { checkStartLine } from './checks/check-start-line.ts';
import { plainMethod } from './checks/plain-shapes.ts';
import type { HeaderLine } from './header-line.ts';
import type { HeaderView } from './header-view.ts';
import { parseStartLine } from './parse-start-line.ts';
import { MessageProblems } from './problems.ts';

/** Well below what is told as too long. */
const LONGEST = 2000;

/**
 * True only for a message in which a full parse finds nothing wrong, at a fraction of its price: most messages are sound.
 * False tells nothing: the full parse has to say.
 */
export function isSound(view: HeaderView): boolean {
  const { startLine, plain, lines } = view;
  if (!plain || startLine.length > LONGEST) return false;
  for (const line of lines) if (!line.isSound) return false;
  const method = plainMethod(startLine) || soundMethod(startLine);
  const from = onlyValue(view, 'From');
  const cseq = onlyValue(view, 'CSeq');
  if (method === null || from === null || cseq === null || !hasTag(from)) return false;
  if (!OTHERS.every((name) => view.first(name) !== null)) return false;
  if (method !== '' && (view.first('Max-Forwards') === null || methodOf(cseq) !== method)) return false;
  if (!isSoundBody(onlyValue(view, 'Content-Length'), onlyValue(view, 'Content-Type'), view.bodySize)) return false;
  return !lines.some(isRepeated);
}

/** What every message has, beside From and CSeq (RFC 3261 §8.1.1). */
const OTHERS = ['Via', 'To', 'Call-ID'];

/** The value of a header that stands there once, else null. */
function onlyValue({ lines }: HeaderView, canonical: string): string | null {
  let value: string | null = null;
  for (const line of lines) {
    if (line.name !== canonical) continue;
    if (value !== null) return null;
    value = line.value;
  }
  return value;
}

function methodOf(cseq: string): string {
  return cseq.slice(cseq.indexOf(' ') + 1);
}

function isSoundBody(length: string | null, type: string | null, size: number): boolean {
  if (length === null || !/^\d{1,9}$/.test(length) || Number(length) !== size) return false;
  return size === 0 || (type !== null && !/^\s*multipart/i.test(type));
}

/** Whether a header that may stand once only stands in one of the lines before too. */
function isRepeated({ header }: HeaderLine, at: number, lines: readonly HeaderLine[]): boolean {
  if (!header || header.multiple || header.kind === 'digest') return false;
  for (let before = 0; before < at; before++) if (lines[before]?.header === header) return true;
  return false;
}

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
