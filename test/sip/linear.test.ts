import { expect, test } from 'vitest';
import { captured } from '../../src/base/captured.ts';
import { countSteps } from '../support/steps.ts';

const stepsOf = await countSteps('/src/sip/');
// Loaded once the counting runs.
const { bodiesOfType } = await import('../../src/sip/body.ts');
const { MessageIndex } = await import('../../src/sip/message-index.ts');
const { parseMessage } = await import('../../src/sip/parse.ts');
const { parseSdp } = await import('../../src/sip/sdp.ts');
const { highlight } = await import('../../src/sip/tokens.ts');

const encoder = new TextEncoder();

/** Everything that is ever done with the bytes of one message. */
function readFully(bytes: Uint8Array): void {
  new MessageIndex().add(bytes, 0, bytes.length, captured(0));
  const message = parseMessage(bytes);
  highlight(message);
  for (const { span } of bodiesOfType(message.body, 'application/sdp')) parseSdp(bytes, span);
}

const HEADERS = [
  'From',
  'Contact',
  'Via',
  'WWW-Authenticate',
  'Content-Type',
  'Warning',
  'Reason',
  'Call-ID',
  'Date',
  'CSeq',
  'Max-Forwards',
  'X-Any',
];
const PIECES = [
  ' ',
  ',',
  ';',
  '"',
  '""',
  '<',
  '<>',
  '\\',
  '@',
  ':',
  '=',
  '%41',
  '\r\n ',
  'a,',
  'sip:a,',
  '<sip:a>,',
  ';a=b',
  ';a="b"',
  'a=b,',
  '"a" ',
  '\0',
  'ö',
  '9',
];

const START = 'INVITE sip:a@h SIP/2.0\r\n';
const SDP = `${START}Content-Type: application/sdp\r\n\r\nv=0\r\n`;
const PARTS = `${START}Content-Type: multipart/mixed;boundary=x\r\n\r\n`;

/** What may be repeated without end: a beginning, and the piece. */
const SHAPES: [name: string, start: string, piece: string][] = [
  ...HEADERS.flatMap((name) =>
    PIECES.map((piece): [string, string, string] => [
      `${name} of ${JSON.stringify(piece)}`,
      `${START}${name}: `,
      piece,
    ]),
  ),
  ['a request line of blanks', 'INVITE ', ' '],
  ['a request line of letters', 'INVITE sip:', 'a'],
  ['a status line of blanks', 'SIP/2.0 200 ', ' '],
  ['Via lines', START, 'Via: SIP/2.0/UDP h;branch=z9hG4bKa\r\n'],
  ['To lines', START, 'To: <sip:a@h>;tag=1\r\n'],
  ['lines of nothing', START, 'x\r\n'],
  ['colons alone', START, ':\r\n'],
  ['Content-Length lines', START, 'l: 1\r\n'],
  ['empty lines', START, '\r\n'],
  ['media lines', SDP, 'm=audio 1 RTP/AVP 0\r\n'],
  ['media lines and attributes', SDP, 'a=ptime:20\r\nm=audio 1 RTP/AVP 0\r\n'],
  ['formats', `${SDP}m=audio 1 RTP/AVP`, ' 96'],
  ['attributes', `${SDP}m=audio 1 RTP/AVP 96\r\n`, 'a=rtpmap:96 x/8000\r\n'],
  ['candidates', `${SDP}m=audio 1 RTP/AVP 96\r\n`, 'a=candidate:1 1 UDP 1 10.0.0.1 1 typ host\r\n'],
  ['session attributes', SDP, 'a=fingerprint:x y\r\n'],
  ['an attribute of blanks', `${SDP}a=rtpmap:96 `, ' '],
  ['a description of equals signs', SDP, '='],
  ['boundaries', PARTS, '--x\r\n'],
  ['boundaries that are none', PARTS, '--xy\r\n'],
  ['parts with headers', PARTS, '--x\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n'],
];

test('work grows with the size of a message, whatever it repeats', async () => {
  const size = 3000;
  const grown: [string, number][] = [];
  for (const [name, start, piece] of SHAPES) {
    const sized = (bytes: number) => encoder.encode(`${start}${piece.repeat(Math.ceil(bytes / piece.length))}\r\n\r\n`);
    const [once, twice] = [sized(size), sized(2 * size)];
    const before = await stepsOf(() => readFully(once));
    const after = await stepsOf(() => readFully(twice));
    expect(before, name).toBeGreaterThan(size / 10);
    grown.push([name, after / before]);
  }
  expect(grown.filter(([, growth]) => growth > 2.2)).toEqual([]);
}, 120_000);

test('the count of steps sees work that grows faster', async () => {
  const all = (length: number) => () => {
    for (let i = 0; i < length; i++) parseMessage(encoder.encode(`INVITE ${' '.repeat(i)}`));
  };
  expect((await stepsOf(all(400))) / (await stepsOf(all(200)))).toBeGreaterThan(3);
});
