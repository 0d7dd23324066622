import { describe, expect, test } from 'vitest';
import { TRUNCATED } from '../../src/base/captured.ts';
import { essence, readLog } from '../support/logs.ts';

/** Header lines of a request or answer of one call. */
function headers(cseq: string, more: readonly string[] = []): string[] {
  return [
    'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa',
    'From: <sip:a@example.com>;tag=1',
    'To: <sip:b@example.com>',
    'Call-ID: one',
    `CSeq: ${cseq}`,
    ...more,
  ];
}
const lines = (...parts: readonly (string | readonly string[])[]) => parts.flat().join('\n');
const bye = ['BYE sip:b@192.0.2.2 SIP/2.0', ...headers('2 BYE')];
const sdp = ['v=0', 'o=- 1 1 IN IP4 192.0.2.1', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0', 'm=audio 4000 RTP/AVP 0'];
const invite = ['INVITE sip:b@192.0.2.2 SIP/2.0', ...headers('1 INVITE', ['Content-Type: application/sdp'])];
const whats = async (text: string) => (await readLog(text)).rows.map(({ what }) => what);

describe('where a message ends', () => {
  test('a start line in a message/sipfrag body is of the body', async () => {
    const notify = (length: string) =>
      lines(
        'NOTIFY sip:a@192.0.2.1 SIP/2.0',
        headers('3 NOTIFY', ['Content-Type: message/sipfrag', ...(length ? [`Content-Length: ${length}`] : [])]),
        ['', 'SIP/2.0 200 OK', 'Contact: <sip:b@192.0.2.2>', '', ''],
        ['SIP/2.0 200 OK', ...headers('3 NOTIFY'), ''],
      );
    for (const length of ['', '16', '43', '99']) {
      const { rows } = await readLog(notify(length));
      expect(
        rows.map(({ what }) => what),
        `Content-Length ${length}`,
      ).toEqual(['NOTIFY', '200 (NOTIFY)']);
      expect(rows[0]?.text, `Content-Length ${length}`).toMatch(/sipfrag[\s\S]*SIP\/2\.0 200 OK/);
    }
  });

  test('a start line in a multipart body is of the body', async () => {
    const body = ['--x', 'Content-Type: message/sip', '', ...bye, '', '--x--', ''];
    const text = lines(
      [
        'INFO sip:b@192.0.2.2 SIP/2.0',
        ...headers('4 INFO', ['Content-Type: multipart/mixed;boundary=x', 'Content-Length: 230']),
      ],
      ['', ...body],
      ['SIP/2.0 200 OK', ...headers('4 INFO')],
    );
    expect(await whats(text)).toEqual(['INFO', '200 (INFO)']);
  });

  test('Content-Length is only a hint', async () => {
    for (const length of ['0', '1', '100', '9999', 'XXX']) {
      const { rows } = await readLog(lines(invite, [`Content-Length: ${length}`, ''], sdp, '', bye, ''));
      expect(
        rows.map(({ what }) => what),
        `Content-Length ${length}`,
      ).toEqual(['INVITE', 'BYE']);
      expect(rows[0]?.text.trim(), `Content-Length ${length}`).toMatch(/m=audio 4000 RTP\/AVP 0$/);
    }
  });

  test('SDP follows though the empty line before it got lost', async () => {
    const { rows } = await readLog(lines(invite, sdp, '', bye));
    expect(rows.map(({ what }) => what)).toEqual(['INVITE', 'BYE']);
    expect(rows[0]?.text).toContain('\r\n\r\nv=0\r\n');
  });

  test('one line or three between headers and body, one between all lines', async () => {
    const spaced = lines(invite, '', sdp, '', bye, '').replaceAll('\n', '\n\n');
    for (const text of [lines(invite, ['', '', ''], sdp, '', bye), spaced]) {
      const { rows } = await readLog(text);
      expect(rows.map(({ what }) => what)).toEqual(['INVITE', 'BYE']);
      expect(rows[0]?.text.replaceAll('\r', '')).toContain('m=audio 4000');
      expect(rows[0]?.text.replaceAll('\r', '').split('\n\n')).toHaveLength(2);
    }
  });

  test('messages that are glued together without a line end', async () => {
    expect(await whats(`${lines(invite, '', sdp)}${lines(bye)}\n\n`)).toEqual(['INVITE', 'BYE']);
    const status = lines('SIP/2.0 200 OK', headers('1 INVITE'));
    expect(await whats(`${lines(invite, '', sdp)}${status}\n\n${lines(bye)}\n\n${status}`)).toEqual([
      'INVITE',
      '200 (INVITE)',
      'BYE',
      '200 (INVITE)',
    ]);
    const info = lines(
      'INFO sip:b@192.0.2.2 SIP/2.0',
      headers('5 INFO', ['Content-Type: application/dtmf-relay', 'Content-Length: 8']),
    );
    expect(await whats(`${info}\r\n\r\nSignal=5${lines(bye)}`.replace(/\r?\n/g, '\r\n'))).toEqual(['INFO', 'BYE']);
  });

  test('lines of something else within a message are left out, and told', async () => {
    const text = lines(
      invite.slice(0, 4),
      '2024-01-05 10:00:00 DEBUG something else',
      invite.slice(4),
      '',
      sdp,
      '',
      bye,
    );
    const { rows, report } = await readLog(text);
    expect(rows.map(({ what, callId }) => `${what} ${callId}`)).toEqual(['INVITE one', 'BYE one']);
    expect(rows[0]?.text).not.toContain('DEBUG');
    expect(report.problems.map(({ code, at }) => [code, at?.line])).toEqual([['foreign-lines', 1]]);
  });

  test('a header whose name begins with an underscore is a header', async () => {
    const { rows, report } = await readLog(lines(bye, '__proto__: x', '_1: y', '', 'z'));
    expect(rows[0]?.text).toContain('__proto__: x\n_1: y\n');
    expect(report.problems).toEqual([]);
  });

  test('colours within lines, words and names', async () => {
    const colour = (text: string) => text.replace(/(Call-ID|INVITE|z9hG4bK|a@|m=)/g, '\x1b[1;33m$1\x1b[0m');
    const plain = await readLog(lines(invite, '', sdp, '', bye, ''));
    const coloured = await readLog(colour(lines(invite, '', sdp, '', bye, '')));
    expect(essence(coloured.rows)).toEqual(essence(plain.rows));
    expect(coloured.rows[0]?.text.replaceAll('\r', '')).toBe(plain.rows[0]?.text.replaceAll('\r', ''));
  });

  test('a log goes on directly behind a message', async () => {
    const text = lines(
      bye,
      '2024-01-05 10:00:00 INFO: done',
      'Reason: none',
      ['SIP/2.0 200 OK', ...headers('2 BYE')],
      'x',
    );
    expect(await whats(text)).toEqual(['BYE', '200 (BYE)']);
  });

  test('a body of another type lasts as long as its length says', async () => {
    const xml = ['<?xml version="1.0"?>', '<a>', '', '  <b>1</b>', '</a>'];
    const length = xml.join('\r\n').length + 2;
    const info = [
      'INFO sip:b@192.0.2.2 SIP/2.0',
      ...headers('6 INFO', ['Content-Type: application/xml', `Content-Length: ${length}`]),
    ];
    for (const text of [lines(info, '', xml, bye), lines(info, '', xml, bye).replaceAll('\n', '\r\n')]) {
      const { rows } = await readLog(text);
      expect(rows.map(({ what }) => what)).toEqual(['INFO', 'BYE']);
      expect(rows[0]?.text.trimEnd().endsWith('</a>')).toBe(true);
    }
    // The length counts line ends of one byte, as they were in the document.
    const short = [...info.slice(0, -1), `Content-Length: ${xml.join('\n').length}`];
    const { rows } = await readLog(lines(short, '', xml, bye));
    expect(rows[0]?.text.trimEnd().endsWith('</a>')).toBe(true);
  });

  test('a line end that the logger added is not of the body', async () => {
    const info = [
      'INFO sip:b@192.0.2.2 SIP/2.0',
      ...headers('5 INFO', ['Content-Type: application/dtmf-relay', 'Content-Length: 8']),
    ];
    for (const end of ['\r\n', '\n']) {
      const { rows } = await readLog(`${lines(info, '', 'Signal=5', '', 'x').replaceAll('\n', end)}`);
      expect(rows[0]?.text.endsWith(`${end}${end}Signal=5`)).toBe(true);
      const quoted = await readLog(lines(info, '', 'Signal=5', '', 'x').replace(/^/gm, '> '));
      expect(quoted.rows[0]?.text.endsWith('\r\n\r\nSignal=5')).toBe(true);
    }
  });

  test('a body that is shorter than its length ends where the log goes on', async () => {
    const info = [
      'INFO sip:b@192.0.2.2 SIP/2.0',
      ...headers('7 INFO', ['Content-Type: text/plain', 'Content-Length: 500']),
    ];
    const { rows } = await readLog(lines(info, '', 'hello', '2024-01-05 10:00:00 next', '', bye));
    expect(rows.map(({ what }) => what)).toEqual(['INFO', 'BYE']);
    expect(rows[0]?.text).not.toContain('2024');
  });
});

describe('start lines', () => {
  test.each([
    ['behind junk', `E..a.z..@..k....${lines(bye)}`],
    ['behind a word of a logger', `INFO: Sending: ${lines(bye)}`],
    ['of an emergency call', lines(bye).replace('sip:b@192.0.2.2', 'urn:service:sos')],
    ['of a telephone number', lines(bye).replace('sip:b@192.0.2.2', 'tel:+15550100')],
    ['of an extension method', lines(bye).replaceAll('BYE', 'KDMQ')],
    ['indented', lines(bye).replace(/^/gm, '      ')],
    ['with carriage returns written out', lines(bye).replace(/$/gm, '^M')],
    ['with entities of HTML', lines(bye).replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
    ['with dots for carriage returns', `${lines(bye).replaceAll('\n', '.\n')}.\n.\n`],
  ])('%s', async (_, text) => {
    const { rows } = await readLog(text);
    expect(rows.map(({ callId, what }) => `${callId} ${what.replace('KDMQ', 'BYE')}`)).toEqual(['one BYE']);
    expect(rows[0]?.text).not.toMatch(/\^M|&lt;|\.\r?\n/);
  });

  test.each([
    'firstLine="INVITE sip:a@b.example SIP/2.0"',
    "Unexpected message, received 'SIP/2.0 500 Server Error'",
    '10:00:00.1 IP a.5060 > b.5060: SIP: SIP/2.0 200 OK and more',
    '    Request-Line: INVITE sip:bob@127.0.3.1:5060 SIP/2.0',
    'The INVITE sip:a@b.example SIP/2.0 was refused',
    'GET http://example.com/ HTTP/1.1\nVia: 1.1 proxy',
  ])('%s is none', async (text) => {
    const { rows } = await readLog(`${text}\nsome log line\nanother\n`);
    expect(rows).toEqual([]);
  });

  test('without headers, behind a framing line, are kept', async () => {
    const { rows } = await readLog('0611 DEB Jan  5 10:00:00.127717 JAVA-sipio-recv<--- SIP/2.0 180 Ringing\n');
    expect(rows.map(({ what, direction }) => `${direction} ${what}`)).toEqual(['received 180 ()']);
  });

  test('in a table of tshark bring their Call-ID, with a host or without', async () => {
    for (const callId of ['1-21312@127.0.1.1', '1e70a8e1-5249-4ea0-b3fa-272f7b47c16d']) {
      const row = `1795328983.725321000\t192.0.2.1\t192.0.2.2\tINVITE sip:bob@192.0.2.2 SIP/2.0\t\t${callId}\n`;
      expect((await readLog(row)).rows.map((message) => message.callId)).toEqual([callId]);
    }
  });

  test('without headers and frame are told', async () => {
    const { report } = await readLog('x\nSIP/2.0 180 Ringing\ny\n');
    expect(report.startLines).toBe(1);
    expect(report.messages).toBe(0);
    expect(report.skipped.find(({ reason }) => reason.includes('no header'))?.where).toEqual([2]);
  });
});

describe('messages that the logger cut', () => {
  const frame = (n: number) => `<--- Received SIP request (${n} bytes) from UDP:192.0.2.1:5060 --->`;

  test('the log announced more than it prints', async () => {
    const text = lines(
      frame(900),
      invite,
      ['Content-Length: 600', ''],
      sdp.slice(0, 3),
      '[2024-01-05 10:00:00] VERBOSE[1] x',
    );
    const { rows, report } = await readLog(text);
    expect((rows[0]?.flags ?? 0) & TRUNCATED).toBe(TRUNCATED);
    expect(report.problems.map(({ code, at }) => [code, at?.line])).toEqual([['truncated', 2]]);
  });

  test('but not when only line ends were lost', async () => {
    const body = sdp.join('\r\n').length + 2;
    const whole = lines(invite, [`Content-Length: ${body}`, ''], sdp, '');
    const { rows } = await readLog(lines(frame(whole.replaceAll('\n', '\r\n').length), whole));
    expect((rows[0]?.flags ?? 0) & TRUNCATED).toBe(0);
  });

  test('the closing line is missing', async () => {
    const pjsua = '10:00:00.123 pjsua_core.c .TX 5000 bytes Request msg INVITE/cseq=1 (tdta0x1) to UDP 192.0.2.2:5060:';
    const { rows, report } = await readLog(
      lines(pjsua, invite, ['Content-Length: 4500', ''], sdp, '10:00:00.200 x.c Hello'),
    );
    expect((rows[0]?.flags ?? 0) & TRUNCATED).toBe(TRUNCATED);
    expect(report.problems.map(({ text }) => text).join()).toContain('PJSIP prints 4,000 characters at most');
  });

  test('the log says so', async () => {
    const sofia = 'recv 2500 bytes from udp/[192.0.2.1]:5060 at 10:00:00.123456:';
    const rule = `   ${'-'.repeat(72)}`;
    const { rows } = await readLog(
      lines(
        sofia,
        rule,
        bye.map((line) => `   ${line}`),
        rule,
        '   *** message truncated at 2047 ***',
      ),
    );
    expect((rows[0]?.flags ?? 0) & TRUNCATED).toBe(TRUNCATED);
  });
});

describe('the same message twice', () => {
  test('printed twice by the tool is one, sent twice is two', async () => {
    const twice = lines('New message with Via-Line:', bye, ['', '', 'request:'], bye, [
      '',
      '',
      'send to: UDP:192.0.2.2:5060',
      '',
    ]);
    expect(await whats(twice)).toEqual(['BYE']);
    const resent = lines(
      ['<--- Transmitting SIP request (200 bytes) to UDP:192.0.2.2:5060 --->', ...bye, '', ''],
      ['<--- Transmitting SIP request (200 bytes) to UDP:192.0.2.2:5060 --->', ...bye, '', ''],
    );
    expect(await whats(resent)).toEqual(['BYE', 'BYE']);
  });

  test('an empty message of a keep-alive is none, and told', async () => {
    const { rows, report } = await readLog(
      lines(
        '<--- SIP read from UDP:192.0.2.1:5060 --->',
        '',
        '<------------->',
        '--- (0 headers 0 lines) Nat keepalive ---',
        '<--- SIP read from UDP:192.0.2.1:5060 --->',
        bye,
        '',
        '<------------->',
      ),
    );
    expect(rows).toHaveLength(1);
    expect(report.skipped.some(({ reason, where }) => reason.includes('does not follow') && where[0] === 1)).toBe(true);
  });
});

test('masked addresses are names of endpoints', async () => {
  const text = lines('2024/01/05 10:00:00.123456 173.XXX.XXX.88:5060 -> 192.0.2.1:5060', bye);
  const { rows } = await readLog(text);
  expect(rows.map(({ from, to }) => [from, to])).toEqual([['173.xxx.xxx.88:5060', '192.0.2.1:5060']]);
});

test('a masked address of two words leaves requests and answers what they are', async () => {
  const text = lines(invite, ['', ''], ['SIP/2.0 200 OK', ...headers('1 INVITE')], ['', ''], bye, '');
  for (const mask of ['MY SERVER', 'MY SERVER:5060', 'THE PBX IP:5060']) {
    expect(await whats(text.replace(/192\.0\.2\.\d(?::5060)?/g, mask)), mask).toEqual([
      'INVITE',
      '200 (INVITE)',
      'BYE',
    ]);
  }
});

test('what stands in the source in one piece is not copied', async () => {
  const text = lines('2024/01/05 10:00:00.123456 192.0.2.2:5060 -> 192.0.2.1:5060', invite, '', sdp, '', '', bye, '');
  const { rows } = await readLog(text);
  expect(rows.map(({ inPlace }) => inPlace)).toEqual([true, true]);
  expect(rows[0]?.text).toBe(`${lines(invite, '', sdp)}\n`);
  expect(essence(rows)).toEqual(essence((await readLog(text.replaceAll('\n', '\r\n'))).rows));
});

test('calls whose Call-IDs a web page hid are told apart by their tags', async () => {
  const one = (tag: string, uri: string) =>
    lines(
      [
        `INVITE ${uri} SIP/2.0`,
        'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1',
        `From: <sip:a@x>;tag=${tag}`,
        'To: <sip:b@x>',
      ],
      ['Call-ID: [email\u00a0protected]', 'CSeq: 1 INVITE', '', ''],
      ['SIP/2.0 200 OK', 'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1', `From: <sip:a@x>;tag=${tag}`],
      [`To: <sip:b@x>;tag=of-${tag}`, 'Call-ID: [email\u00a0protected]', 'CSeq: 1 INVITE', '', ''],
      ['BYE sip:a@x SIP/2.0', 'Via: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK2', `From: <sip:b@x>;tag=of-${tag}`],
      [`To: <sip:a@x>;tag=${tag}`, 'Call-ID: [email\u00a0protected]', 'CSeq: 1 BYE', '', ''],
    );
  const { rows, report } = await readLog(`${one('1', 'sip:b@192.0.2.2')}\n${one('2', 'sip:c@192.0.2.3')}`);
  const ids = rows.map(({ callId }) => callId);
  expect(ids.map((id) => ids.indexOf(id))).toEqual([0, 0, 0, 3, 3, 3]);
  expect(report.problems.map(({ code }) => code)).toEqual(['masked-call-id']);
});
