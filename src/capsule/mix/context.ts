const LF = 10;
const TEXT = 3;

/** Bytes that make a word, and bytes behind which a new part of a line begins. */
const WORD = new Uint8Array(256);
const PART = new Uint8Array(256);
/** Digit, hexadecimal letter, other letter, …: 3 bits, so that a random identifier is known as one. */
const CLASS = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const text = String.fromCharCode(byte);
  WORD[byte] = /[A-Za-z0-9]/.test(text) ? 1 : 0;
  PART[byte] = /[;, <>@":=/]/.test(text) ? 1 : 0;
  CLASS[byte] =
    [/[0-9]/, /[a-f]/, /[g-z]/, /[A-F]/, /[G-Z]/, /[-.]/, /[\0- ]/].findIndex((kind) => kind.test(text)) + 1;
}

/** Contexts that a byte is foretold from. */
export const CONTEXTS = 10;

/**
 * What stands before the next byte, as hashes: the last bytes, the word, and what a SIP message is made of: the line so
 * far, its name, the name of the line above, and the two lanes of the message. Messages end with a zero byte and begin
 * with two bytes that name their lanes.
 */
export interface Context {
  /** One hash for each context. */
  readonly hashes: Int32Array;
  /** orders[n] is a hash of the last n bytes. */
  readonly orders: Int32Array;
  readonly recent: Uint8Array;
  position: number;
  /** Where in what kind of line the next byte stands. */
  column: number;
  /** Behind the name of a header, 0 or 1. */
  inValue: number;
  /** Classes of the last six bytes, the last in the lowest 3 bits. */
  classes: number;
  /** Hash of the bytes of the line up to its first `:`, `=`, blank or other mark. */
  name: number;
  nameAbove: number;
  /** 0 before the first message, 1 and 2 on its lanes, TEXT in it. */
  head: number;
  lanes: number;
  line: number;
  part: number;
  word: number;
}

/** The context of the first byte. */
export function makeContext(): Context {
  const start = { position: 0, column: 0, inValue: 0, classes: 0, name: 0, nameAbove: 0, head: 0, lanes: 0 };
  const context: Context = {
    hashes: new Int32Array(CONTEXTS),
    orders: new Int32Array(17),
    recent: new Uint8Array(32),
    ...start,
    line: 0,
    part: 0,
    word: 0,
  };
  addToContext(context, 0);
  return context;
}

/** Takes the byte that came. */
export function addToContext(context: Context, byte: number): void {
  context.recent[context.position++ & 31] = byte;
  if (context.head > 0 && context.head < TEXT) addLane(context, byte);
  else if (byte === 0) beginMessage(context);
  else if (byte === LF) endLine(context);
  else addText(context, byte);
  context.word = WORD[byte] === 1 ? mixed(context.word, byte) : 0;
  context.classes = ((context.classes << 3) | (CLASS[byte] as number)) & 0x3ffff;
  hashAll(context, byte);
}

function mixed(hash: number, value: number): number {
  return Math.imul((hash ^ value) + 0x7f4a7c15, 0x2c1b3c6d) ^ (hash >>> 15);
}

function beginMessage(context: Context): void {
  context.head = 1;
  context.lanes = 0;
  endLine(context);
  context.nameAbove = 0;
}

function addLane(context: Context, byte: number): void {
  context.head++;
  context.lanes = mixed(context.lanes, byte + 1);
}

function endLine(context: Context): void {
  context.nameAbove = context.name;
  context.line = context.name = context.part = context.inValue = 0;
}

function addText(context: Context, byte: number): void {
  context.line = mixed(context.line, byte);
  if (context.inValue === 0) context.name = mixed(context.name, byte);
  if (PART[byte] === 0) return;
  context.inValue = 1;
  context.part = mixed(context.name, byte) ^ (context.part & 255);
}

function hashAll(context: Context, byte: number): void {
  const { hashes, orders, recent, position, line, name, classes } = context;
  let hash = 0;
  for (let n = 1; n < orders.length; n++) {
    hash = mixed(hash, recent[(position - n) & 31] as number);
    orders[n] = hash;
  }
  context.column = mixed(mixed(line, name), context.nameAbove);
  hashes[0] = orders[1] as number;
  hashes[1] = orders[2] as number;
  hashes[2] = orders[3] as number;
  hashes[3] = orders[6] as number;
  hashes[4] = mixed(context.word, name);
  hashes[5] = mixed(line, context.nameAbove);
  hashes[6] = mixed(context.part, byte);
  hashes[7] = classes;
  hashes[8] = mixed(classes & 0x1ff, name);
  hashes[9] = mixed(context.column, context.lanes);
  for (let i = 0; i < CONTEXTS; i++) {
    hashes[i] = Math.imul((hashes[i] as number) ^ Math.imul(i + 1, 0x9e3779b1), 0x85ebca6b);
  }
}
