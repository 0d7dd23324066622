import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FINE_CLOCK } from '../../src/base/captured.ts';
import { type Capsule, SHOWN_KINDS } from '../../src/capsule/capsule.ts';
import { askGates } from '../../src/share/gates.ts';
import { withoutSecrets } from '../../src/share/outgoing.ts';
import { HIDE_ALL, redact } from '../../src/share/redact.ts';
import { CASES } from '../diagnose/cases/all.ts';
import { CERTAIN, indexOf, LIKELY, makeLegs, partition, STRONG } from '../support/legs.ts';
import { capsuleOf, capsuleOfFile, capsuleOfFlow, textOf, textsOf } from './captures.ts';

const SAMPLES = join(import.meta.dirname, '../samples');

/** Whether redaction does to a trace what it promises. */
async function expectSafe(original: Capsule): Promise<void> {
  const redacted = redact(original);
  expect(await askGates(original, redacted)).toEqual({ leaks: [], differences: [] });
  const again = redact(redacted.capsule);
  for (const [i] of original.messages.entries()) expect(textOf(again.capsule, i)).toBe(textOf(redacted.capsule, i));
  expect(again.capsule.endpoints).toEqual(redacted.capsule.endpoints);
}

const read = new Set<string>();
const folders = readdirSync(SAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());

test.each(folders.map(({ name }) => [name]))(
  'samples of %s: no value left, the same findings, again changes nothing',
  async (folder) => {
    for (const file of readdirSync(join(SAMPLES, folder))) {
      if (file.endsWith('.md')) continue;
      const original = await capsuleOfFile(file, readFileSync(join(SAMPLES, folder, file)));
      // Many logs tell of the same calls: once is enough.
      const content = textsOf(original);
      if (content === '' || read.has(content)) continue;
      read.add(content);
      await expectSafe(original);
    }
  },
);

describe('what rules speak about is still there', () => {
  test.each(CASES.map(({ rule, fires }) => [rule, fires[0]?.flow ?? '']))('%s', async (_, flow) => {
    await expectSafe(capsuleOfFlow(flow));
  });
});

test.each([...CERTAIN, ...STRONG, ...LIKELY])('legs that share %s stay one call', async (kind) => {
  const set = makeLegs({
    seed: 7,
    calls: 2,
    evidence: [kind],
    atOnce: 2,
    numbers: 'own',
    constants: true,
    latency: 50,
    hops: [2, 3],
  });
  const hosts = [...new Set(set.messages.flatMap(({ from, to }) => [from, to]))];
  const original = capsuleOf(
    set.messages.map(({ from, to, time, text }) => ({
      ...{
        source: 0,
        from: hosts.indexOf(from),
        to: hosts.indexOf(to),
        time,
        transport: 1,
        flags: FINE_CLOCK,
        sequence: 0,
      },
      bytes: new TextEncoder().encode(text),
    })),
    hosts.map((address) => ({ kind: 'address', address, port: 5060 })),
  );
  await expectSafe(original);
  const { capsule } = redact(original);
  const after = set.messages.map((message, i) => ({
    ...message,
    from: capsule.endpoints[capsule.messages[i]?.from ?? 0]?.address ?? '',
    to: capsule.endpoints[capsule.messages[i]?.to ?? 0]?.address ?? '',
    text: textOf(capsule, i),
  }));
  const sizes = (sets: string[][]) => sets.map(({ length }) => length).sort();
  expect(sizes(partition(indexOf(after)))).toEqual(sizes(partition(indexOf(set.messages))));
});

const VARIED = [
  'kamailio-sipdump/fork.txt',
  'sipp/auth-407.log',
  'asterisk-pjsip/call.log',
  'snom/trace-new.txt',
  'homer/export.txt',
];

test.each([...SHOWN_KINDS, 'all', 'nothing but secrets'] as const)(
  'whatever is shown, the gates are silent: %s',
  async (kind) => {
    for (const file of VARIED) {
      const original = await capsuleOfFile(file, readFileSync(join(SAMPLES, file)));
      const shows = Object.fromEntries(SHOWN_KINDS.map((one) => [one, kind === 'all' || kind === one]));
      const options = { ...HIDE_ALL, ...shows };
      const redacted = kind === 'nothing but secrets' ? withoutSecrets(original) : redact(original, options);
      expect(await askGates(original, redacted)).toEqual({ leaks: [], differences: [] });
    }
  },
);
