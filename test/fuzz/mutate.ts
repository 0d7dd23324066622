import type { Random } from '../support/random.ts';

/** What parsers stumble over: numbers at the edges of their fields, signs of structure, names of objects. */
const NUMBERS = ['0', '-1', '255', '65536', '2147483648', '4294967296', '4294967328', '99999999999999999999', '1e9'];
const SIGNS = [
  '\r\n',
  '\n',
  '\r\n\r\n',
  '\r\n ',
  '\0',
  ' ',
  '"',
  '\\',
  '<',
  '>',
  ';',
  ',',
  '=',
  '@',
  '%',
  '%00',
  '[',
  '::',
  '{',
  '\\r\\n',
  '&lt;',
  '\u202e',
  '\u001b[31m',
  ' SIP/2.0',
  'SIP/2.0 200 OK\r\n',
  'Content-Length: 9\r\n',
  'l: 4294967328\r\n',
  'Call-ID: __proto__\r\n',
  'constructor: x\r\n',
  'm=audio 1 RTP/AVP 0\r\n',
  '--b\r\n',
  'From: <sip:a@b>;tag=',
];
const TOKENS: readonly Uint8Array[] = [...NUMBERS, ...SIGNS].map((text) => new TextEncoder().encode(text));

/** Binary numbers at the edges, as size fields have them. */
const WORDS: readonly number[][] = [
  [0, 0],
  [0xff, 0xff],
  [0x7f, 0xff],
  [0x80, 0],
  [0, 0, 0, 0],
  [0xff, 0xff, 0xff, 0xff],
  [0x7f, 0xff, 0xff, 0xff],
  [0, 0, 0, 1],
  [1, 0, 0, 0],
  [0, 0, 0, 13],
];

type Change = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

const at = (bytes: Uint8Array, random: Random) => random.whole(0, Math.max(0, bytes.length - 1));

/** The bytes with a stretch of them replaced. */
function splice(bytes: Uint8Array, start: number, removed: number, put: Uint8Array): Uint8Array {
  const from = Math.min(start, bytes.length);
  const to = Math.min(bytes.length, from + removed);
  const result = new Uint8Array(bytes.length - (to - from) + put.length);
  result.set(bytes.subarray(0, from));
  result.set(put, from);
  result.set(bytes.subarray(to), from + put.length);
  return result;
}

const NOTHING = new Uint8Array(0);

const CHANGES: readonly Change[] = [
  // One bit, one byte.
  (bytes, random) => {
    const copy = bytes.slice();
    const place = at(copy, random);
    copy[place] = (copy[place] ?? 0) ^ (1 << random.whole(0, 7));
    return copy;
  },
  (bytes, random) => splice(bytes, at(bytes, random), 1, Uint8Array.of(random.whole(0, 255))),
  // A size field that lies.
  (bytes, random) => {
    const word = Uint8Array.from(random.pick(WORDS));
    return splice(bytes, at(bytes, random), word.length, word);
  },
  // Something taken out, put in, written over, doubled.
  (bytes, random) => splice(bytes, at(bytes, random), random.whole(1, 40), NOTHING),
  (bytes, random) => splice(bytes, at(bytes, random), 0, random.pick(TOKENS)),
  (bytes, random) => {
    const token = random.pick(TOKENS);
    return splice(bytes, at(bytes, random), token.length, token);
  },
  (bytes, random) => {
    const start = at(bytes, random);
    return splice(bytes, at(bytes, random), 0, bytes.subarray(start, start + random.whole(1, 300)));
  },
  // A number made another.
  (bytes, random) => {
    const start = at(bytes, random);
    const digit = bytes.findIndex((byte, i) => i >= start && byte >= 0x30 && byte <= 0x39);
    return digit < 0 ? bytes : splice(bytes, digit, 1, new TextEncoder().encode(random.pick(NUMBERS)));
  },
  // Cut, and two inputs made one.
  (bytes, random) => bytes.subarray(0, at(bytes, random)),
  (bytes, random, other) => {
    const start = at(other, random);
    return splice(bytes, at(bytes, random), 0, other.subarray(start, start + random.whole(1, 600)));
  },
  // One sign many times: deep nests, long lists.
  (bytes, random) => {
    const token = random.pick(TOKENS);
    const many = new Uint8Array(token.length * random.whole(2, 200));
    for (let i = 0; i < many.length; i += token.length) many.set(token, i);
    return splice(bytes, at(bytes, random), 0, many);
  },
];

/** No input grows beyond this, bytes: what is large is tried elsewhere. */
const LONGEST = 16_384;

/** Bytes with one to a few things wrong. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let result = bytes;
  const times = random.chance(0.6) ? 1 : random.whole(2, 6);
  for (let i = 0; i < times; i++) result = random.pick(CHANGES)(result, random, other).subarray(0, LONGEST);
  return result;
}
