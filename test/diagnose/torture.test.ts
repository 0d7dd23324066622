import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { captured } from '../../src/base/captured.ts';
import { summarise } from '../../src/call/summarise.ts';
import { diagnoseCalls } from '../../src/diagnose/diagnose.ts';
import type { Finding } from '../../src/diagnose/finding.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';

const folder = new URL('../samples/torture/', import.meta.url);
const names = readdirSync(folder)
  .filter(
    (name) => name.endsWith('.dat') && !name.startsWith('ipv6') && !name.startsWith('ipv4') && name !== 'test.dat',
  )
  .map((name) => name.slice(0, -4));

/** RFC 4475 §3.1.2 and those of §3.2, §3.3 that have to be refused: the rules that have to say so. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  badinv01: ['H06'],
  clerr: ['H04'],
  ncl: ['H04'],
  scalar02: ['H06'],
  scalarlg: ['H06'],
  quotbal: ['H06'],
  ltgtruri: ['H06'],
  lwsruri: ['H06'],
  lwsstart: ['H06'],
  trws: ['H06'],
  escruri: ['H06'],
  baddate: ['H06'],
  regbadct: ['H06'],
  badaspec: ['H06'],
  baddn: ['H06'],
  badvers: ['H06'],
  mismatch01: ['H02'],
  mismatch02: ['H02'],
  badbranch: ['H06', 'T19'],
  insuf: ['H01'],
  multi01: ['H07'],
  mcl01: ['H07', 'H04'],
};

async function findingsOf(name: string): Promise<Finding[] | null> {
  const bytes = new Uint8Array(readFileSync(new URL(`${name}.dat`, folder)));
  const index = new MessageIndex();
  const known = captured(0);
  known.time = 1e15;
  known.place = 0;
  known.transport = 1;
  known.from = index.endpoints.ofHost('192.0.2.1', 5060);
  known.to = index.endpoints.ofHost('192.0.2.2', 5060);
  if (index.add(bytes, 0, bytes.length, known) < 0) return null;
  const found: Finding[] = [];
  const readBytes = () => Promise.resolve(bytes);
  for await (const step of diagnoseCalls({ index, calls: summarise(index), readBytes })) found.push(...step.findings);
  return found;
}

describe('the messages of RFC 4475', () => {
  for (const name of names) {
    it(`${name}: ${WRONG[name] ? 'is flagged for its own fault' : 'raises no alarm about its form'}`, async () => {
      const found = await findingsOf(name);
      // A status line with a code of ten digits begins no message.
      if (found === null) return expect(name).toBe('bigcode');
      const form = found.filter(({ rule }) => rule.startsWith('H') || rule === 'T19');
      if (WRONG[name]) expect(form.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...WRONG[name]]));
      else expect(form.filter(({ severity }) => severity !== 'info')).toEqual([]);
    });
  }
});
