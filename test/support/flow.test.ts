import { expect, test } from 'vitest';
import { callFrom, type Flow, indexFrom } from './flow.ts';

const text = (flow: Flow, row: number): string => new TextDecoder().decode(flow.messages[row]?.bytes);
const header = (flow: Flow, row: number, name: string): string[] =>
  text(flow, row)
    .split('\r\n')
    .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `))
    .map((line) => line.slice(name.length + 2));

test('a flow becomes messages that the index reads', () => {
  const flow = callFrom(`
    alice -> bob INVITE sdp
    bob -> alice 180 +980ms
    bob -> alice 200 sdp
    alice -> bob ACK
    … 32s
    bob -> alice BYE
    alice -> bob 200
  `);
  const index = indexFrom(flow);
  const { method, status, fromTag, toTag, cseqMethod, body } = index.columns;
  const rows = Array.from({ length: index.count }, (_, row) => row);
  expect(rows.map((row) => index.methodName(method[row] as number))).toEqual(words('INVITE INVITE INVITE ACK BYE BYE'));
  expect(rows.map((row) => index.methodName(cseqMethod[row] as number))).toEqual(
    words('INVITE INVITE INVITE ACK BYE BYE'),
  );
  expect(rows.map((row) => status[row])).toEqual([0, 180, 200, 0, 0, 200]);
  expect(new Set(index.columns.callId.subarray(0, 6)).size).toBe(1);
  const tag = (ids: Int32Array, row: number) => ((ids[row] as number) < 0 ? '' : index.tags.text(ids[row] as number));
  expect(rows.map((row) => tag(fromTag, row))).toEqual(
    words('alice alice alice alice bob bob').map((it) => `${it}-tag-1`),
  );
  expect(tag(toTag, 0)).toBe('');
  expect(rows.slice(1).map((row) => tag(toTag, row))).toEqual(
    words('bob bob bob alice alice').map((it) => `${it}-tag-1`),
  );
  expect(rows.map((row) => (body[row] as number) & 1)).toEqual([1, 0, 1, 0, 0, 0]);
  const at = flow.messages.map(({ time }) => (time - (flow.messages[0]?.time ?? 0)) / 1000);
  expect(at).toEqual([0, 980, 990, 1000, 33010, 33020]);
});

test('branches: an ACK to a failure and a CANCEL share the branch of the INVITE, an ACK to 2xx has its own', () => {
  const failed = callFrom('alice -> bob INVITE sdp\nbob -> alice 486\nalice -> bob ACK');
  expect(header(failed, 2, 'Via')).toEqual(header(failed, 0, 'Via'));
  expect(header(failed, 2, 'To')).toEqual(header(failed, 1, 'To'));
  expect(header(failed, 2, 'CSeq')).toEqual(['1 ACK']);
  const answered = callFrom('alice -> bob INVITE sdp\nbob -> alice 200\nalice -> bob ACK');
  expect(header(answered, 2, 'Via')).not.toEqual(header(answered, 0, 'Via'));
  const cancelled = callFrom(`
    alice -> bob INVITE sdp
    bob -> alice 180
    alice -> bob CANCEL
    bob -> alice 200
    bob -> alice 487
    alice -> bob ACK
  `);
  expect(header(cancelled, 2, 'Via')).toEqual(header(cancelled, 0, 'Via'));
  expect(header(cancelled, 3, 'CSeq')).toEqual(['1 CANCEL']);
  expect(header(cancelled, 4, 'CSeq')).toEqual(['1 INVITE']);
  expect(header(cancelled, 2, 'To')).toEqual(['"Bob" <sip:bob@example.com>']);
});

test('proxies add and take off Vias, record routes, and the dialog follows them', () => {
  const flow = callFrom(`
    proxy p1 record-route
    proxy p2 record-route
    alice -> bob INVITE sdp via p1 p2
    bob -> alice 180 via p2 p1
    bob -> alice 200 sdp via p2 p1
    alice -> bob ACK via p1 p2
    bob -> alice BYE via p2 p1
    alice -> bob 200 via p1 p2
  `);
  expect(flow.messages).toHaveLength(18);
  expect([0, 1, 2].map((row) => header(flow, row, 'Via').length)).toEqual([1, 2, 3]);
  expect([3, 4, 5].map((row) => header(flow, row, 'Via').length)).toEqual([3, 2, 1]);
  expect(header(flow, 2, 'Record-Route')).toEqual(['<sip:192.0.2.11:5060;lr>', '<sip:192.0.2.10:5060;lr>']);
  expect(header(flow, 9, 'Route')).toEqual(['<sip:192.0.2.10:5060;lr>', '<sip:192.0.2.11:5060;lr>']);
  expect([9, 10, 11].map((row) => header(flow, row, 'Route').length)).toEqual([2, 1, 0]);
  expect(header(flow, 12, 'Route')).toEqual(['<sip:192.0.2.11:5060;lr>', '<sip:192.0.2.10:5060;lr>']);
  expect(text(flow, 9)).toMatch(/^ACK sip:bob@192\.0\.2\.13:5060 SIP/);
  expect(text(flow, 12)).toMatch(/^BYE sip:alice@192\.0\.2\.12:5060 SIP/);
  expect([2, 11].map((row) => header(flow, row, 'Max-Forwards'))).toEqual([['68'], ['68']]);
});

test('hops written one by one: a fork, a challenge by the proxy, a failure acknowledged hop by hop', () => {
  const flow = callFrom(`
    proxy p1
    alice -> p1 INVITE sdp
    p1 -> alice 407
    alice -> p1 ACK
    alice -> p1 INVITE sdp
    p1 -> alice 100
    p1 -> bob INVITE
    p1 -> carol INVITE
    bob -> p1 180
    p1 -> alice 180
    carol -> p1 200 sdp
    p1 -> alice 200
    p1 -> bob CANCEL
    bob -> p1 200
    bob -> p1 487
    p1 -> bob ACK
    alice -> p1 ACK
    p1 -> carol ACK
  `);
  expect(header(flow, 3, 'CSeq')).toEqual(['2 INVITE']);
  expect(header(flow, 3, 'Proxy-Authorization')).toHaveLength(1);
  expect(header(flow, 0, 'To')).toEqual(['"Bob" <sip:bob@example.com>']);
  expect(text(flow, 6)).toMatch(/^INVITE sip:carol@192\.0\.2\.13:5060 /);
  expect(header(flow, 8, 'To')[0]).toContain('bob-tag');
  expect(header(flow, 10, 'To')[0]).toContain('carol-tag');
  expect(header(flow, 11, 'Via')).toEqual([header(flow, 5, 'Via')[0]]);
  expect(header(flow, 14, 'Via')).toEqual([header(flow, 5, 'Via')[0]]);
  expect(header(flow, 15, 'To')[0]).toContain('carol-tag');
  expect(header(flow, 16, 'Via')).toHaveLength(2);
});

test('copies, losses, other clocks, other calls and headers by hand', () => {
  const flow = callFrom(`
    clock none
    addresses none
    alice -> bob INVITE sdp @a
      Subject: hello
      Max-Forwards:
      +Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK-x
    alice -> bob INVITE again
    alice x> bob INVITE again
    bob -> carol MESSAGE @b tcp
      | good morning
    bob -> alice 200 @a truncated sdp
  `);
  expect(flow.messages.map(({ bytes }) => bytes.length > 0)).toEqual([true, true, true, true]);
  expect(flow.messages[1]?.bytes).toEqual(flow.messages[0]?.bytes);
  expect(flow.messages.every(({ time }) => Number.isNaN(time))).toBe(true);
  expect(header(flow, 0, 'Subject')).toEqual(['hello']);
  expect(header(flow, 0, 'Max-Forwards')).toEqual([]);
  expect(header(flow, 0, 'Via')).toHaveLength(2);
  expect(text(flow, 2)).toContain('Content-Length: 14\r\n\r\ngood morning\r\n');
  expect(header(flow, 2, 'Call-ID')).not.toEqual(header(flow, 0, 'Call-ID'));
  const index = indexFrom(flow);
  expect(index.count).toBe(4);
  expect(index.endpoints.get(index.columns.from[0] as number).address).toBe('192.0.2.10');
  expect(() => callFrom('alice -> bob INVITE wrong')).toThrow('wrong');
  expect(() => callFrom('alice -> bob 200')).toThrow('nothing to answer');
});

function words(text: string): string[] {
  return text.split(' ');
}
