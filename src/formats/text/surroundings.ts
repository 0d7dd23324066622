import { type Frame, socket } from './frame.ts';
import { readJsonFields } from './json-fields.ts';
import { findStamp } from './stamp.ts';

/** Characters of a line that are looked at. */
const LONGEST = 400;
/** `→` and `←` as bytes of UTF-8 among them. */
const ARROWS = ['--->', '-->', '->', '=>', '==>', '>', '\u00e2\u0086\u0092'];
const BACK = ['<---', '<--', '<-', '<=', '<==', '<', '\u00e2\u0086\u0090'];
/** A transport, an address or a name with a dot in it, a port. */
const SOCKET =
  /(?<![\w.:@-])(?:(?:(udp|tcp|tls|wss?|sctp)|\d)[:/]{1,3})?(?:\[([0-9a-f:.%]{2,60})\]|([\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|localhost))(?::(\d{1,5})(?![\d.])|:\[(\d{1,5})\])?/gi;
/** Files of source code have dots and line numbers, too. */
const SOURCE_FILE = /\.(?:c|cc|cpp|cxx|h|hpp|java|py|js|ts|go|rs|lua|rb|php|cs|log|kt|m|swift)$/i;
const NAMED = /(?<![a-z])(from|to|src|dst|source|destination|dest)[^a-z0-9]{0,4}(?:ip[^a-z0-9]{0,4})?$/i;
const TRANSPORT = /(?<![a-z])(udp|tcp|tls|wss?|sctp)(?![a-z])/i;
const SENT = /(?<![a-z])(?:sent|send|sending|snd|transmit(?:ted|ting)?|outgoing|outbound|tx|out|write)(?![a-z])/i;
const RECEIVED = /(?<![a-z])(?:receiv(?:e|ed|ing)|recv|rcv|incoming|inbound|rx|in|read)(?![a-z])/i;

interface Socket {
  readonly text: string;
  readonly transport: string | undefined;
  readonly hasPort: boolean;
  /** The word before it: from, to and their like; '' without. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What free text near a start line says of the message: two sockets around an arrow, or one near a word that tells the
 * direction, and a time. `texts` begins with the nearest line. Null when it says nothing.
 */
export function readSurroundings(texts: readonly string[]): Frame | null {
  for (const long of texts) {
    const text = long.slice(0, LONGEST);
    const said = readJsonFields(long) ?? readArrow(text) ?? readWords(text);
    if (said) return { ...said, stamp: said.stamp ?? findStamp(text) ?? stampIn(texts) };
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
  const sockets = socketsIn(text).filter(({ hasPort }) => hasPort);
  for (let i = 0; i + 1 < sockets.length; i++) {
    const [left, right] = [sockets[i] as Socket, sockets[i + 1] as Socket];
    const between = text.slice(left.end, right.start).trim();
    const isForth = ARROWS.includes(between);
    if (!isForth && !BACK.includes(between)) continue;
    const transport = left.transport ?? right.transport ?? TRANSPORT.exec(text)?.[1];
    return isForth ? { from: left.text, to: right.text, transport } : { from: right.text, to: left.text, transport };
  }
  return null;
}

/** `received … from a:p`, `send to a:p`, `from a:p to b:q`. */
function readWords(text: string): Frame | null {
  const sockets = socketsIn(text);
  const from = sockets.find(({ name }) => name === 'from' || name === 'src' || name === 'source');
  const to = sockets.find(({ name }) => name !== '' && !['from', 'src', 'source'].includes(name));
  const transport = (from ?? to ?? sockets[0])?.transport ?? TRANSPORT.exec(text)?.[1];
  if (from && to) return { from: from.text, to: to.text, transport };
  const direction = directionIn(text, from !== undefined, to !== undefined);
  const peer = from ?? to ?? sockets[0];
  return direction && peer ? { direction, peer: peer.text, transport } : null;
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

/** Sockets that a text names; an address may stand without a port, a name may not. */
function socketsIn(text: string): Socket[] {
  const sockets: Socket[] = [];
  for (const found of text.matchAll(SOCKET)) {
    const host = found[2] ?? found[3] ?? '';
    const port = found[4] ?? found[5];
    const isAddress = found[2] !== undefined || /^[\dx]{1,3}(?:\.[\dx]{1,3}){3}$/i.test(host);
    if ((!isAddress && port === undefined) || SOURCE_FILE.test(host)) continue;
    sockets.push({
      text: socket(host, port) ?? '',
      transport: found[1],
      hasPort: port !== undefined,
      name: NAMED.exec(text.slice(Math.max(0, found.index - 24), found.index))?.[1]?.toLowerCase() ?? '',
      start: found.index,
      end: found.index + found[0].length,
    });
  }
  return sockets;
}
