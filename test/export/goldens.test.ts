import { expect, test } from 'vitest';
import { exporters } from '../../src/export/exporters.ts';
import { paper } from '../../src/export/paper.ts';
import { ticketText } from '../../src/export/text.ts';
import { expectGolden } from '../support/golden.ts';
import { BASIC, selectionOf, TWO } from './traces.ts';

const flows = new Map([
  ['basic', BASIC],
  ['two', TWO],
]);

test.each([...flows.keys()].flatMap((name) => exporters.map(({ id }) => [name, id] as const)))(
  '%s as %s',
  async (name, id) => {
    const exporter = exporters.find((one) => one.id === id);
    const written = await exporter?.write(await selectionOf(flows.get(name) ?? ''), paper());
    const isOne = exporters.filter(({ extension }) => extension === exporter?.extension).length === 1;
    expectGolden(`export/${name}.${isOne ? '' : `${id}.`}${exporter?.extension}`, written ?? '');
  },
);

test('a ticket holds the sentence, the ladder and the link', async () => {
  const [call] = (await selectionOf(BASIC)).calls;
  const text = call ? ticketText(call, 'https://rungs.example/#1z') : '';
  expect(text.startsWith(`${call?.story.text}\n\n`)).toBe(true);
  expect(text).toContain('INVITE');
  expect(text.endsWith('\n\nhttps://rungs.example/#1z\n')).toBe(true);
  expect(call && ticketText(call, '')).toBe(text.replace('\nhttps://rungs.example/#1z\n', ''));
});

test('every output has an id of its own, a name, an extension and a type', () => {
  expect(new Set(exporters.map(({ id }) => id)).size).toBe(exporters.length);
  for (const { label, extension, mime } of exporters) {
    expect(label).not.toBe('');
    expect(extension).toMatch(/^[a-z]+$/);
    expect(mime).toMatch(/^[a-z]+\/[a-z.+]+$/);
  }
});
