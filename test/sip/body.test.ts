import { describe, expect, test } from 'vitest';
import { bodiesOfType } from '../../src/sip/body.ts';
import type { Body } from '../../src/sip/message.ts';
import { parseMessage } from '../../src/sip/parse.ts';
import { parseSipfrag } from '../../src/sip/sipfrag.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function withBody(type: string | null, body: string) {
  const lines = ['NOTIFY sip:a@h SIP/2.0', ...(type === null ? [] : [`Content-Type: ${type}`]), '', body];
  return parseMessage(encoder.encode(lines.join('\r\n')));
}

const contentOf = ({ bytes }: { bytes: Uint8Array }, body: Body | undefined) =>
  decoder.decode(bytes.subarray(body?.span.start, body?.span.end));

/** A multipart body `levels` deep around a text. */
function nested(levels: number): string {
  let body = 'Content-Type: text/plain\r\n\r\ncore';
  for (let level = 0; level < levels; level++) {
    body = `Content-Type: multipart/mixed;boundary=b${level}\r\n\r\n--b${level}\r\n${body}\r\n--b${level}--\r\n`;
  }
  return body.slice(body.indexOf('\r\n\r\n') + 4);
}

describe('bodies', () => {
  test('the type is the declared one, or told from the content', () => {
    expect(withBody('application/SDP; charset="x"', 'v=0').body).toMatchObject({
      type: 'application/sdp',
      inferred: false,
    });
    expect(withBody('application/sdp;a=b', 'v=0').body?.parameters.get('a')).toBe('b');
    expect(withBody(null, 'v=0\r\n').body).toMatchObject({ type: 'application/sdp', inferred: true });
    expect(withBody(null, '\r\nv=0\r\n').body).toMatchObject({ type: 'application/sdp', inferred: true });
    expect(withBody(null, 'hello').body).toMatchObject({ type: '', inferred: false });
    expect(withBody('text/plain', '').body).toBeNull();
  });

  test('parts of a multipart body have headers, types and exact bytes', () => {
    const message = withBody(
      'multipart/mixed ; boundary="a b"',
      'preamble\r\n--a b\r\nContent-Type: application/sdp\r\nContent-ID: <1>\r\n\r\nv=0\r\ns=-\r\n\r\n--a b \r\n\r\nplain\n--a bc\r\n--a b--\r\nepilogue',
    );
    const parts = message.body?.parts ?? [];
    expect(parts.map(({ type }) => type)).toEqual(['application/sdp', '']);
    expect(parts.map((part) => contentOf(message, part))).toEqual(['v=0\r\ns=-\r\n', 'plain\n--a bc']);
    expect(parts[0]?.headers.map(({ canonical, value }) => [canonical, value])).toEqual([
      ['Content-Type', 'application/sdp'],
      ['Content-ID', '<1>'],
    ]);
    expect(message.problems.map(({ code }) => code)).not.toContain('multipart-not-closed');
    expect(bodiesOfType(message.body, 'application/sdp')).toEqual([parts[0]]);
    expect(bodiesOfType(null, 'application/sdp')).toEqual([]);
  });

  test('multipart in multipart is followed eight deep', () => {
    const depthOf = (body: Body | null | undefined): number => (body?.parts[0] ? 1 + depthOf(body.parts[0]) : 0);
    const eight = withBody('multipart/mixed;boundary=b7', nested(8));
    expect(depthOf(eight.body)).toBe(8);
    expect(contentOf(eight, bodiesOfType(eight.body, 'text/plain')[0])).toBe('core');
    expect(eight.problems.map(({ code }) => code)).not.toContain('multipart-too-deep');
    const nine = withBody('multipart/mixed;boundary=b8', nested(9));
    expect(depthOf(nine.body)).toBe(8);
    expect(nine.problems.map(({ code }) => code)).toContain('multipart-too-deep');
  });

  test('a thousand parts are taken apart, and no more', () => {
    const message = withBody('multipart/mixed;boundary=x', `${'--x\r\n\r\na\r\n'.repeat(5000)}--x--`);
    expect(message.body?.parts).toHaveLength(1000);
    expect(message.problems.map(({ code }) => code)).toContain('too-many-parts');
  });

  test('a fragment may be a status line, or headers alone', () => {
    const message = withBody('message/sipfrag;version=2.0', 'SIP/2.0 603 Declined\r\nReason: SIP;cause=603\r\n');
    expect(message.body && parseSipfrag(message.bytes, message.body.span)).toMatchObject({
      startLine: { kind: 'response', status: 603, reason: 'Declined' },
      headers: [{ canonical: 'Reason' }],
      problems: [],
    });
    const bytes = encoder.encode('From: a\r\nfoo');
    expect(parseSipfrag(bytes, { start: 0, end: bytes.length })).toMatchObject({
      startLine: null,
      headers: [
        { canonical: 'From', value: 'a' },
        { canonical: '', value: 'foo' },
      ],
      problems: [{ code: 'header-without-colon' }],
    });
  });
});
