import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCapsule } from '../../src/capsule/decode.ts';
import { dictionaryBytes } from '../../src/capsule/dictionary-1.ts';
import { encodeCapsule } from '../../src/capsule/encode.ts';
import { readFile, writeFile } from '../../src/capsule/file.ts';
import { readFragment, writeFragment } from '../../src/capsule/fragment.ts';
import { MESSAGE_LIMIT, MIX_LIMIT } from '../../src/capsule/limits.ts';
import { readCapsule } from '../../src/capsule/read.ts';
import { recogniseCapsule } from '../../src/capsule/recognise.ts';
import { anyCapsule, capsuleOf, comparable, INVITE, must, OLD_LINKS, repeats } from './capsules.ts';

describe('a capsule', () => {
  test('comes back as it was, as link and as file, short and plain', async () => {
    await fc.assert(
      fc.asyncProperty(anyCapsule, fc.constantFrom('short' as const, 'plain' as const), async (capsule, packing) => {
        const bytes = must(await encodeCapsule(capsule, packing));
        const link = must(await readCapsule(`https://rungs.example/${writeFragment(bytes)}`));
        const file = must(await readCapsule(writeFile(bytes)));
        expect(comparable(link)).toEqual(comparable(capsule));
        expect(comparable(file)).toEqual(comparable(capsule));
        expect(repeats(link)).toEqual(repeats(capsule));
      }),
      { numRuns: 25 },
    );
  });

  test('keeps every byte of its messages', async () => {
    const capsule = capsuleOf(INVITE, '', '\0\x01\0\x02', `${INVITE}v=0\r\n`);
    const opened = must(await decodeCapsule(must(await encodeCapsule(capsule)), 'link'));
    expect(opened.messages.map(({ bytes }) => [...bytes])).toEqual(capsule.messages.map(({ bytes }) => [...bytes]));
  });

  test('is deflated when it is large', async () => {
    const texts = Array.from({ length: 3000 }, (_, i) => INVITE.replace('Call-ID: 1', `Call-ID: ${i}`));
    const capsule = capsuleOf(...texts);
    const bytes = must(await encodeCapsule(capsule));
    expect(bytes.length).toBeLessThan(MIX_LIMIT / 4);
    expect(must(await decodeCapsule(bytes, 'file')).messages).toEqual(
      capsule.messages.map((one, i) => ({ ...one, sequence: i + 1 })),
    );
  });

  test('is refused when nobody could open it', async () => {
    const outcome = await encodeCapsule(capsuleOf(...Array.from({ length: MESSAGE_LIMIT + 1 }, () => 'x')));
    expect(outcome).toMatchObject({ ok: false, problem: 'too-large' });
  });

  test('is short: what the dictionary knows costs little', async () => {
    const bytes = must(await encodeCapsule(capsuleOf(INVITE)));
    expect(bytes.length).toBeLessThan(INVITE.length * 0.7);
    const twice = must(await encodeCapsule(capsuleOf(INVITE, INVITE)));
    expect(twice.length - bytes.length).toBeLessThan(12);
  });
});

describe('the dictionary', () => {
  test('is never changed: every link that was ever made depends on it', () => {
    const hash = createHash('sha256').update(dictionaryBytes()).digest('hex');
    expect(hash).toBe('da9454d409a515829958ffaeb80a95f1f660e7910ce074bfd2bb07078cf10a01');
  });
});

test.each(OLD_LINKS)('a link that was made long ago opens: $link', async ({ link, texts }) => {
  expect(comparable(must(await readCapsule(link)))).toEqual(comparable(capsuleOf(...texts)));
});

describe('a link', () => {
  const made = async () => writeFragment(must(await encodeCapsule(capsuleOf(INVITE, INVITE.replace('INVITE', 'ACK')))));

  test('is found in an address, in a letter, and when it was broken into lines', async () => {
    const fragment = await made();
    const bytes = must(readFragment(fragment));
    const folded = `${fragment.slice(0, 60)}=\r\n${fragment.slice(60, 120)}\n> ${fragment.slice(120)}`;
    for (const text of [
      `see https://rungs.example/x/${fragment}, please`,
      `issue #1, #12: <${fragment}>`,
      `> ${folded}\nBye`,
    ]) {
      expect(readFragment(text)).toEqual({ ok: true, value: bytes });
    }
    expect(readFragment(fragment.slice(0, -1))).toEqual({ ok: true, value: bytes });
  });

  test('tells how much of it is left when it was cut', async () => {
    const fragment = await made();
    for (let length = 3; length < fragment.length - 1; length++) {
      const outcome = readFragment(fragment.slice(0, length));
      expect(outcome).toMatchObject({ ok: false, problem: 'cut' });
    }
    const cut = readFragment(`${fragment.slice(0, 60)}\nAlice`);
    expect(cut).toEqual({ ok: false, problem: 'cut', text: `This link was cut: 60 of ${fragment.length} characters.` });
  });

  test('with a changed character is told as corrupt, and nothing throws', async () => {
    const fragment = await made();
    const told = new Set<string>();
    for (let at = 3; at < fragment.length - 2; at += at < 24 ? 1 : 9) {
      const other = fragment[at] === 'A' ? 'B' : 'A';
      const outcome = await readCapsule(`${fragment.slice(0, at)}${other}${fragment.slice(at + 1)}`);
      expect(outcome.ok).toBe(false);
      if (!outcome.ok) told.add(outcome.problem);
    }
    expect([...told].sort()).toEqual(['corrupt', 'newer-version']);
  });

  test('of a newer version, and what is no link, are told as such', async () => {
    const fragment = await made();
    expect(await readCapsule(fragment.replace('#1', '#2'))).toMatchObject({ problem: 'newer-version' });
    expect(await readCapsule(`#1_${fragment.slice(3)}`)).toMatchObject({ problem: 'newer-version' });
    for (const text of [
      fragment.replace('#1', '#2'),
      `#1_${fragment.slice(3)}`,
      `https://a.example/${fragment.replace('#1', '#9')}\n`,
    ])
      expect(recogniseCapsule(new TextEncoder().encode(text))).toBe('link');
    for (const text of [
      'https://rungs.example/#top',
      'see issue #1 of 3',
      `a log line\n${fragment.replace('#1', '#2')}`,
    ])
      expect(recogniseCapsule(new TextEncoder().encode(text))).toBeNull();
    expect(await readCapsule('https://rungs.example/#top')).toMatchObject({ problem: 'no-capsule' });
    expect(await readCapsule('')).toMatchObject({ problem: 'no-capsule' });
  });
});

describe('a file', () => {
  test('that is cut, changed, or of a newer version is told as such', async () => {
    const file = writeFile(must(await encodeCapsule(capsuleOf(INVITE, INVITE), 'plain')));
    for (let length = 8; length < file.length; length += 7) {
      expect(await readCapsule(file.slice(0, length))).toMatchObject({ ok: false, problem: 'cut' });
    }
    const changed = file.slice();
    changed[file.length - 9] = 0;
    expect(await readCapsule(changed)).toMatchObject({ ok: false, problem: 'corrupt' });
    const newer = file.slice();
    newer[5] = 50;
    expect(readFile(newer)).toMatchObject({ problem: 'newer-version' });
  });
});
