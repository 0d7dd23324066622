import { toBytes } from './byte-text.ts';

/** A text without the characters that make it look like something else, and these: a trace has to go on showing them. */
export interface OddText {
  readonly plain: string;
  /** Control characters, marks of direction and of no width, and one byte of no UTF-8 when there was any. */
  readonly marks: string;
}

const NOT_UTF8 = '\u00ff';
const strict = new TextDecoder('utf-8', { fatal: true });

/** Takes a text of one character a byte apart. */
export function oddIn(text: string): OddText {
  let plain = '';
  let marks = '';
  for (let at = 0; at < text.length; ) {
    const length = markLength(text, at);
    if (length > 0) marks += text.slice(at, at + length);
    else plain += text[at];
    at += Math.max(1, length);
  }
  if (isUtf8(text)) return { plain, marks };
  return { plain: plain.replace(/[\u0080-\u00ff]/g, ''), marks: marks + NOT_UTF8 };
}

/** Letters, digits and whatever is not ASCII as `x`; what is odd about the text stays. As long as it was. */
export function hidden(text: string): string {
  const plain = text.replace(/[0-9A-Za-z]/g, 'x');
  return plain.replace(/[\u0080-\u00ff]+/g, (run) => {
    if (!isUtf8(run)) return NOT_UTF8.padEnd(run.length, 'x');
    let out = '';
    for (let at = 0; at < run.length; ) {
      const length = markLength(run, at);
      out += length > 0 ? run.slice(at, at + length) : 'x';
      at += Math.max(1, length);
    }
    return out;
  });
}

/** Bytes of the odd character at `at`, 0 for any other. */
function markLength(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === 127 || (code < 32 && code !== 9 && code !== 10 && code !== 13)) return 1;
  const second = text.charCodeAt(at + 1);
  const third = text.charCodeAt(at + 2);
  // U+200B to U+200F, U+202A to U+202E, U+2060 to U+2069, U+FEFF.
  if (code === 0xe2 && second === 0x80)
    return (third >= 0x8b && third <= 0x8f) || (third >= 0xaa && third <= 0xae) ? 3 : 0;
  if (code === 0xe2 && second === 0x81) return third >= 0xa0 && third <= 0xa9 ? 3 : 0;
  return code === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
}

function isUtf8(text: string): boolean {
  try {
    strict.decode(toBytes(text));
    return true;
  } catch {
    return false;
  }
}
