import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHeaders } from '../../src/sip/header-view.ts';
import { parseMessage } from '../../src/sip/parse.ts';
import { isSound } from '../../src/sip/sound.ts';

const encoder = new TextEncoder();
const sound = (text: string) => isSound(readHeaders(encoder.encode(text)));

const SDP = 'v=0\r\no=a 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n';
const INVITE = [
  'INVITE sip:bob@192.0.2.2 SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport',
  'Max-Forwards: 70',
  'From: "Alice" <sip:alice@192.0.2.1>;tag=a1',
  'To: <sip:bob@192.0.2.2>',
  'Call-ID: 1@192.0.2.1',
  'CSeq: 1 INVITE',
  'Contact: <sip:alice@192.0.2.1:5060>;expires=60',
  'Supported: 100rel, timer',
  'X-Own: anything, at all;',
  'Content-Type: application/sdp',
  `Content-Length: ${SDP.length}`,
  '',
  SDP,
].join('\r\n');
const RINGING = [
  'SIP/2.0 180 Ringing',
  'v: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport',
  'f: "Alice" <sip:alice@192.0.2.1>;tag=a1',
  't: <sip:bob@192.0.2.2>;tag=b1',
  'i: 1@192.0.2.1',
  'CSeq: 1 INVITE',
  'l: 0',
  '',
  '',
].join('\r\n');

describe('a message that is sound', () => {
  it('is told as one, so that it need not be parsed in full', () => {
    expect([sound(INVITE), sound(RINGING)]).toEqual([true, true]);
    expect(parseMessage(encoder.encode(INVITE)).problems).toEqual([]);
  });

  it('may have names beyond ASCII', () => {
    const named = INVITE.replace('Alice', 'Zoë');
    expect(sound(named)).toBe(true);
    expect(readHeaders(encoder.encode(named)).first('Call-ID')).toBe('1@192.0.2.1');
  });

  it.each([
    ['a no-break space in Call-ID', INVITE.replace('1@192.0.2.1', '1\u00a0@192.0.2.1')],
    ['a header twice', INVITE.replace('Call-ID:', 'Call-ID: other\r\nCall-ID:')],
    ['no tag', INVITE.replace(';tag=a1', '')],
    ['another method in CSeq', INVITE.replace('1 INVITE', '1 BYE')],
    ['too long a Content-Length', INVITE.replace(/Content-Length: \d+/, 'Content-Length: 4000')],
    ['too short a Content-Length', INVITE.replace(/Content-Length: \d+/, 'Content-Length: 20')],
    ['a lone CR', INVITE.replace('70', '7\r0')],
    ['a control character', INVITE.replace('Alice', 'Al\u0007ice')],
    ['a quote that never closes', INVITE.replace('"Alice"', '"Alice')],
    ['no Max-Forwards', INVITE.replace('Max-Forwards: 70\r\n', '')],
    ['no end of the headers', INVITE.slice(0, INVITE.indexOf('\r\n\r\n'))],
    ['a line that is no header', INVITE.replace('X-Own:', 'X-Own')],
    ['a bad port', INVITE.replace('5060>', '99999>')],
    ['brackets in the start line', INVITE.replace('sip:bob@192.0.2.2 SIP', '<sip:bob@192.0.2.2> SIP')],
    ['blanks behind the start line', INVITE.replace('SIP/2.0\r\n', 'SIP/2.0 \r\n')],
  ])('has not %s', (_, text) => {
    expect(text).not.toBe(INVITE);
    expect(parseMessage(encoder.encode(text)).problems.length).toBeGreaterThan(0);
    expect(sound(text)).toBe(false);
  });

  it('is never told of one in which a full parse finds a fault', () => {
    const piece = fc.constantFrom(
      ...[
        '\r',
        '\n',
        '\r\n',
        ' ',
        ';',
        ',',
        ':',
        '"',
        '<',
        '>',
        '\t',
        '\u0000',
        'é',
        '@',
        '=',
        '0',
        'Via',
        'a',
        '\r\n ',
      ],
    );
    const edit = fc.tuple(fc.nat(), fc.nat(6), fc.array(piece, { maxLength: 2 }));
    fc.assert(
      fc.property(fc.constantFrom(INVITE, RINGING), fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
        let made = text;
        for (const [place, cut, pieces] of edits) {
          const at = place % (made.length + 1);
          made = made.slice(0, at) + pieces.join('') + made.slice(at + cut);
        }
        const bytes = encoder.encode(made);
        if (isSound(readHeaders(bytes))) expect(parseMessage(bytes).problems).toEqual([]);
      }),
      { numRuns: 4000 },
    );
  });
});
