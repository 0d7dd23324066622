import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import type { Capsule } from '../../src/capsule/capsule.ts';
import { readCapsule } from '../../src/capsule/read.ts';
import { openLink } from '../../src/share/link.ts';
import { writeView } from '../../src/view/schema.ts';
import { must } from '../capsule/capsules.ts';

const folder = import.meta.dirname;
const PASSPHRASE = 'open sesame';
const names = readdirSync(folder).filter((name) => /\.(link|rungs)$/.test(name));

/** All that a capsule holds, for people to look at: bytes as characters of their own, line ends as in the message. */
function written({ redacted, shown, sources, endpoints, messages, view }: Capsule): string {
  const lines = [
    `redacted ${redacted} ${shown.join(' ')}`.trim(),
    ...sources.map(({ name, clock, packets }) => `source ${JSON.stringify(name)} ${clock}${packets ? ' packets' : ''}`),
    ...endpoints.map(({ kind, address, port }) => `endpoint ${kind} ${address} ${port}`),
    `view ${view ? writeView(view) : 'none'}`,
  ];
  const texts = messages.map(({ source, from, to, time, transport, flags, sequence, size, bytes }) => {
    const head = { source, from, to, time, transport, flags, sequence, size, bytes: bytes.length };
    const text = Buffer.from(bytes)
      .toString('latin1')
      .replace(/\r\n/g, '\n')
      .replace(/[^\n\x20-\x7e]/g, escaped);
    return `--- ${JSON.stringify(head)}\n${text}`;
  });
  return `${[...lines, ...texts].join('\n')}\n`;
}

function escaped(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

test('there are some', () => {
  expect(names.length).toBeGreaterThan(7);
});

test.each(names)('%s opens as it did when it was given out', async (name) => {
  const input = readFileSync(join(folder, name));
  const given = name.endsWith('.link') ? input.toString() : new Uint8Array(input);
  const capsule = must(await readCapsule(given, PASSPHRASE));
  const path = join(folder, name.replace(/\.\w+$/, '.txt'));
  if (!existsSync(path)) {
    writeFileSync(path, written(capsule));
    throw new Error(`${path} was written: look at it, and keep it`);
  }
  expect(written(capsule)).toBe(readFileSync(path, 'utf8'));
  // And all of it is still read as messages.
  const { sources, messages } = must(await openLink(given, PASSPHRASE));
  expect((await analyse(sources)).index.count).toBe(messages);
});
