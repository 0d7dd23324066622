import { expect, test } from 'vitest';
import { encodeCapsule } from '../../src/capsule/encode.ts';
import { writeFragment } from '../../src/capsule/fragment.ts';
import { LINK_LIMIT } from '../../src/capsule/limits.ts';
import { readCapsule } from '../../src/capsule/read.ts';
import { recogniseCapsule } from '../../src/capsule/recognise.ts';
import { carriedByPage, carriedBySvg, textsOfSvg } from '../../src/share/carriers.ts';
import { capsuleOf, INVITE, must } from '../capsule/capsules.ts';

const PAGE = '<!doctype html><meta charset="utf-8"><script type="text/plain" id="rungs-trace"></script><p>SIP/2.0</p>';
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" aria-label="Zoe &amp; Bob"><style>.a{}</style><text>SIP/2.0 &lt;b></text></svg>';
const bytesOf = (text: string) => new TextEncoder().encode(text);

test('a page and a picture carry a trace, however long a link of it would be', async () => {
  const texts = Array.from({ length: 1500 }, (_, i) => INVITE.replace('Call-ID: 1', `Call-ID: ${i * 7919}`));
  for (const capsule of [capsuleOf(INVITE), capsuleOf(...texts)]) {
    const fragment = writeFragment(must(await encodeCapsule(capsule, 'plain')));
    for (const carrier of [carriedByPage(PAGE, fragment) ?? '', carriedBySvg(SVG, fragment)]) {
      expect(recogniseCapsule(bytesOf(carrier.slice(0, 8192)))).toBe('carrier');
      expect(must(await readCapsule(bytesOf(carrier))).messages.length).toBe(capsule.messages.length);
      const cut = await readCapsule(bytesOf(carrier.slice(0, carrier.indexOf('#1') + 100)));
      expect(cut).toMatchObject({ ok: false, problem: 'cut' });
    }
    expect(carriedBySvg(SVG, fragment).replace(/<metadata .*<\/metadata>/, '')).toBe(SVG);
  }
  expect(writeFragment(must(await encodeCapsule(capsuleOf(...texts), 'plain'))).length).toBeGreaterThan(LINK_LIMIT);
});

test('a page without a place carries nothing, and a page that carries nothing is none', () => {
  expect(carriedByPage('<p>hello</p>', '#1z')).toBeNull();
  expect(recogniseCapsule(bytesOf(PAGE))).toBeNull();
});

test('what people read in a picture: texts and names, no style', () => {
  expect(textsOfSvg(SVG).replace(/\s+/g, ' ').trim()).toBe('Zoe & Bob SIP/2.0 <b>');
});
