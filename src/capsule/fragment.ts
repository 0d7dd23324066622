import { base64urlLength, fromBase64url, isBase64url, toBase64url } from './base64url.ts';
import { type Outcome, refuse } from './capsule.ts';
import { type Carrier, refusalOf } from './decode.ts';
import { readEnvelope } from './envelope.ts';
import { LINK_LIMIT } from './limits.ts';

/** Version of the format, and the letter that ends a fragment: programs that find links drop some characters at their end. */
const START = '#1';
const END = 'z';
/** Characters that hold any envelope. */
const FRONT = 44;
/** A fragment of a version that is not known here, or so damaged that it is not known. */
const NEWER = /#[1-9][A-Za-z0-9_-]{24}/;

/** `#1…z`, to be put behind any address. */
export function writeFragment(bytes: Uint8Array): string {
  return START + toBase64url(bytes) + END;
}

/** Characters of the fragment that holds so many bytes. */
function fragmentLength(bytes: number): number {
  return START.length + base64urlLength(bytes) + END.length;
}

/**
 * The bytes in the first link of a text: an address with a fragment, a fragment alone, or a letter with a link in it, which
 * may have been broken into lines.
 * @param limit characters that are looked at @param what it stands in, in a word for people
 */
export function readFragment(text: string, limit = LINK_LIMIT, what: Carrier = 'link'): Outcome<Uint8Array> {
  const found = findFragment(text);
  if (found === null) {
    if (NEWER.test(text))
      return refuse(
        'newer-version',
        `This ${what} was damaged, or made by a newer version of Rungs: reload the page to get it.`,
      );
    return refuse('no-capsule', 'There is no link of Rungs in this.');
  }
  const run = runAt(text, found, limit + 1);
  const envelope = readEnvelope(fromBase64url(run.slice(0, FRONT)));
  const refusal = refusalOf(envelope, what);
  if (refusal || typeof envelope === 'string') return refusal ?? refuse('corrupt', `This ${what} is damaged.`);
  const size = envelope.size + envelope.bodyLength;
  const length = base64urlLength(size);
  if (length > limit) return refuse('too-large', `This ${what} has more than ${limit} characters.`);
  const whole = run.length >= length ? run : withoutLineEnds(text, found, length + END.length);
  if (whole.length < length) {
    const have = (START.length + run.length).toLocaleString('en');
    return refuse('cut', `This ${what} was cut: ${have} of ${fragmentLength(size).toLocaleString('en')} characters.`);
  }
  return { ok: true, value: fromBase64url(whole.slice(0, length)) };
}

/** Whether a link stands in a text, with its front in good order. */
export function hasFragment(text: string): boolean {
  const found = findFragment(text);
  return found !== null && typeof readEnvelope(fromBase64url(runAt(text, found, FRONT))) === 'object';
}

/** Position behind the first `#1` with the front of a capsule behind it, or with a piece of one that ends the text. */
function findFragment(text: string): number | null {
  for (let at = text.indexOf(START); at >= 0; at = text.indexOf(START, at + 1)) {
    const start = at + START.length;
    const front = runAt(text, start, FRONT);
    if (front.length >= 4 && typeof readEnvelope(fromBase64url(front)) === 'object') return start;
    if (front.length < FRONT && start + front.length === text.trimEnd().length) return start;
  }
  return null;
}

/** Characters of the alphabet from `start` on. */
function runAt(text: string, start: number, most = LINK_LIMIT + 1): string {
  let end = start;
  while (end < text.length && end - start < most && isBase64url(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}

/** As `runAt`, line ends with the blanks and quotation marks behind them passed over, as letters break long lines. */
function withoutLineEnds(text: string, start: number, most: number): string {
  let run = runAt(text, start, most);
  for (let at = start + run.length; run.length < most; ) {
    const next = behindLineEnd(text, at);
    const more = runAt(text, next, most - run.length);
    if (next === at || more === '') break;
    run += more;
    at = next + more.length;
  }
  return run;
}

function behindLineEnd(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '=') at++;
  if (text[at] !== '\r' && text[at] !== '\n') return start;
  while (at < text.length && ' >\t\r\n'.includes(text[at] as string)) at++;
  return at;
}
