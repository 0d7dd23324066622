/** What an SDP is to say, in the words of a flow. */
export const SDP_WORDS = [
  'sdp',
  'offer',
  'answer',
  'hold',
  'sendonly',
  'recvonly',
  'inactive',
  'zero',
  'video',
  'fax',
  'secure',
  'refuse',
] as const;
export type SdpWord = (typeof SDP_WORDS)[number];

const FLAGS = ['again', 'rel', 'fresh', 'truncated', 'early-inactive', 'untagged'] as const;
type Flag = (typeof FLAGS)[number];

const TRANSPORT_WORDS = ['udp', 'tcp', 'tls', 'sctp', 'ws', 'wss'];

/** `Name: value` replaces, `Name:` takes away, `+Name: value` adds another. */
export interface HeaderLine {
  readonly name: string;
  readonly value: string;
  readonly adds: boolean;
}

/** One message of a flow as it is written. */
export interface MessageLine {
  readonly text: string;
  readonly from: string;
  readonly to: string;
  /** It was sent, but the capture does not have it. */
  readonly lost: boolean;
  readonly method: string;
  /** 0 for a request. */
  readonly status: number;
  /** null: the usual phrase. */
  readonly reason: string | null;
  readonly call: string;
  /** Microseconds since the line before. */
  readonly step: number;
  readonly sdp: readonly SdpWord[];
  readonly flags: ReadonlySet<Flag>;
  readonly transport: string | null;
  readonly via: readonly string[];
  readonly source: number;
  /** What follows a word: `to carol`, `refer-to carol`, `sipfrag 200`, `expires 3600`. */
  readonly words: ReadonlyMap<string, string>;
  readonly headers: HeaderLine[];
  readonly body: string[];
}

const VALUED = ['to', 'refer-to', 'replaces', 'sipfrag', 'expires', 'cseq', 'uri', 'seen-from', 'seen-to'];
const ARROWS = new Map([
  ['->', { lost: false, swapped: false }],
  ['x>', { lost: true, swapped: false }],
  ['<-', { lost: false, swapped: true }],
  ['<x', { lost: true, swapped: true }],
]);

/** Whether a line of a flow is a message: `alice -> bob INVITE sdp`. */
export function isMessageLine(text: string): boolean {
  return ARROWS.has(text.trim().split(/\s+/)[1] ?? '');
}

/** Microseconds of `500ms`, `32s`, `2min`, `20us`. Throws for anything else: a fixture is to be right. */
export function readSpan(text: string): number {
  const found = /^(\d+(?:\.\d+)?)\s*(us|ms|s|min|h)$/.exec(text);
  const unit = { us: 1, ms: 1e3, s: 1e6, min: 6e7, h: 3.6e9 }[found?.[2] ?? ''];
  if (!found || unit === undefined) throw new Error(`no span of time: ${text}`);
  return Math.round(Number(found[1]) * unit);
}

/** @param step microseconds since the line before, unless the line says otherwise with `+500ms` */
export function readMessageLine(text: string, step: number): MessageLine {
  const words = text.match(/"[^"]*"|\S+/g) ?? [];
  const [left = '', arrow = '', right = '', verb = ''] = words;
  const way = ARROWS.get(arrow);
  if (!way || verb === '') throw new Error(`no message: ${text}`);
  const status = /^\d{3}$/.test(verb) ? Number(verb) : 0;
  const line = {
    text: text.trim(),
    from: way.swapped ? right : left,
    to: way.swapped ? left : right,
    lost: way.lost,
    method: status ? '' : verb,
    status,
    reason: null as string | null,
    call: '1',
    step,
    sdp: [] as SdpWord[],
    flags: new Set<Flag>(),
    transport: null as string | null,
    via: [] as string[],
    source: 0,
    words: new Map<string, string>(),
    headers: [],
    body: [],
  };
  const rest = words.slice(4);
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word.startsWith('"')) line.reason = word.slice(1, -1);
    else if (word.startsWith('@')) line.call = word.slice(1);
    else if (word.startsWith('+')) line.step = readSpan(word.slice(1));
    else if (/^-\d/.test(word)) line.step = -readSpan(word.slice(1));
    else if (isOneOf(SDP_WORDS, word)) line.sdp.push(word);
    else if (isOneOf(FLAGS, word)) line.flags.add(word);
    else if (TRANSPORT_WORDS.includes(word)) line.transport = word.toUpperCase();
    else if (word === 'via') line.via = rest.splice(0, rest.findIndex(isNoName) >>> 0);
    else if (word === 'in') line.source = Number(rest.shift());
    else if (VALUED.includes(word)) line.words.set(word, rest.shift() ?? '');
    else if (status && /^[A-Z]+$/.test(word)) line.method = word;
    else throw new Error(`unknown word "${word}" in: ${text}`);
  }
  return line;
}

/** Where the names after `via` end. */
function isNoName(word: string): boolean {
  return /^[+@"]/.test(word);
}

function isOneOf<Word extends string>(list: readonly Word[], word: string): word is Word {
  return (list as readonly string[]).includes(word);
}

/** An indented line under a message: a header, or a line of the body after `|`. */
export function readDetail(text: string, line: MessageLine): void {
  const trimmed = text.trim();
  if (trimmed.startsWith('|')) {
    line.body.push(trimmed.slice(1).replace(/^ /, ''));
    return;
  }
  const found = /^(\+?)([^\s:]+)\s*:\s*(.*)$/.exec(trimmed);
  if (!found) throw new Error(`neither a header nor a body line: ${text}`);
  line.headers.push({ name: found[2] ?? '', value: found[3] ?? '', adds: found[1] === '+' });
}
