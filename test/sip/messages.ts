import fc from 'fast-check';

/** Header names in forms that mean the same. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  Via: ['Via', 'v', 'VIA', 'V', 'via'],
  From: ['From', 'f', 'FROM'],
  To: ['To', 't', 'tO'],
  'Call-ID': ['Call-ID', 'i', 'CALL-ID', 'Call-Id'],
  CSeq: ['CSeq', 'CSEQ', 'cseq'],
  Contact: ['Contact', 'm'],
  'Content-Type': ['Content-Type', 'c', 'content-type'],
  'Content-Length': ['Content-Length', 'l', 'L'],
  'User-Agent': ['User-Agent', 'USER-AGENT'],
  Server: ['Server'],
  Reason: ['Reason', 'reason'],
  Route: ['Route'],
  'Session-Expires': ['Session-Expires', 'x'],
  Subject: ['Subject', 's'],
  'X-Unknown': ['X-Unknown', 'constructor', '__proto__', 'toString'],
};

const token = fc.string({
  unit: fc.constantFrom(..."abcXYZ0189-.!%*_+`'~"),
  minLength: 1,
  maxLength: 12,
});
const blanks = fc.constantFrom('', '', '', ' ', '\t', '  ');
const fold = fc.constantFrom('', '', '', '', '\n ', '\n\t  ', ' \n ');
const quoted = fc
  .array(fc.constantFrom('a', 'Ö', ' ', ';', ',', '<', '>', '=', ':', '\\"', '\\\\', ';tag=no', '@'), { maxLength: 8 })
  .map((parts) => `"${parts.join('')}"`);
const host = fc.constantFrom('192.0.2.1', 'example.com', '[2001:db8::1]', 'a-b.example.net', 'x');
const port = fc.constantFrom('', '', ':5060', ':5061', ':99999', ':', ' : 5080');
const method = fc.constantFrom('INVITE', 'ACK', 'BYE', 'REGISTER', 'NOTIFY', "x!odd-Method'~", 'IN%56ITE');
const parameter = fc.oneof(
  fc.tuple(token, blanks, fc.oneof(token, quoted)).map(([name, gap, value]) => `${name}${gap}=${gap}${value}`),
  token,
  fc.constant(''),
);

/** Values joined by `;` with white space and folds around, the special one somewhere among them. */
function parameters(special: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.array(parameter, { maxLength: 3 }),
      fc.option(special, { nil: '' }),
      fc.array(parameter, { maxLength: 2 }),
      fold,
    )
    .map(([before, own, after, gap]) => [...before, own, ...after].map((text) => `${gap};${gap}${text}`).join(''));
}

const uri = fc
  .tuple(
    fc.constantFrom('sip', 'sips', 'SIP'),
    fc.constantFrom('', 'alice@', 'bob;x=1@', 'a:pw@', 'a?b,c@'),
    host,
    port,
  )
  .map((parts) => `${parts[0]}:${parts[1]}${parts[2]}${parts[3]}`);
const address = fc.oneof(
  fc
    .tuple(
      fc.oneof(fc.constant(''), token, quoted),
      blanks,
      uri,
      fc.constantFrom('', ';lr', ';transport=tcp;tag=inside'),
    )
    .map(([name, gap, target, inside]) => `${name}${gap}<${target}${inside}>`),
  uri,
  fc.constantFrom('tel:+4930123456', 'urn:service:sos', '*'),
);
const tag = fc
  .tuple(fc.constantFrom('tag', 'TAG', 'tag '), fc.oneof(token, quoted))
  .map(([name, value]) => `${name}=${value}`);
const via = fc
  .tuple(
    fc.constantFrom('SIP/2.0/', 'SIP / 2.0 / ', 'sip/2.0/'),
    fc.constantFrom('UDP', 'TCP', 'TLS', 'WSS', 'odd'),
    fc.constantFrom(' ', '\t', '\n  '),
    host,
    port,
    parameters(
      fc.oneof(
        token.map((value) => `branch=z9hG4bK${value}`),
        fc.constantFrom('received=192.0.2.9', 'received-realm="a"', 'rport', 'rport=5062', 'branchless=1'),
      ),
    ),
  )
  .map((parts) => parts.join(''));

const VALUES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  Via: fc.tuple(fc.array(via, { minLength: 1, maxLength: 3 }), blanks).map(([list, gap]) => list.join(`${gap},${gap}`)),
  From: fc.tuple(address, parameters(tag)).map((parts) => parts.join('')),
  To: fc.tuple(address, parameters(tag)).map((parts) => parts.join('')),
  'Call-ID': fc.tuple(token, fc.constantFrom('', '@192.0.2.1', '@"odd', '@h:1')).map((parts) => parts.join('')),
  CSeq: fc
    .tuple(
      fc.oneof(fc.nat().map(String), fc.constantFrom('0009', '4294967295', '4294967296', 'x', '')),
      fc.constantFrom(' ', '\t', '\n  ', ''),
      method,
    )
    .map((parts) => parts.join('')),
  Contact: fc.array(address, { minLength: 1, maxLength: 2 }).map((list) => list.join(', ')),
  'User-Agent': fc.constantFrom('Rungs 1', 'Ünïcode/1', ''),
  Server: fc.constantFrom('Server (x86; y)', 'S'),
  Reason: fc.constantFrom('Q.850;cause=16;text="Normal, clearing"', 'SIP ;cause=200'),
  Route: fc.array(address, { minLength: 1, maxLength: 2 }).map((list) => list.join(',')),
  'Session-Expires': fc.constantFrom('1800;refresher=uac', '90', 'x'),
  Subject: fc.oneof(quoted, fc.constant('')),
  'X-Unknown': fc.oneof(quoted, fc.constantFrom(';;,,;;', ': :', 'v=0')),
};

/** A header line, its name in any of its forms. */
function header(name: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...(NAMES[name] ?? [name])), blanks, blanks, VALUES[name] ?? fc.constant(''), blanks)
    .map(([written, before, after, value, end]) => `${written}${before}:${after}${value}${end}`);
}

const sdpAttribute = fc.constantFrom(
  'a=sendonly',
  'a=recvonly',
  'a=inactive',
  'a=sendrecv',
  'a=SENDONLY ',
  'a=sendonlyish',
  'a=rtpmap:96 opus/48000/2',
  'a=fmtp:96 x=1',
  'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:xx',
  'a=fingerprint:sha-256 AA:BB',
  'a=ptime:20',
  'a',
  'x=1',
  '',
);
const sdpConnection = fc.constantFrom(
  '',
  'c=IN IP4 192.0.2.1',
  'c=IN IP4 0.0.0.0',
  'c=IN IP6 ::1',
  'c=IN IP4 0.0.0.01',
);
const sdpMedia = fc
  .tuple(
    fc.constantFrom('audio', 'video', 'image', 'application'),
    fc.constantFrom(' ', '  '),
    fc.constantFrom('0', '4000', '70000', '4000/2', 'x', '-1', '0x10'),
    fc.constantFrom('RTP/AVP', 'RTP/SAVP', 'UDP/TLS/RTP/SAVPF', 'udptl', 'rtp/savp'),
    fc.constantFrom('0', '0 8 96', 't38', '4294967296'),
    sdpConnection,
    fc.array(sdpAttribute, { maxLength: 4 }),
  )
  .map(([kind, gap, at, protocol, formats, connection, attributes]) =>
    [`m=${kind}${gap}${at} ${protocol} ${formats}`, connection, ...attributes].filter((line) => line !== '').join('\n'),
  );

/** A session description, LF between its lines. */
export const sdp: fc.Arbitrary<string> = fc
  .tuple(sdpConnection, fc.array(sdpAttribute, { maxLength: 2 }), fc.array(sdpMedia, { maxLength: 3 }))
  .map(([connection, attributes, media]) =>
    ['v=0', 'o=- 1 2 IN IP4 192.0.2.1', 's=-', connection, 't=0 0', ...attributes, ...media, '']
      .filter((line, i, all) => line !== '' || i === all.length - 1)
      .join('\n'),
  );

const startLine = fc.oneof(
  fc
    .tuple(
      method,
      fc.oneof(uri, fc.constantFrom('tel:+49', 'sip:a@b;x=y z', '<sip:a@b>')),
      fc.constantFrom('SIP/2.0', 'sip/2.0', 'SIP/7.0', 'SIP/2.0  '),
    )
    .map((parts) => parts.join(' ')),
  fc
    .tuple(
      fc.constantFrom('SIP/2.0', 'sip/2.0'),
      fc.constantFrom('100', '183', '200', '487', '699'),
      fc.constantFrom(' OK', ' ', '', ' Ünïcode: x', '  two'),
    )
    .map(([version, status, reason]) => `${version} ${status}${reason}`),
);

type Ending = readonly [body: string, type: string | null, declared: 'right' | 'short' | 'long' | 'none' | 'bad'];

const ending: fc.Arbitrary<Ending> = fc.tuple(
  fc.oneof(sdp, fc.constantFrom('', 'text', 'SIP/2.0 180 Ringing\n')),
  fc.constantFrom(null, 'application/sdp', 'Application / SDP;x=1', 'text/plain', 'message/sipfrag;version=2.0', ''),
  fc.constantFrom('right', 'right', 'short', 'long', 'none', 'bad'),
);

/** One message as text with LF line ends: mostly proper, with the oddities that traces and attackers have. */
const text: fc.Arbitrary<(lineEnd: string) => string> = fc
  .tuple(
    startLine,
    fc.shuffledSubarray(Object.keys(VALUES), { minLength: 4 }),
    fc.constantFrom('', 'Via', 'To', 'CSeq', 'Call-ID'),
    ending,
    fc.constantFrom('\n', '\n', '\n', ''),
  )
  .chain(([first, names, again, [body, type, declared], empty]) =>
    fc.tuple(...[...names, ...(again ? [again] : [])].map(header)).map((headers) => (lineEnd: string) => {
      const ends = (part: string) => part.replaceAll('\n', lineEnd);
      const length =
        new TextEncoder().encode(ends(body)).length + { right: 0, short: -5, long: 7, none: 0, bad: 0 }[declared];
      const content = type === null ? [] : [`Content-Type: ${type}`];
      const size = declared === 'none' ? [] : [`Content-Length: ${declared === 'bad' ? 'five' : Math.max(0, length)}`];
      return ends(`${[first, ...headers, ...content, ...size].join('\n')}\n${empty}${body}`);
    }),
  );

/** Bytes of one message with CRLF or LF line ends. */
export const message: fc.Arbitrary<Uint8Array> = fc
  .tuple(text, fc.constantFrom('\r\n', '\n'))
  .map(([write, lineEnd]) => new TextEncoder().encode(write(lineEnd)));

type Change = readonly [kind: 'set' | 'insert' | 'delete' | 'repeat', at: number, length: number, byte: number];

const change: fc.Arbitrary<Change> = fc.tuple(
  fc.constantFrom('set', 'insert', 'delete', 'repeat'),
  fc.nat(),
  fc.integer({ min: 1, max: 20 }),
  fc.oneof(fc.constantFrom(...[...'"<>;,:=\\@/ \r\n\t\0v0'].map((char) => char.charCodeAt(0))), fc.nat(255)),
);

/** The same with a few bytes set, inserted, deleted or repeated somewhere. */
export const mutated: fc.Arbitrary<Uint8Array> = fc
  .tuple(message, fc.array(change, { minLength: 1, maxLength: 6 }))
  .map(([bytes, changes]) => changes.reduce(mutate, bytes));

function mutate(bytes: Uint8Array, [kind, position, length, byte]: Change): Uint8Array {
  const at = position % Math.max(1, bytes.length);
  const before = bytes.subarray(0, at);
  if (kind === 'set') return Uint8Array.of(...before, byte, ...bytes.subarray(at + 1));
  if (kind === 'insert') return Uint8Array.of(...before, byte, ...bytes.subarray(at));
  if (kind === 'delete') return Uint8Array.of(...before, ...bytes.subarray(at + length));
  return Uint8Array.of(...before, ...bytes.subarray(at, at + length), ...bytes.subarray(at));
}
