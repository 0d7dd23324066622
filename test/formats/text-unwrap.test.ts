import { describe, expect, test } from 'vitest';
import { type ReadLog, readLog, toBytes } from '../support/logs.ts';

const message = [
  'INVITE sip:b@192.0.2.2 SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa',
  'From: "Al \\ ice" <sip:a@example.com>;tag=1',
  'To: <sip:b@example.com>',
  'Call-ID: one',
  'CSeq: 1 INVITE',
  'Content-Type: application/sdp',
  'Content-Length: 45',
  '',
  'v=0',
  'o=- 1 1 IN IP4 192.0.2.1',
  's=-',
  't=0 0',
  '',
];
const crlf = message.join('\r\n');
const answer = ['SIP/2.0 200 OK', ...message.slice(1, 6), 'Content-Length: 0', '', ''].join('\r\n');

/** The call is read whole, whatever was done to it. */
function expectCall({ rows }: ReadLog): void {
  expect(rows.map(({ what, callId }) => `${what} ${callId}`)).toEqual(['INVITE one', '200 (INVITE) one']);
  expect(rows[0]?.text.replaceAll('\r\n', '\n').trim()).toBe(message.join('\n').trim());
}

test('carriage returns that were written out stand in no header: the type of the body tells where it ends', async () => {
  const edited = (text: string) => text.replace('Content-Length: 45', 'Content-Length: 10');
  const { rows } = await readLog(edited(`${message.join('^M\n')}\n`));
  expect(rows.map(({ text }) => text.trim())).toEqual([edited(crlf).trim()]);
});

test('what ends a message of JAIN-SIP may stand in its last line', async () => {
  const opening = [
    '<message',
    'from="192.0.2.1:5060"',
    'to="192.0.2.2:5060"',
    'time="1704448800123"',
    'isSender="false"',
    '>',
  ];
  const log = [...opening, '<![CDATA[', ...message.slice(0, -1)].join('\n');
  const { rows } = await readLog(`${log}]]>\n</message>\n`);
  expect(rows.map(({ text }) => text.trim())).toEqual([crlf.trim()]);
});

describe('entities of HTML beside angle brackets', () => {
  const refer = [
    'REFER sip:b@192.0.2.2 SIP/2.0',
    'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKr',
    'From: "Al" <sip:a@example.com>;tag=1',
    'To: <sip:b@example.com>;tag=2',
    'Call-ID: one',
    'CSeq: 2 REFER',
    'Refer-To: <sip:c@example.com?Subject=a&amp;Priority=urgent>',
    'Content-Type: application/xml',
    'Content-Length: 61',
    '',
    '<note>\r\n &lt;sip:quoted@example.com&gt; &amp; others\r\n</note>',
    '',
  ];
  const sent = refer.join('\r\n');
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const textOf = async (text: string) => (await readLog(`${text}\r\n<end of the log>\r\n`)).rows.map((row) => row.text);

  test('what a message itself says in entities stays', async () => {
    expect(await textOf(sent)).toEqual([expect.stringContaining(sent.trim())]);
  });

  test.each([2, 3, 6])('header %i alone is escaped', async (at) => {
    const mixed = refer.map((line, i) => (i === at ? escaped(line) : line)).join('\r\n');
    expect(mixed).not.toBe(sent);
    expect(await textOf(mixed)).toEqual([expect.stringContaining(sent.trim())]);
  });

  test('a message that is escaped as a whole stands beside what is not', async () => {
    expect(await textOf(escaped(sent))).toEqual([expect.stringContaining(sent.trim())]);
  });

  test.each([
    [
      'asterisk-pjsip',
      '[2024-01-05 10:00:00] VERBOSE[1] x.c: <--- Received SIP request (600 bytes) from UDP:192.0.2.1:5060 --->',
    ],
    ['ngrep', 'U 2024/01/05 10:00:00.123456 192.0.2.1:5060 -> 192.0.2.2:5060'],
    ['homer', 'proto:UDP 2024-01-05T10:00:00.000Z  192.0.2.1:5060 ---> 192.0.2.2:5060'],
  ])('a framing line of %s alone is escaped', async (id, frame) => {
    const log = (line: string) => readLog(`${line}\r\n${sent}\r\n${line}\r\n${sent.replace('2 REFER', '3 REFER')}\r\n`);
    const [plain, mixed] = await Promise.all([log(frame), log(escaped(frame))]);
    expect(mixed.report.formats.map((format) => [format.id, format.messages])).toEqual([[id, 2]]);
    expect(mixed.rows).toEqual(plain.rows);
    expect(mixed.rows.map(({ text }) => text.trim().endsWith('</note>'))).toEqual([true, true]);
  });

  test('headers that are escaped leave a body alone that is not', async () => {
    const [head = '', body = ''] = sent.split('\r\n\r\n');
    expect(await textOf(`${escaped(head)}\r\n\r\n${body}`)).toEqual([expect.stringContaining(sent.trim())]);
  });
});

describe('whole messages in one line', () => {
  const json = (text: string) => JSON.stringify(text);
  test.each<[string, string]>([
    ['JSON', `{"ts":1,"msg":${json(crlf)},"n":2}\n{"ts":2,"msg":${json(answer)}}\n`],
    ['JSON on one line', `[{"msg":${json(crlf)}},{"msg":${json(answer)}}]`],
    ['JSON within JSON', `{"log":${json(json(crlf))}}\n{"log":${json(json(answer))}}\n`],
    ['JSON with LF alone', `{"msg":${json(message.join('\n'))}}\n{"msg":${json(answer.replaceAll('\r', ''))}}\n`],
    [
      'Python bytes',
      `b'${crlf.replaceAll('\\', '\\\\').replaceAll('\r\n', '\\r\\n')}'\nb'${answer.replaceAll('\\', '\\\\').replaceAll('\r\n', '\\r\\n')}'\n`,
    ],
    ['gdb', `s = 0x55d "${escapeC(crlf)}"\ns = 0x55e "${escapeC(answer)}"\n`],
    [
      'rsyslog',
      `Jan  5 10:00:00 h k[1]: ${crlf.replaceAll('\r\n', '#015#012')}\nJan  5 10:00:00 h k[1]: ${answer.replaceAll('\r\n', '#015#012')}\n`,
    ],
    [
      'rsyslog, LF alone',
      `Jan  5 10:00:00 h k[1]: ${crlf.replaceAll('\r\n', '#012')}\nJan  5 10:00:00 h k[1]: ${answer.replaceAll('\r\n', '#012')}\n`,
    ],
    [
      'decimal',
      `Jan  5 10:00:00 h x: ${crlf.replaceAll('\r\n', '<013><010>')}\nJan  5 10:00:00 h x: ${answer.replaceAll('\r\n', '<013><010>')}\n`,
    ],
    [
      'hexadecimal',
      `x ${crlf.replaceAll('\\', '\\\\').replaceAll('\r\n', '\\x0d\\x0a')}\ny ${answer.replaceAll('\\', '\\\\').replaceAll('\r\n', '\\x0d\\x0a')}\n`,
    ],
  ])('%s', async (_, text) => {
    expectCall(await readLog(text));
  });

  test('a frame in the same line', async () => {
    const line = `Jan  5 10:00:00 h fs: recv 300 bytes from udp/[192.0.2.7]:5060 at 10:00:00.123456:#012${answer.replaceAll('\r\n', '#015#012')}\n`;
    const { rows } = await readLog(line);
    expect(rows.map(({ from, direction }) => `${from} ${direction}`)).toEqual(['192.0.2.7:5060 received']);
  });

  test('hundreds of messages on one line', async () => {
    const many = Array.from({ length: 300 }, (_, i) => ({ i, raw: answer.replace('Call-ID: one', `Call-ID: ${i}`) }));
    const { rows } = await readLog(JSON.stringify(many));
    expect(rows.map(({ callId }) => callId)).toEqual(many.map(({ i }) => String(i)));
  });
});

function escapeC(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\r\n', '\\r\\n');
}

describe('what loggers put before each line', () => {
  const all = `${crlf}\r\n${answer}`.split('\r\n');
  const each = (change: (line: string, i: number) => string) => `${all.map(change).join('\n')}\n`;
  test.each<[string, string]>([
    ['journald', each((line) => `Jan 05 10:00:00 host prog[123]: ${line}`)],
    [
      'counting pids and times',
      each((line, i) => `Jan 05 10:00:${String(10 + (i % 40))} host prog[${9990 + i}]: ${line}`),
    ],
    ['RFC 5424', each((line) => `<134>1 2024-01-05T10:00:00.123Z host app 12 - - ${line}`)],
    ['docker-compose', each((line) => `asterisk_1  | ${line}`)],
    ['docker-compose, blanks lost', each((line) => `asterisk_1  | ${line}`.trimEnd())],
    ['kubernetes', each((line) => `2024-01-05T10:00:00.123456789Z stdout F ${line}`)],
    ['docker json-file', each((line) => `${JSON.stringify({ log: `${line}\r\n`, stream: 'stdout' })}`)],
    ['logcat', each((line, i) => `01-05 10:00:0${i % 10}.123  4711  4733 I SIP     : ${line}`)],
    ['Kiwi', each((line) => `2024-01-05 10:00:00\tDaemon.Info\t192.0.2.9\t${line}`)],
    ['a mail', each((line) => `> ${line}`)],
    ['a mail of a mail', each((line) => `> > ${line}`)],
    ['comments', each((line) => `// ${line}`)],
    ['line numbers', each((line, i) => `${String(i + 1).padStart(3)} ${line}`)],
    ['list numbers', each((line, i) => `  ${i + 1}. ${line}`)],
    ['an indent', each((line) => `        ${line}`)],
    ['a TAB', each((line) => `\t${line}`)],
    ['colours', each((line) => `\x1b[32m${line}\x1b[0m`)],
    ['colours that lost their ESC', each((line) => (line === '' ? '' : `[1;36m${line}[0m`))],
    ['NULs', each((line) => `${line}\0`)],
  ])('%s', async (_, text) => {
    expectCall(await readLog(text));
  });

  test('the first line lacks the prefix', async () => {
    const text = all.map((line, i) => (i === 0 ? line : `sip_1  | ${line}`)).join('\n');
    expectCall(await readLog(text));
  });

  test('lines of other programs come in between', async () => {
    const text = all.flatMap((line, i) => [
      `Jan  5 10:00:00 host sip[7]: ${line}`,
      ...(i % 3 === 0 ? [`Jan  5 10:00:00 host cron[${i}]: job done`] : []),
    ]);
    expectCall(await readLog(text.join('\n')));
  });
});

describe('encodings', () => {
  const text = `\r\n${crlf}\r\n${answer}`;
  const utf16 = (littleEndian: boolean, mark: boolean) => {
    const view = new DataView(new ArrayBuffer((text.length + (mark ? 1 : 0)) * 2));
    if (mark) view.setUint16(0, 0xfeff, littleEndian);
    for (let i = 0; i < text.length; i++) view.setUint16((i + (mark ? 1 : 0)) * 2, text.charCodeAt(i), littleEndian);
    return new Uint8Array(view.buffer);
  };
  test.each<[string, Uint8Array]>([
    ['UTF-16, little endian', utf16(true, true)],
    ['UTF-16, big endian', utf16(false, true)],
    ['UTF-16 without a mark', utf16(true, false)],
    ['carriage returns alone', toBytes(text.replaceAll('\r\n', '\r'))],
    ['UTF-8 with a mark', toBytes(`\ufeff${text}`)],
  ])('%s', async (_, bytes) => {
    expectCall(await readLog(bytes));
  });

  test('Latin-1 loses no message', async () => {
    const bytes = Uint8Array.from(crlf.replace('Al \\ ice', 'J\u00f6rg'), (char) => char.charCodeAt(0));
    const { rows } = await readLog(bytes);
    expect(rows.map(({ what }) => what)).toEqual(['INVITE']);
  });
});
