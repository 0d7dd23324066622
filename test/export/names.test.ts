import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { textSource } from '../../src/base/source.ts';
import { select } from '../../src/export/selection.ts';
import { traceNames } from '../../src/export/trace-names.ts';
import { openTrace } from '../../src/open-trace.ts';
import { throughBoxes } from '../support/lanes.ts';

test('names that a source gives to addresses name the machines; who calls keeps the name and has it beside', async () => {
  const trace = openTrace(await analyse([textSource('boxes', throughBoxes())]));
  const names = [
    { address: '10.0.0.5', name: 'pbx-1' },
    { address: '192.0.2.10', name: 'alice-desk' },
    { address: '198.51.100.1', name: 'Edge SBC' },
    { address: '10.0.0.5', name: 'another name' },
  ];
  const named = { ...trace, sources: trace.sources.map((source) => ({ ...source, names })) };
  const [call] = (await select(named, [0])).calls;
  expect(call?.layout.lanes.map(({ name, product }) => [name, product])).toEqual([
    ['Alice Archer', 'alice-desk'],
    ['Edge SBC', ''],
    ['10.0.0.1', ''],
    ['pbx-1', ''],
    ['bob', ''],
  ]);
});

test('what is no address or no name is left out, and an address may be written in any way', () => {
  const sources = [
    { names: [{ address: '2001:DB8:0:0::1', name: ' six ' }] },
    {
      names: [
        { address: 'nowhere', name: 'x' },
        { address: '192.0.2.1', name: '  ' },
      ],
    },
  ];
  expect([...traceNames({ sources: sources as never })]).toEqual([['2001:db8::1', 'six']]);
});
