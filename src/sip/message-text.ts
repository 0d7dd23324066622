import { LF, skipSpace, trimEnd } from './bytes.ts';

const lossy = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/** Turns byte ranges of one message into text. ASCII is decoded once; anything else range by range. */
export interface MessageText {
  /** bytes[start, end) as UTF-8, wrong bytes as U+FFFD. */
  read(start: number, end: number): string;
  /** The same with folding undone: each fold and the white space around it is one space (RFC 3261 §7.3.1). */
  unfold(start: number, end: number): string;
  /** Whether bytes[start, end) are proper UTF-8. */
  isUtf8(start: number, end: number): boolean;
}

/** Reader for bytes[from, end) of a message; positions are those in `bytes`. */
export function messageText(bytes: Uint8Array, from: number, end: number): MessageText {
  const ascii = isAscii(bytes, from, end) ? lossy.decode(bytes.subarray(from, end)) : null;
  const read = (start: number, stop: number) =>
    ascii === null ? lossy.decode(bytes.subarray(start, stop)) : ascii.slice(start - from, stop - from);
  return {
    read,
    unfold: (start, stop) => unfold(bytes, start, stop, read),
    isUtf8: (start, stop) => ascii !== null || decodes(bytes.subarray(start, stop)),
  };
}

function isAscii(bytes: Uint8Array, from: number, end: number): boolean {
  for (let i = from; i < end; i++) if ((bytes[i] as number) > 127) return false;
  return true;
}

function decodes(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function unfold(bytes: Uint8Array, start: number, end: number, read: MessageText['read']): string {
  let fold = bytes.indexOf(LF, start);
  if (fold < 0 || fold >= end) return read(start, end);
  const lines: string[] = [];
  let at = start;
  while (fold >= 0 && fold < end) {
    lines.push(read(at, trimEnd(bytes, at, fold)));
    at = skipSpace(bytes, fold + 1, end);
    fold = bytes.indexOf(LF, at);
  }
  lines.push(read(at, end));
  return lines.filter((line) => line !== '').join(' ');
}
