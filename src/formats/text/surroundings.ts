import { type Frame, socket } from './frame.ts';
import { findStamp } from './stamp.ts';

/** Characters of a line that are looked at. */
const LONGEST = 400;
/** `→` as bytes of UTF-8. */
const ARROWS = ['--->', '-->', '->', '=>', '\u00e2\u0086\u0092', ' > ', '<---', '<--', '<-', '<='];
const TOKEN =
  /^[("'<[]*(?:(?:(udp|tcp|tls|wss?|sctp)|\d)[:/]{1,3})?(?:\[([0-9a-f:.%]+)\]|([\w-]+(?:\.[\w-]+)+|localhost))(?::(\d{1,5})|:\[(\d{1,5})\])?[)"'>\],;:]*$/i;
const TRANSPORT = /(?<![a-z])(udp|tcp|tls|wss?|sctp)(?![a-z])/i;
const SENT = /(?<![a-z])(?:sent|send|sending|snd|transmit(?:ted|ting)?|outgoing|outbound|tx|out|write)(?![a-z])/i;
const RECEIVED = /(?<![a-z])(?:receiv(?:e|ed|ing)|recv|rcv|incoming|inbound|rx|in|read)(?![a-z])/i;

interface Socket {
  readonly text: string;
  readonly transport: string | undefined;
}

/**
 * What free text near a start line says of the message: two sockets around an arrow, or one near a word that tells the
 * direction, and a time. `texts` begins with the nearest line. Null when it says nothing.
 */
export function readSurroundings(texts: readonly string[]): Frame | null {
  for (const long of texts) {
    const text = long.slice(0, LONGEST);
    const said = readArrow(text) ?? readWords(text);
    if (said) return { ...said, stamp: findStamp(text) ?? stampIn(texts) };
  }
  const stamp = stampIn(texts);
  return stamp && { stamp };
}

function stampIn(texts: readonly string[]) {
  for (const text of texts) {
    const stamp = findStamp(text.slice(0, LONGEST));
    if (stamp) return stamp;
  }
  return null;
}

function readArrow(text: string): Frame | null {
  for (const arrow of ARROWS) {
    for (let at = text.indexOf(arrow); at >= 0; at = text.indexOf(arrow, at + 1)) {
      const left = readSocket(lastWord(text.slice(0, at)), true);
      const right = readSocket(firstWord(text.slice(at + arrow.length)), true);
      if (!left || !right) continue;
      const transport = left.transport ?? right.transport ?? TRANSPORT.exec(text)?.[1];
      const isBack = arrow.startsWith('<');
      return { from: (isBack ? right : left).text, to: (isBack ? left : right).text, transport };
    }
  }
  return null;
}

/** `received … from a:p`, `send to a:p`, `from a:p to b:q`. */
function readWords(text: string): Frame | null {
  const words = text.split(/[\s=]+/);
  const sockets = words.map((word) => readSocket(word, false));
  const named = (name: string) => {
    const at = words.findIndex((word, i) => word.toLowerCase().replace(/^[^a-z]+/, '') === name && sockets[i + 1]);
    return at < 0 ? null : (sockets[at + 1] ?? null);
  };
  const from = named('from') ?? named('src');
  const to = named('to') ?? named('dst');
  const transport = (from ?? to)?.transport ?? TRANSPORT.exec(text)?.[1];
  if (from && to) return { from: from.text, to: to.text, transport };
  const direction = directionIn(text, from !== null, to !== null);
  const peer = from ?? to ?? sockets.find((found) => found) ?? null;
  return direction && peer ? { direction, peer: peer.text, transport: peer.transport ?? transport } : null;
}

function directionIn(text: string, hasFrom: boolean, hasTo: boolean): 'sent' | 'received' | undefined {
  const sent = SENT.exec(text);
  const received = RECEIVED.exec(text);
  if (sent && received) {
    if (hasFrom !== hasTo) return hasFrom ? 'received' : 'sent';
    return sent.index < received.index ? 'sent' : 'received';
  }
  return sent ? 'sent' : received ? 'received' : undefined;
}

function firstWord(text: string): string {
  return /^\s*(\S{1,300})/.exec(text)?.[1] ?? '';
}

function lastWord(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed.slice(trimmed.lastIndexOf(' ') + 1);
}

/** A socket in a word: with a port, or an IP address alone where `needsPort` is false. */
function readSocket(word: string, needsPort: boolean): Socket | null {
  const parts = TOKEN.exec(word);
  const host = parts?.[2] ?? parts?.[3];
  if (!parts || host === undefined) return null;
  const port = parts[4] ?? parts[5];
  if (port === undefined && (needsPort || !/^\d+\.\d+\.\d+\.\d+$/.test(host))) return null;
  return { text: socket(host, port) ?? '', transport: parts[1] };
}
