import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCapsule } from '../../src/capsule/decode.ts';
import { encodeCapsule } from '../../src/capsule/encode.ts';
import { DEFLATE, MIX, readEnvelope, STORED, writeEnvelope } from '../../src/capsule/envelope.ts';
import { writeFile } from '../../src/capsule/file.ts';
import { writeFragment } from '../../src/capsule/fragment.ts';
import { ENDPOINT_LIMIT, MESSAGE_LIMIT, RAW_LIMIT } from '../../src/capsule/limits.ts';
import { readCapsule } from '../../src/capsule/read.ts';
import { writeSections } from '../../src/capsule/sections/sections.ts';
import { EMPTY_LANES } from '../../src/view/view.ts';
import { anyCapsule, capsuleOf, must } from './capsules.ts';

const plain = { encrypted: false, redacted: false, hasView: false, codec: STORED, dictionary: 0 };

/** A capsule whose check sum fits whatever its sections hold. */
function sealed(raw: Uint8Array): Uint8Array {
  return writeEnvelope(plain, raw, raw);
}

/** Bytes that are changed, cut, or have others put in. */
const damage = fc.array(fc.record({ at: fc.nat(), kind: fc.nat(3), byte: fc.nat(255) }), {
  minLength: 1,
  maxLength: 6,
});

function damaged(bytes: Uint8Array, changes: readonly { at: number; kind: number; byte: number }[]): Uint8Array {
  const list = [...bytes];
  for (const { at, kind, byte } of changes) {
    const place = at % Math.max(1, list.length);
    if (kind === 0) list.splice(place, 1);
    else if (kind === 1) list.splice(place, 0, byte);
    else if (kind === 2) list.length = place;
    else list[place] = byte;
  }
  return Uint8Array.from(list);
}

describe('hostile bytes', () => {
  test('with a check sum that fits are opened or told as damaged', async () => {
    let opened = 0;
    await fc.assert(
      fc.asyncProperty(anyCapsule, damage, async (capsule, changes) => {
        const outcome = await decodeCapsule(sealed(damaged(writeSections(capsule), changes)), 'link');
        if (!outcome.ok) expect(['corrupt', 'too-large']).toContain(outcome.problem);
        else {
          opened++;
          const { messages, sources, endpoints } = outcome.value;
          for (const { source, from, to, time } of messages) {
            expect(source < sources.length && from < endpoints.length && to < endpoints.length).toBe(true);
            expect(Number.isNaN(time) || Number.isSafeInteger(time)).toBe(true);
          }
        }
      }),
      { numRuns: 1500 },
    );
    expect(opened).toBeGreaterThan(50);
  });

  test('of any kind are told as something, whole or in a text', async () => {
    const envelope = must(await encodeCapsule(capsuleOf('OPTIONS sip:a SIP/2.0\r\n\r\n'), 'plain'));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 80 }),
          damage.map((changes) => damaged(envelope, changes)),
        ),
        async (bytes) => {
          for (const input of [writeFile(bytes), bytes, writeFragment(bytes), `${writeFragment(bytes)}…`]) {
            const outcome = await readCapsule(input);
            if (!outcome.ok) expect(outcome.text).toMatch(/\.$/);
          }
        },
      ),
      // What a packed body gives is tried in capsule.test.ts: it takes time.
      { numRuns: 400 },
    );
  });
});

test('a message of a source or an end that is not there is told as damage', async () => {
  const capsule = capsuleOf('OPTIONS sip:a SIP/2.0\r\n\r\n');
  for (const part of [{ endpoints: capsule.endpoints.slice(0, 1) }, { endpoints: [] }, { sources: [] }]) {
    const outcome = await decodeCapsule(sealed(writeSections({ ...capsule, ...part })), 'link');
    expect(outcome).toMatchObject({ ok: false, problem: 'corrupt' });
  }
});

describe('a bomb', () => {
  const lied = (codec: number, rawLength: number, body: Uint8Array) => {
    const honest = writeEnvelope(
      { ...plain, codec, dictionary: codec === MIX ? 1 : 0 },
      new Uint8Array(rawLength),
      body,
    );
    expect(readEnvelope(honest)).toMatchObject({ rawLength, bodyLength: body.length });
    return honest;
  };

  test('that says so is refused before anything is unpacked', async () => {
    for (const [codec, size] of [
      [DEFLATE, RAW_LIMIT + 1],
      [MIX, RAW_LIMIT],
      [STORED, RAW_LIMIT + 1],
    ] as const) {
      expect(await decodeCapsule(lied(codec, size, new Uint8Array(8)), 'link')).toMatchObject({ problem: 'too-large' });
    }
  });

  test('that does not say so is unpacked no further than it says', async () => {
    const bomb = deflateRawSync(new Uint8Array(256 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(300_000);
    const before = process.memoryUsage().arrayBuffers;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers);
    }, 1);
    expect(await decodeCapsule(lied(DEFLATE, 1000, bomb), 'file')).toMatchObject({ problem: 'corrupt' });
    clearInterval(watch);
    expect(most - before).toBeLessThan(32 * 1024 * 1024);
  });

  test('of messages, endpoints or kinds is refused', async () => {
    const many = capsuleOf(...Array.from({ length: MESSAGE_LIMIT + 1 }, () => 'x'));
    expect(await decodeCapsule(sealed(writeSections(many)), 'file')).toMatchObject({ problem: 'too-large' });
    const sockets = Array.from({ length: ENDPOINT_LIMIT + 1 }, () => ({ kind: 'self' as const, address: '', port: 0 }));
    const wide = { ...capsuleOf('x'), endpoints: sockets };
    expect(await decodeCapsule(sealed(writeSections(wide)), 'file')).toMatchObject({ problem: 'corrupt' });
  });
});

describe('a view that came with a trace', () => {
  test('is taken piece by piece: what is wrong falls back, what is unknown is left out', async () => {
    const long = 'x'.repeat(3000);
    const json = (view: unknown) => {
      const text = new TextEncoder().encode(JSON.stringify(view));
      const raw = writeSections(capsuleOf('OPTIONS sip:a SIP/2.0\r\n\r\n'));
      // Section 4: number, length, JSON.
      const size = text.length < 128 ? [text.length] : [(text.length % 128) + 128, Math.floor(text.length / 128)];
      return sealed(Uint8Array.from([...raw, 4, ...size, ...text]));
    };
    const view = async (value: unknown) => must(await decodeCapsule(json(value), 'link')).view;
    const empty = {
      version: 1,
      call: null,
      together: [],
      row: null,
      filter: '',
      lanes: EMPTY_LANES,
      legs: { joined: [], cut: [] },
      notes: new Map(),
      clocks: new Map(),
    };
    expect(await view({})).toEqual(empty);
    expect(await view('text')).toEqual(empty);
    expect(await view({ call: -1, row: 1.5, filter: long, script: 'alert(1)', lanes: 7 })).toEqual(empty);
    expect(await view({ row: 3, lanes: { order: ['a'], names: [['a', 'b'], ['c']], onclick: 'x' } })).toEqual({
      ...empty,
      row: 3,
      lanes: { ...empty.lanes, order: ['a'] },
    });
    expect(await view({ clocks: [[1, -2_000_000]] })).toEqual({ ...empty, clocks: new Map([[1, -2_000_000]]) });
    expect(await view({ clocks: [[1, 0.5]] })).toEqual(empty);
    const legs = { joined: [[0, 3]], cut: [[1, -2]] };
    expect(await view({ legs })).toEqual({ ...empty, legs: { joined: [[0, 3]], cut: [] } });
    expect(await view({ together: [2, 0] })).toEqual({ ...empty, together: [2, 0] });
    expect(await view({ together: [2, -1] })).toEqual(empty);
    const notes = [
      [2, 'here'],
      [1, long],
      [-1, 'x'],
    ];
    expect(await view({ notes })).toEqual(empty);
    expect(await view({ notes: notes.slice(0, 1) })).toEqual({ ...empty, notes: new Map([[2, 'here']]) });
    const names = await view({ lanes: { names: [['__proto__', 'x']] } });
    expect(names?.lanes.names.get('__proto__')).toBe('x');
  });
});
