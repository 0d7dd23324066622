import { entityText } from './entities.ts';
import { HEADER, isFound, type Repair } from './repair.ts';

/** A space that does not break: in UTF-8, or in Latin-1 where the byte before is none of UTF-8. */
const NBSP = '(?:\u00c2\u00a0|(?<![\u0080-\u009f\u00a1-\u00ff])\u00a0)';
/** Characters without width: zero-width space and joiners, word joiner, byte order mark, soft hyphen. */
const UNSEEN = '(?:\u00e2\u0080[\u008b-\u008f]|\u00e2\u0081\u00a0|\u00ef\u00bb\u00bf|\u00c2\u00ad)';
/** Hyphens that are none of ASCII, where a header name may have one. */
const HYPHEN = '\u00e2\u0080[\u0090\u0091]';

const TYPESET = new RegExp(
  `^(?:${NBSP}|${UNSEEN})|(?:${NBSP}|${UNSEEN})\\r?\\n|SIP/2\\.0${NBSP}|(?:${NBSP}|${UNSEEN})SIP/2\\.0|^[A-Z]\\w+:${NBSP}|^Call${HYPHEN}ID`,
  'm',
);
const BLANKS = new RegExp(NBSP, 'g');
const NOTHINGS = new RegExp(UNSEEN, 'g');
const HYPHENS = new RegExp(HYPHEN, 'g');

/** Blanks that do not break, characters that are not seen: pages, mails and chats put them in. */
export const typesetCharacters: Repair = (head) =>
  TYPESET.test(head) ? (line) => line.replace(BLANKS, ' ').replace(NOTHINGS, '').replace(HYPHENS, '-') : null;

/** `SIP\/2.0`: each slash escaped, as PHP writes JSON. */
export const escapedSlashes: Repair = (head) =>
  head.includes('SIP\\/2.0') && !head.includes('SIP/2.0') ? (line) => line.replaceAll('\\/', '/') : null;

const COLOUR = /(?:\^\[|#033|\\033|\\e|\\x1[bB]|\\u001[bB]|ESC)\[[\d;]{0,16}[mK]/g;

/** Terminal colours of which the escape character was written out: `#033[1m` by rsyslog, `^[[1m` by cat, `ESC[1m` by less. */
export const writtenColours: Repair = (head) => (head.search(COLOUR) >= 0 ? (line) => line.replace(COLOUR, '') : null);

const MARKED_END = new RegExp(`${HEADER}[^\\n]{0,300}\\$\\r?$`, 'gm');

/** `$` at each line end, as `cat -A` and editors show it. */
export const shownLineEnds: Repair = (head) =>
  isFound(head, MARKED_END, ENOUGH) ? (line) => line.replace(/\$(?=\r?\n?$)/, '') : null;

const PADDED_HEADER = new RegExp(`${HEADER}[^\\n]{0,300}[ \\t]\\r?\\n`, 'g');
/** Headers that tell, and the share of padded lines that do. */
const ENOUGH = 4;
const MOST = 0.8;

/** Blanks up to the edge of the window, or a few at each line end, as copied from terminals and pages. */
export const paddedLines: Repair = (head) => {
  if (!isFound(head, PADDED_HEADER, ENOUGH)) return null;
  const lines = head.split('\n').filter((line) => line.trim() !== '');
  const padded = lines.filter((line) => /[ \t]\r?$/.test(line));
  return padded.length >= lines.length * MOST ? (line) => line.trimEnd() + (/\r?\n$/.exec(line)?.[0] ?? '') : null;
};

const BREAK = '<(?:br ?/?|/p|/div|/li|/pre)>';
const BROKEN = new RegExp(`SIP/2\\.0(?: \\d{3}[^\\n<]{0,40})?[ \\t]*${BREAK}`, 'i');
const BREAKS = new RegExp(`${BREAK}(?!\\r?\\n|$)`, 'gi');
const TAGS = /<\/?(?:br|p|div|span|pre|code|li|ol|ul|b|i|font|td|tr|html|body|blockquote)(?: [^<>]*)?\/?>/gi;
const ENTITY = /&([a-z]{2,4}|#(?:\d\d|x27));/g;

/** The source of a web page or mail: `INVITE … SIP/2.0<br>`, with entities for angle brackets. */
export const pageSource: Repair = (head) =>
  BROKEN.test(head)
    ? (line) =>
        line
          .replace(BREAKS, '\n')
          .replace(TAGS, '')
          .replace(ENTITY, (all, name: string) => entityText(name) ?? all)
    : null;

const FENCE = '(?:\\{noformat\\}|\\{code(?::\\w+)?\\}|\\[/?code\\]|</?(?:pre|code)>)';
const OPENS = new RegExp(`^\\s*${FENCE}`, 'i');
const FENCES = new RegExp(`^(?:${FENCE})+|(?:${FENCE})+(?=\\r?\\n?$)`, 'gi');

/** Marks of code around a text that a ticket or forum was given: `{noformat}`, `[code]`. */
export const codeFences: Repair = (head) => (OPENS.test(head) ? (line) => line.replace(FENCES, '') : null);
