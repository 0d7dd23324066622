import { expect, test } from 'vitest';
import { encodeCapsule } from '../../src/capsule/encode.ts';
import { writeFragment } from '../../src/capsule/fragment.ts';
import { readCapsule } from '../../src/capsule/read.ts';
import { capsuleOf, comparable, INVITE, must, OLD_LINKS } from './capsules.ts';

test('the page packs and opens links as Node does', async () => {
  for (const { link, texts } of OLD_LINKS) {
    const capsule = capsuleOf(...texts);
    expect(comparable(must(await readCapsule(link)))).toEqual(comparable(capsule));
    expect(writeFragment(must(await encodeCapsule(capsule)))).toBe(link);
  }
});

test('the page deflates and inflates what is large', async () => {
  const capsule = capsuleOf(...Array.from({ length: 3000 }, (_, i) => INVITE.replace('Call-ID: 1', `Call-ID: ${i}`)));
  const link = writeFragment(must(await encodeCapsule(capsule)));
  expect(comparable(must(await readCapsule(link)))).toEqual(comparable(capsule));
});
