import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TRUNCATED } from '../../src/base/captured.ts';
import { START } from '../support/captures.ts';
import { ethernet, ip4, ip6, join, tcp, text } from '../support/packets.ts';
import { callIdsOf, readFrames } from '../support/reader.ts';
import { request, response } from '../support/sip-texts.ts';
import { back, ends, pieces, Talker } from '../support/tcp-stream.ts';

const talker = new Talker();
const messages = [
  request('a', 300),
  response('a', 200, 1800),
  request('b'),
  request('c', 40, 'MESSAGE'),
  response('c', 202),
];
const stream = text(messages.join(''));
const texts = (read: ReturnType<typeof readFrames>) => read.messages.map((message) => message.text);
const flagged = (read: ReturnType<typeof readFrames>) => read.messages.map(({ flags }) => (flags & TRUNCATED) !== 0);
const every = (size: number) => Array.from({ length: Math.ceil(stream.length / size) }, (_, i) => i * size);

describe('TCP', () => {
  test('several messages in one segment stand where they are', () => {
    const read = readFrames([talker.open(), talker.data({ at: 0, bytes: stream })]);
    expect(texts(read)).toEqual(messages);
    expect(read.inPlace).toBe(messages.length);
    expect(read.messages[0]).toMatchObject({
      from: '10.0.0.1:40000',
      to: '10.0.0.2:5060',
      transport: 2,
      sequence: 1000,
    });
    expect(read.messages[1]?.sequence).toBe(1000 + (messages[0]?.length ?? 0));
  });

  test.each([1, 2, 3, 4, 5, 7, 100, 536, 1460])('messages over segments of %i bytes', (size) => {
    const read = readFrames([talker.open(), ...pieces(stream, every(size)).map((piece) => talker.data(piece))]);
    expect(texts(read)).toEqual(messages);
    expect(read.problems).toEqual([]);
  });

  test('a message has the time of the segment that completes it', () => {
    const [first = '', second = ''] = messages;
    const cut = first.length + second.length - 1;
    const frames = pieces(stream, [first.length + 10, cut]).map((piece) => talker.data(piece));
    expect(
      readFrames([talker.open(), ...frames])
        .messages.slice(0, 3)
        .map(({ time }) => (time - START) / 1000),
    ).toEqual([1, 3, 3]);
  });

  test('it works over IPv6, and sequence numbers may wrap around', () => {
    const ends6 = { ...ends, from: '2001:db8::1', to: '2001:db8::2' };
    const frames = pieces(stream, every(500)).map(({ at, bytes }) =>
      ethernet(ip6(ends6, tcp(ends6, { sequence: 0xfffffc00 + at }, bytes), 6)),
    );
    expect(texts(readFrames(frames))).toEqual(messages);
    expect(texts(readFrames([...frames.slice(0, 1), ...frames.slice(1).reverse()]))).toEqual(messages);
  });

  test('keep-alives between messages and probes of one old byte are no data', () => {
    const alive = text(`\r\n\r\n${messages[0]}\r\n\r\n${messages[1]}`);
    const probe = talker.data({ at: 3, bytes: text('x') });
    const read = readFrames([
      talker.open(),
      talker.data({ at: 0, bytes: alive.subarray(0, 4) }),
      probe,
      talker.data({ at: 4, bytes: alive.subarray(4) }),
    ]);
    expect(texts(read)).toEqual(messages.slice(0, 2));
    expect(read.skipped['keep-alives (empty lines or zero bytes)']).toBe(1);
    expect(read.problems).toEqual([]);
  });

  test('what is sent again is read once', () => {
    const parts = pieces(stream, every(700));
    const overlapping = pieces(stream, every(300)).map(({ at }) => ({ at, bytes: stream.subarray(at, at + 900) }));
    expect(texts(readFrames([talker.open(), ...[...parts, ...parts].map((piece) => talker.data(piece))]))).toEqual(
      messages,
    );
    expect(texts(readFrames([talker.open(), ...overlapping.map((piece) => talker.data(piece))]))).toEqual(messages);
  });

  test('a connection that began before the capture is read from its first start line on', () => {
    const from = (messages[0]?.length ?? 0) - 120;
    const read = readFrames(
      pieces(stream, every(400))
        .map(({ at, bytes }) => ({ at, bytes }))
        .filter(({ at }) => at + 400 > from)
        .map((piece) => talker.data(piece)),
    );
    expect(texts(read).slice(-4)).toEqual(messages.slice(1));
  });

  test('data from before the first segment seen is read, too', () => {
    const bounds = messages.map((_, i) => messages.slice(0, i).join('').length);
    const [first, second, ...rest] = pieces(stream, bounds).map((piece) => talker.data(piece));
    const read = readFrames([second, first, first, ...rest].filter((frame) => frame !== undefined));
    expect([...texts(read)].sort()).toEqual([...messages].sort());
  });

  test('the SYN may come late', () => {
    const frames = pieces(stream, every(400)).map((piece) => talker.data(piece));
    expect(texts(readFrames([...frames.slice(0, 3), talker.open(), ...frames.slice(3)]))).toEqual(messages);
  });

  test('a port that is used again is another connection', () => {
    const again = new Talker(ends, 5_000_000);
    const frames = [talker, again].flatMap((some) => [some.open(), some.data({ at: 0, bytes: stream })]);
    expect(texts(readFrames(frames))).toEqual([...messages, ...messages]);
    // Without a SYN the jump tells.
    const jump = new Talker(ends, 0x40000000);
    expect(
      texts(readFrames([talker.data({ at: 0, bytes: stream }), jump.data({ at: 0, bytes: stream })])),
    ).toHaveLength(10);
  });

  test('what comes after a reset is old', () => {
    const reset = ethernet(ip4(back, tcp(back, { sequence: 1, flags: 4 }), { protocol: 6 }));
    const data = talker.data({ at: 0, bytes: stream });
    expect(texts(readFrames([talker.open(), data, reset, data]))).toEqual(messages);
  });

  describe('with segments missing', () => {
    const parts = pieces(stream, every(250));
    const without = (...lost: number[]) => parts.filter((_, i) => !lost.includes(i)).map((piece) => talker.data(piece));

    test('the message is cut, the next ones are whole, and the gap is told', () => {
      const read = readFrames([talker.open(), ...without(4)]);
      expect(texts(read).slice(-3)).toEqual(messages.slice(-3));
      expect(read.problems).toEqual(['tcp-lost']);
      const [, cut] = read.messages;
      expect(cut).toMatchObject({ what: '200 (INVITE)', callId: 'a' });
      expect(flagged(read)).toEqual([false, true, false, false, false]);
    });

    test('a body without a line end at its end hides no start line', () => {
      const body = 'no line end';
      const first = request('n', 0, 'MESSAGE').replace('Content-Length: 0', `Content-Length: ${body.length}`) + body;
      for (const next of [messages[2] ?? '', messages[4] ?? '']) {
        const bytes = text(first + next);
        const read = readFrames(
          [talker.open(), ...pieces(bytes, [50, 60]).map((piece) => talker.data(piece))].toSpliced(2, 1),
        );
        expect(texts(read).slice(-1)).toEqual([next]);
      }
    });

    test('a gap that the receiver acknowledged is not waited for', () => {
      const other = new Talker(back, 1);
      const frames = without(1);
      const times = frames.map((_, i) => START + i * 1000);
      const acknowledged = [...frames.slice(0, 4), other.acknowledge(0, 1000 + 1250), ...frames.slice(4)];
      const late = [...times.slice(0, 4), START + 2e6, ...times.slice(4).map((time) => time + 3e6)];
      const read = readFrames([talker.open(), ...acknowledged], 1, [START, ...late]);
      expect(texts(read).slice(-3)).toEqual(messages.slice(-3));
      // What waited behind the gap keeps the time of its own segment.
      expect(read.messages.map(({ time }) => time)).toEqual(
        [...read.messages.map(({ time }) => time)].sort((a, b) => a - b),
      );
    });

    test('the last bytes of a connection are kept as a cut message', () => {
      const read = readFrames([talker.open(), ...parts.slice(0, 3).map((piece) => talker.data(piece))]);
      expect(read.messages.map(({ callId }) => callId)).toEqual(['a', 'a']);
      expect(flagged(read)).toEqual([false, true]);
      expect(read.messages[1]?.time).toBe(START + 3000);
    });

    test('a gap that is never filled does not hold up the rest of a long connection', () => {
      const long = Array.from({ length: 2000 }, (_, i) => text(request(`m${i}`, 100)));
      let at = 0;
      const frames = long.map((bytes) => {
        const frame = talker.data({ at, bytes });
        at += bytes.length;
        return frame;
      });
      frames.splice(5, 1);
      const read = readFrames([talker.open(), ...frames]);
      expect(callIdsOf(read)).toEqual(long.map((_, i) => `m${i}`).filter((id) => id !== 'm5'));
      // Given up long before the end: later messages stand in place again.
      expect(read.inPlace).toBe(1999);
    });
  });

  test('a hostile Content-Length stalls nothing', () => {
    for (const length of ['99999999', '9999999999999999', '4294967295', '1048577', '-1', 'x']) {
      const evil = request('evil').replace('Content-Length: 0', `Content-Length: ${length}`);
      const bytes = text(`${evil}${messages.join('')}`);
      for (const cuts of [[], [evil.length], [50, evil.length + 30], [evil.length - 3, evil.length + 500]]) {
        const read = readFrames([talker.open(), ...pieces(bytes, cuts).map((piece) => talker.data(piece))]);
        expect(callIdsOf(read)).toContain('evil');
        expect(texts(read).slice(-4)).toEqual(messages.slice(-4));
      }
    }
  });

  test('an announced body that never comes is read as far as it came, with the messages in it', () => {
    const short = request('short').replace('Content-Length: 0', 'Content-Length: 900000');
    const bytes = text(`${short}${messages.slice(2).join('')}`);
    const read = readFrames([talker.open(), talker.data({ at: 0, bytes }), talker.close(bytes.length)]);
    expect(callIdsOf(read)).toEqual(['short', 'b', 'c', 'c']);
    expect(flagged(read)).toEqual([true, false, false, false]);
  });

  test('the status line in a sipfrag body is no message of its own', () => {
    const body = 'SIP/2.0 200 OK\r\n';
    const notify = request('n', 0, 'NOTIFY').replace('Content-Length: 0', `Content-Length: ${body.length}`) + body;
    const bytes = text(`${notify}${messages[2]}`);
    const whole = readFrames([talker.open(), talker.data({ at: 0, bytes })]);
    expect(texts(whole)).toEqual([notify, messages[2]]);
    // Begins within the body.
    const cut = notify.length - body.length;
    const late = readFrames([talker.data({ at: cut - 4, bytes: bytes.subarray(cut - 4) })]);
    expect(texts(late)).toEqual([messages[2]]);
  });

  test('a header section without an end is given up', () => {
    const endless = `${request('e').slice(0, -4)}\r\nX: ${'y'.repeat(90_000)}`;
    const bytes = text(`${endless}\r\n\r\n${messages.join('')}`);
    const read = readFrames([
      talker.open(),
      ...pieces(
        bytes,
        Array.from({ length: 90 }, (_, i) => i * 1400),
      ).map((piece) => talker.data(piece)),
    ]);
    expect(texts(read).slice(-5)).toEqual(messages);
  });

  test('other TCP is counted and never buffered without end', () => {
    const noise = Array.from({ length: 400 }, (_, i) =>
      talker.data({ at: i * 1000, bytes: new Uint8Array(1000).fill(200) }),
    );
    const read = readFrames([talker.open(), ...noise]);
    expect(read.messages).toEqual([]);
    expect(read.skipped['other TCP']).toBe(400);
    expect(read.problems).toEqual([]);
  });

  test('both directions of many connections stay apart', () => {
    const talks = Array.from({ length: 20 }, (_, i) => {
      const there = new Talker({ ...ends, sport: 40000 + i }, 77);
      const here = new Talker({ ...back, dport: 40000 + i }, 99);
      const mine = text(request(`t${i}`, 500));
      const yours = text(response(`t${i}`, 200, 500));
      const step = (some: Talker, bytes: Uint8Array) => pieces(bytes, [100, 600]).map((piece) => some.data(piece));
      return [[there.open(), here.open()], step(there, mine), step(here, yours)];
    });
    const rounds = [0, 1, 2].flatMap((round) => talks.flatMap((talk) => talk[round] ?? []));
    const read = readFrames(rounds);
    expect(read.messages.filter(({ what }) => what === 'INVITE')).toHaveLength(20);
    expect(new Set(callIdsOf(read)).size).toBe(20);
    for (const { what, from } of read.messages) expect(from.endsWith(':5060')).toBe(what !== 'INVITE');
  });

  test('a flood of connections cannot fill the memory, and what is let go is told', () => {
    const flood = Array.from({ length: 70_000 }, (_, i) => {
      const some = {
        from: `10.1.${i >> 8}.${i & 255}`.replace(/\d{3,}\./, '7.'),
        to: '10.0.0.2',
        sport: i & 65535,
        dport: 5060,
      };
      return ethernet(ip4(some, tcp(some, { sequence: 1 }, text('INVITE sip:')), { protocol: 6 }));
    });
    const read = readFrames([...flood, talker.open(), talker.data({ at: 0, bytes: stream })]);
    expect(texts(read)).toEqual(messages);
    expect(read.problems).toEqual(['connections-evicted']);
  });

  test('any cutting, overlap, doubling and order gives the same messages', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: stream.length - 1 }), { maxLength: 30 });
    const extra = fc.array(fc.tuple(fc.nat(stream.length - 1), fc.integer({ min: 1, max: 900 })), { maxLength: 8 });
    fc.assert(
      fc.property(cuts, extra, fc.infiniteStream(fc.nat()), (chosen, overlaps, chance) => {
        const parts = [
          ...pieces(stream, chosen),
          ...overlaps.map(([at, length]) => ({ at, bytes: stream.subarray(at, at + length) })),
        ];
        const order = parts.map((part) => ({ part, key: chance.next().value as number })).sort((a, b) => a.key - b.key);
        const read = readFrames([talker.open(), ...order.map(({ part }) => talker.data(part))]);
        expect(texts(read)).toEqual(messages);
        expect(read.problems).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('with random loss no message is made up, none comes twice, and those untouched are there', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: stream.length - 1 }), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(cuts, fc.infiniteStream(fc.nat(9)), (chosen, chance) => {
        const kept = pieces(stream, chosen).filter(() => (chance.next().value as number) > 1);
        const read = readFrames([talker.open(), ...kept.map((piece) => talker.data(piece))]);
        const whole = read.messages.filter(({ flags }) => !(flags & TRUNCATED)).map((message) => message.text);
        const covered = new Uint8Array(stream.length);
        for (const { at, bytes } of kept) covered.fill(1, at, at + bytes.length);
        let start = 0;
        const untouched = messages.filter((message) => {
          const here = covered.subarray(start, start + message.length);
          start += message.length;
          return here.every((one) => one === 1);
        });
        expect(whole).toEqual(untouched);
      }),
      { numRuns: 300 },
    );
  });

  test('random bytes in streams and headers never throw and always end', () => {
    const segment = fc.tuple(
      fc.nat(6000),
      fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...messages).map(text)),
      fc.nat(255),
    );
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 40 }), (segments) => {
        const frames = segments.map(([at, bytes, flags]) => {
          const header = tcp(ends, { sequence: 1000 + at, flags }, bytes);
          if (flags % 7 === 0) header[12] = flags;
          return ethernet(ip4(ends, header, { protocol: 6 }));
        });
        expect(readFrames(frames).packets).toBe(segments.length);
      }),
    );
  });

  test('cut segments keep their message and mark it', () => {
    const first = messages[0] ?? '';
    const whole = ip4(ends, tcp(ends, { sequence: 1000 }, text(first)), { protocol: 6 });
    const next = ip4(ends, tcp(ends, { sequence: 1000 + first.length }, text(messages[2] ?? '')), { protocol: 6 });
    const read = readFrames([talker.open(), ethernet(whole.subarray(0, 200)), ethernet(next)]);
    expect(flagged(read)).toEqual([true, false]);
    expect(read.messages.map(({ what }) => what)).toEqual(['INVITE', 'INVITE']);
    expect(read.problems[0]).toBe('tcp-lost');
  });

  test('binary before the first message is told', () => {
    const proxy = text('PROXY TCP4 10.9.9.9 10.0.0.2 1 2\r\n');
    const read = readFrames([talker.open(), talker.data({ at: 0, bytes: join(proxy, stream) })]);
    expect(texts(read)).toEqual(messages);
  });
});
