import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareMessages } from '../../src/sip/compare/compare.ts';
import type { ComparedRow } from '../../src/sip/compare/table.ts';
import { parseMessage } from '../../src/sip/parse.ts';

const encoder = new TextEncoder();
const message = (...lines: string[]) => parseMessage(encoder.encode(lines.join('\r\n')));

const INVITE = 'INVITE sip:bob@example.com SIP/2.0';
const HEAD = [
  'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1',
  'Max-Forwards: 70',
  'From: "Alice" <sip:alice@example.com>;tag=a1',
  'To: <sip:bob@example.com>',
  'Call-ID: 1@192.0.2.1',
  'CSeq: 1 INVITE',
];
const SDP = [
  'v=0',
  'o=alice 4711 1 IN IP4 192.0.2.1',
  's=-',
  'c=IN IP4 192.0.2.1',
  't=0 0',
  'm=audio 40000 RTP/AVP 8 0',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:0 PCMU/8000',
  'a=sendrecv',
];
const withSdp = (start: string, head: readonly string[], sdp: readonly string[]) => {
  const body = `${sdp.join('\r\n')}\r\n`;
  return message(start, ...head, 'Content-Type: application/sdp', `Content-Length: ${body.length}`, '', body);
};
const plain = (start: string, ...head: string[]) => message(start, ...head, 'Content-Length: 0', '', '');

/** Rows that differ between two messages, as a person would read them in the last column. */
function differences(before: ReturnType<typeof message>, after: ReturnType<typeof message>): string[] {
  return compareMessages([before, after], [-1, 0]).filter(isDifferent).map(told);
}
const isDifferent = (row: ComparedRow) => row.differences.length > 0;

function told({ label, differences: words, cells }: ComparedRow): string {
  const lines = (cells[1] ?? []).map(({ change, pieces }) => {
    const text = pieces.map((piece) => (piece.change === 'same' ? piece.text : `[${piece.text}]`)).join('');
    return change === 'changed' || change === 'same' ? text : `${change} ${text.slice(1, -1)}`;
  });
  return `${label} (${words.join(', ')}): ${lines.join(' | ')}`;
}

describe('two messages by meaning', () => {
  it('are alike where only the writing differs', () => {
    const other = plain(
      'INVITE sip:bob@EXAMPLE.com SIP/2.0',
      'v: SIP / 2.0 / UDP 192.0.2.1:5060;branch=z9hG4bK-1',
      'MAX-FORWARDS: 070',
      'f: Alice  <sip:alice@example.com> ; TAG=a1',
      't: sip:bob@example.com',
      'i: 1@192.0.2.1',
      'CSeq: 0001   INVITE',
      'm: <sip:alice@192.0.2.1;transport=udp;lr>;expires=60',
    );
    const contact = 'Contact: <sip:alice@192.0.2.1;lr;Transport=UDP>;Expires=60';
    expect(differences(plain(INVITE, ...HEAD, contact), other)).toEqual([]);
  });

  it('say first what became of the start line, then of From and To', () => {
    const other = plain(
      'INVITE sip:+4930123@10.0.0.9:5070;user=phone SIP/2.0',
      ...HEAD.with(2, 'From: <sip:100@pbx.example>;tag=b7'),
    );
    expect(differences(plain(INVITE, ...HEAD), other)).toEqual([
      'Request-URI (user, host, port, URI ;user): sip:[+4930123]@[10.0.0.9]:[5070];user=[phone]',
      'From (user, host, ;tag, without display name): <sip:[100]@[pbx.example]>;tag=[b7]',
    ]);
  });

  it('tell a Via and a Record-Route that a proxy adds, and the hop it counts', () => {
    const other = plain(
      INVITE,
      'Record-Route: <sip:192.0.2.5;lr>',
      'Via: SIP/2.0/UDP 192.0.2.5;branch=z9hG4bK-2, SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1;received=198.51.100.7',
      ...HEAD.slice(1).with(0, 'Max-Forwards: 69'),
    );
    const found = differences(plain(INVITE, ...HEAD), other);
    expect(found).toContain('Record-Route (added): added <sip:192.0.2.5;lr>');
    expect(found).toContain('Max-Forwards (value): [69]');
    expect(found).toContain(
      'Via (added, ;received): added SIP/2.0/UDP 192.0.2.5;branch=z9hG4bK-2 | SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1;received=[198.51.100.7]',
    );
  });

  it('tell headers taken away, words of a list, and lists in another order', () => {
    const before = plain(INVITE, ...HEAD, 'Privacy: id', 'Allow: INVITE, ACK, UPDATE', 'Route: <sip:a;lr>, <sip:b;lr>');
    const after = plain(INVITE, ...HEAD, 'Allow: INVITE,BYE,ACK', 'Route: <sip:b;lr>', 'Route: <sip:a;lr>');
    expect(differences(before, after)).toEqual([
      expect.stringMatching(/^Privacy \(removed\): removed id$/),
      'Allow (added, removed): INVITE, [BYE], ACK, [UPDATE]',
      'Route (order): <sip:b;lr> | moved <sip:a;lr>',
    ]);
  });

  it('tell headers that stand in another place', () => {
    const moved = [...HEAD.slice(2), ...HEAD.slice(0, 2)];
    const found = differences(plain(INVITE, ...HEAD), plain(INVITE, ...moved));
    expect(found).toEqual(['Order of headers (order): moved Via | moved Max-Forwards']);
  });

  it('compare session descriptions by media line', () => {
    const after = withSdp(INVITE, HEAD, [
      'v=0',
      'o=pbx 99 5 IN IP4 10.0.0.1',
      's=-',
      'c=IN IP4 10.0.0.1',
      't=0 0',
      'm=audio 20000 RTP/AVP 0 96',
      'a=rtpmap:0 PCMU/8000',
      'a=rtpmap:96 opus/48000/2',
      'a=sendonly',
      'm=video 0 RTP/AVP 97',
    ]);
    const rows = compareMessages([withSdp(INVITE, HEAD, SDP), after], [-1, 0]).filter(
      ({ section }) => section === 'sdp',
    );
    const found = rows.filter(isDifferent).map(told);
    expect(found).toContain('origin (o=) (user name, session id, version, address): [pbx] [99] [5] IN IP4 [10.0.0.1]');
    expect(found).toContain('audio: address (address, port): [10.0.0.1]:[20000]');
    expect(found).toContain(
      'audio: codecs (removed, added): removed 8 PCMA/8000 | 0 PCMU/8000 | added 96 opus/48000/2',
    );
    expect(found).toContain('audio: direction (value): [sendonly]');
    expect(found).toContain('video: address (added): added 10.0.0.1:0');
  });

  it('compare bodies that are no session description by line', () => {
    const body = (text: string) =>
      message(
        'INFO sip:b@c SIP/2.0',
        'Content-Type: application/dtmf-relay',
        `Content-Length: ${text.length}`,
        '',
        text,
      );
    expect(differences(body('Signal=1\r\nDuration=160'), body('Signal=1\r\nDuration=250'))).toEqual([
      'application/dtmf-relay (added, removed): Signal=1 | added Duration=250 | removed Duration=160',
    ]);
  });

  it('tell status and phrase of a response apart', () => {
    const found = differences(plain('SIP/2.0 180 Ringing', ...HEAD), plain('SIP/2.0 180 Alerting', ...HEAD));
    expect(found).toEqual(['Status (phrase): 180 [Alerting]']);
  });
});

describe('a table of messages', () => {
  it('compares each with the one that it came from, as in a fork', () => {
    const messages = ['a', 'b', 'a'].map((user) => plain(`INVITE sip:${user}@example.com SIP/2.0`, ...HEAD));
    const [uri] = compareMessages(messages, [-1, 0, 0]).filter(({ label }) => label === 'Request-URI');
    expect(uri?.cells.map(([line]) => line?.change)).toEqual(['same', 'changed', 'same']);
  });

  it('has a cell for each message in every row, and rows without difference too', () => {
    const rows = compareMessages(
      [plain(INVITE, ...HEAD), plain(INVITE, ...HEAD), withSdp(INVITE, HEAD, SDP)],
      [-1, 0, 1],
    );
    for (const { cells } of rows) expect(cells).toHaveLength(3);
    expect(rows.find(({ label }) => label === 'Call-ID')?.differences).toEqual([]);
    expect(rows.map(({ section }) => section)).toEqual(
      [...rows.map(({ section }) => section)].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)),
    );
  });

  it('takes any bytes: a message beside itself does not differ, and the text of each line is kept', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .array(fc.constantFrom(...HEAD, INVITE, 'Via: ;;,"', 'Allow: ,,', 'From: "<', '', ...SDP), { maxLength: 30 })
        .map((lines) => encoder.encode(lines.join('\r\n'))),
    );
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const [a, b] = [parseMessage(one), parseMessage(other)];
        expect(compareMessages([a, a], [-1, 0]).filter(isDifferent)).toEqual([]);
        for (const { cells } of compareMessages([a, b], [-1, 0])) expect(cells).toHaveLength(2);
      }),
    );
  });
});

const ORDER = ['start', 'parties', 'headers', 'sdp', 'body'];
