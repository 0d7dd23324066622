import { BACKSLASH, CR, HTAB, LF } from '../bytes.ts';
import type { HeaderField, SipMessage, Span } from '../message.ts';
import type { MessageProblems } from '../problems.ts';

const strict = new TextDecoder('utf-8', { fatal: true });

/** Control characters and wrong UTF-8 in the start line and the headers: the first of each kind per field. */
export function checkCharacters(message: SipMessage, problems: MessageProblems): void {
  const bareCr = message.bytes.includes(LF);
  if (message.startLine) checkSpan(message.bytes, message.startLine.span, 'the start line', bareCr, problems);
  for (const field of message.headers) {
    checkSize(field, problems);
    checkSpan(message.bytes, field.span, field.canonical.slice(0, 64) || 'this line', bareCr, problems);
  }
}

/** Buffers of many products are smaller; longer headers are rather an attack than a header. */
const LONG = 8192;

function checkSize({ canonical, span }: HeaderField, problems: MessageProblems): void {
  const size = span.end - span.start;
  if (size <= LONG) return;
  const text = `${canonical.slice(0, 64) || 'This line'} is ${size} bytes long, more than many products can take.`;
  problems.add('long-header', text, span.start, span.end);
}

function checkSpan(bytes: Uint8Array, span: Span, where: string, bareCr: boolean, problems: MessageProblems): void {
  let high = false;
  let control = -1;
  for (let at = span.start; at < span.end; at++) {
    const byte = bytes[at] as number;
    if (byte > 127) high = true;
    else if (control < 0 && (byte < 32 || byte === 127) && isWrong(bytes, at, byte, bareCr)) control = at;
  }
  if (control >= 0) addControl(bytes[control] as number, control, where, problems);
  if (high && !isUtf8(bytes.subarray(span.start, span.end))) {
    problems.add('invalid-utf8', `The bytes of ${where} are not proper UTF-8.`, span.start, span.end);
  }
}

/** Whether a control character may not stand here: RFC 3261 §25.1 allows tabs, folds, and anything escaped in quotes. */
function isWrong(bytes: Uint8Array, at: number, byte: number, bareCr: boolean): boolean {
  if (byte === HTAB || byte === LF) return false;
  if (byte === CR) return bareCr && bytes[at + 1] !== LF;
  return bytes[at - 1] !== BACKSLASH;
}

function addControl(byte: number, at: number, where: string, problems: MessageProblems): void {
  const code = byte === 0 ? 'nul-character' : 'control-character';
  const hex = byte.toString(16).toUpperCase().padStart(2, '0');
  problems.add(code, `The control character 0x${hex} may not stand in ${where}.`, at, at + 1);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
