import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { textSource } from '../../src/base/source.ts';

const sample = (name: string) => readFileSync(new URL(`../samples/homer-json/${name}.json`, import.meta.url), 'utf8');

/** A sample whose records carry aliases, as HOMER has them beside the addresses. */
function aliased(text: string, alias: (address: string) => string): string {
  return text
    .replace(/"srcIp":\s*"([^"]*)"/g, (whole, address: string) => `${whole},"aliasSrc": "${alias(address)}"`)
    .replace(/"dstIp":\s*"([^"]*)"/g, (whole, address: string) => `${whole},"aliasDst": "${alias(address)}"`);
}

const namesOf = async (text: string) => (await analyse([textSource('homer', text)])).reports[0]?.names;

test.each(['compact', 'transaction'])('aliases of HOMER name addresses (%s)', async (name) => {
  const text = aliased(sample(name), (address) => (address === '192.0.2.1' ? 'PBX-1' : 'SBC Frankfurt'));
  expect(await namesOf(text)).toEqual(
    expect.arrayContaining([
      { address: '198.51.100.7', name: 'SBC Frankfurt' },
      { address: '192.0.2.1', name: 'PBX-1' },
    ]),
  );
});

test('an alias that only repeats the address is none, and without any there are no names', async () => {
  expect(await namesOf(aliased(sample('compact'), (address) => `${address}:5060`))).toBeUndefined();
  expect(await namesOf(sample('compact'))).toBeUndefined();
});

test('aliases that stand in an object of their own name addresses too', async () => {
  const aliases = '"alias": {"198.51.100.7:5060": "SBC Frankfurt", "192.0.2.1:5060": "192.0.2.1:5060"}';
  const text = sample('transaction').replace('"total": 7', `${aliases}, "total": 7`);
  expect(await namesOf(text)).toEqual([{ address: '198.51.100.7', name: 'SBC Frankfurt' }]);
});
