import { pcapFile } from '../support/captures.ts';
import { type Ends, ethernet, fragments4, ip4, join, text, udp } from '../support/packets.ts';
import { request, response } from '../support/sip-texts.ts';
import { pieces, Talker } from '../support/tcp-stream.ts';

/** Something that a stranger may send more and more of. */
export interface Shape {
  readonly name: string;
  /** So much of it; the second time twice as much. */
  readonly size: number;
  make(size: number): Uint8Array;
}

const times = (count: number, line: (i: number) => string) => Array.from({ length: count }, (_, i) => line(i)).join('');
const INVITE = 'INVITE sip:bob@192.0.2.2 SIP/2.0\r\n';
const HEADERS = (callId: string, cseq = '1 INVITE', tag = 'a', branch = 'z9hG4bK1') =>
  `Via: SIP/2.0/UDP 192.0.2.1;branch=${branch}\r\nFrom: <sip:alice@192.0.2.1>;tag=${tag}\r\nTo: <sip:bob@192.0.2.2>\r\nCall-ID: ${callId}\r\nCSeq: ${cseq}\r\nContent-Length: 0\r\n\r\n`;
const ENDS = (i: number) => `2026-01-02 03:04:05.${String(100_000 + i).slice(-6)} 192.0.2.1:5060 -> 192.0.2.2:5060\r\n`;

/** Logs that repeat one thing. */
const LOGS: readonly [name: string, size: number, make: (size: number) => string][] = [
  ['lines of another program', 2000, (n) => times(n, (i) => `Jan 02 03:04:05 host app[${i}]: nothing to see here\n`)],
  ['addresses and arrows without a message', 2000, (n) => times(n, (i) => ENDS(i))],
  ['start lines without headers', 600, (n) => times(n, () => 'INVITE sip:bob@192.0.2.2 SIP/2.0\r\n')],
  ['status lines without headers', 600, (n) => times(n, () => 'SIP/2.0 200 OK\r\n')],
  ['start lines in the middle of lines', 600, (n) => times(n, () => 'x INVITE sip:bob SIP/2.0 ')],
  ['one line of blanks', 40_000, (n) => ' '.repeat(n)],
  ['one line of letters', 40_000, (n) => 'a'.repeat(n)],
  ['one line of digits', 40_000, (n) => '1'.repeat(n)],
  ['one line of colons', 40_000, (n) => ':'.repeat(n)],
  ['one line of addresses', 2000, (n) => '192.0.2.1:5060 '.repeat(n)],
  ['opening brackets', 40_000, (n) => '['.repeat(n)],
  ['opening braces', 40_000, (n) => '{'.repeat(n)],
  ['quotes', 40_000, (n) => '"'.repeat(n)],
  ['quoted fields', 5000, (n) => '"a","b"\n'.repeat(n)],
  ['a field that holds a message and never closes', 4000, (n) => `a,"${INVITE}${times(n, (i) => `X-${i}: y\r\n`)}`],
  ['backslashes', 40_000, (n) => '\\'.repeat(n)],
  ['line ends written out', 10_000, (n) => `INVITE sip:b SIP/2.0\\r\\n${'X: y\\r\\n'.repeat(n)}`],
  ['entities', 10_000, (n) => '&lt;'.repeat(n)],
  ['marks of quoting', 10_000, (n) => '> '.repeat(n)],
  ['colours', 5000, (n) => '\u001b[31m'.repeat(n)],
  ['empty lines', 20_000, (n) => '\n'.repeat(n)],
  ['empty lines after a start line', 20_000, (n) => `${INVITE}${'\r\n'.repeat(n)}`],
  ['dashes', 20_000, (n) => '-'.repeat(n)],
  ['lines of dashes', 4000, (n) => '--------\n'.repeat(n)],
  ['objects in JSON', 1500, (n) => times(n, (i) => `{"a":"${i}","sip":"x"}\n`)],
  ['depth in JSON', 5000, (n) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`],
  ['elements of XML', 3000, (n) => `<?xml version="1.0"?><pdml>${'<packet><proto name="sip">'.repeat(n)}`],
  ['headers of one message', 2000, (n) => `${INVITE}${times(n, (i) => `X-Any-${i}: ${i}\r\n`)}\r\n`],
  [
    'Via lines of one message',
    1000,
    (n) => `${INVITE}${times(n, (i) => `Via: SIP/2.0/UDP h${i};branch=z9hG4bK${i}\r\n`)}\r\n`,
  ],
  ['messages of one call', 400, (n) => times(n, (i) => `${ENDS(i)}${INVITE}${HEADERS('1', `${i + 1} INVITE`)}\r\n`)],
  ['copies of one message', 400, (n) => times(n, (i) => `${ENDS(i)}${INVITE}${HEADERS('1')}\r\n`)],
  [
    'branches of one fork',
    300,
    (n) => times(n, (i) => `${ENDS(i)}${INVITE}${HEADERS('1', '1 INVITE', 'a', `z9hG4bK${i}`)}\r\n`),
  ],
  [
    'answers of one fork',
    300,
    (n) =>
      `${ENDS(0)}${INVITE}${HEADERS('1')}\r\n${times(n, (i) => `${ENDS(i)}SIP/2.0 183 Session Progress\r\n${HEADERS('1').replace('192.0.2.2>', `192.0.2.2>;tag=${i}`)}\r\n`)}`,
  ],
  [
    'calls at one moment between the same ends',
    300,
    (n) => times(n, (i) => `${ENDS(0)}${INVITE}${HEADERS(String(i))}\r\n`),
  ],
  [
    'sockets',
    300,
    (n) =>
      times(
        n,
        (i) =>
          `${ENDS(i).replace('192.0.2.1:5060', `192.0.${i >> 8}.${i & 255}:5060`)}${INVITE}${HEADERS('1', `${i} INVITE`)}\r\n`,
      ),
  ],
  [
    'dialogs by tag',
    300,
    (n) => times(n, (i) => `${ENDS(i)}${INVITE}${HEADERS('1', '1 INVITE', `t${i}`, `z9hG4bK${i}`)}\r\n`),
  ],
  [
    'requests inside a dialog',
    300,
    (n) =>
      times(
        n,
        (i) =>
          `${ENDS(i)}INFO sip:bob@192.0.2.2 SIP/2.0\r\n${HEADERS('1', `${i + 1} INFO`, 'a', `z9hG4bK${i}`).replace('192.0.2.2>', '192.0.2.2>;tag=b')}\r\n`,
      ),
  ],
  [
    'registrations of one user',
    300,
    (n) => times(n, (i) => `${ENDS(i)}REGISTER sip:192.0.2.2 SIP/2.0\r\n${HEADERS(`r${i}`, `${i + 1} REGISTER`)}\r\n`),
  ],
];

const ends: Ends = { from: '10.0.0.1', to: '10.0.0.2', sport: 5060, dport: 5060 };

const frames = (list: readonly Uint8Array[]) =>
  pcapFile(list.map((bytes, i) => ({ bytes, time: 1_700_000_000_000_000 + i * 1000 })));
const datagram = (payload: string, i = 1) => ethernet(ip4(ends, udp(ends, text(payload)), { id: i & 0xffff }));
const list = (count: number, frame: (i: number) => Uint8Array) =>
  frames(Array.from({ length: count }, (_, i) => frame(i)));

/** Captures that repeat one thing. */
const CAPTURES: readonly [name: string, size: number, make: (size: number) => Uint8Array][] = [
  ['packets that are none of SIP', 1500, (n) => list(n, (i) => datagram('x', i))],
  ['answers without a request', 400, (n) => list(n, (i) => datagram(response(`c${i}`, 200), i))],
  ['requests of one call', 400, (n) => list(n, (i) => datagram(request('1'), i))],
  [
    'fragments that never fill',
    1000,
    (n) =>
      list(
        n,
        (i) => fragments4(ends, udp(ends, text(request(`c${i}`, 3000))), [1480], { id: i & 0xffff })[0] as Uint8Array,
      ),
  ],
  [
    'fragments of one datagram, again and again',
    1000,
    (n) => {
      const parts = fragments4(ends, udp(ends, text(request('c', 3000))), [800, 1600, 2400], { id: 7 });
      return list(n, (i) => parts[i % 2] as Uint8Array);
    },
  ],
  [
    'segments of one byte',
    1500,
    (n) => {
      const talker = new Talker();
      const bytes = text(times(Math.ceil(n / 300), (i) => request(`c${i}`))).subarray(0, n);
      return frames([
        talker.open(),
        ...pieces(
          bytes,
          Array.from({ length: n }, (_, i) => i),
        ).map((piece) => talker.data(piece)),
      ]);
    },
  ],
  [
    'segments backwards',
    1000,
    (n) => {
      const talker = new Talker();
      const bytes = text(times(Math.ceil(n / 30), (i) => request(`c${i}`))).subarray(0, n * 10);
      const cuts = Array.from({ length: n }, (_, i) => i * 10);
      return frames([
        talker.open(),
        ...pieces(bytes, cuts)
          .reverse()
          .map((piece) => talker.data(piece)),
      ]);
    },
  ],
  [
    'messages of one connection',
    400,
    (n) => {
      const talker = new Talker();
      const bytes = text(times(n, (i) => request(`c${i}`)));
      return frames([
        talker.open(),
        ...pieces(
          bytes,
          Array.from({ length: n }, (_, i) => i * 1000),
        ).map((piece) => talker.data(piece)),
      ]);
    },
  ],
  [
    'connections',
    500,
    (n) =>
      list(n, (i) =>
        new Talker({ from: '10.0.0.1', to: '10.0.0.2', sport: 1024 + i, dport: 5060 }).data({
          at: 0,
          bytes: text(request(`c${i}`)),
        }),
      ),
  ],
  ['zeros after a header', 20_000, (n) => join(frames([]), new Uint8Array(n))],
];

export const SHAPES: readonly Shape[] = [
  ...LOGS.map(([name, size, make]): Shape => ({ name, size, make: (n) => text(make(n)) })),
  ...CAPTURES.map(([name, size, make]): Shape => ({ name, size, make })),
];
