import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse, callOf } from '../../src/analyse.ts';
import { textSource } from '../../src/base/source.ts';
import type { CallMessage } from '../../src/call/types.ts';
import { classOf } from '../../src/ladder/rungs.ts';
import { SAMPLES, type TinyClass } from '../../src/ui/open/samples.ts';
import { visiblePieces } from '../../src/ui/visible-text.ts';
import { sayCount, sayDate, sayNumber, saySize, sayTime } from '../../src/ui/words.ts';

describe('hidden characters', () => {
  it.each([
    ['plain', ['plain']],
    ['', []],
    ['a\u202eb', ['a', 'U+202E', 'b']],
    ['\u0000\u0007', ['U+0000', 'U+0007']],
    ['line\r\n\tnext', ['line\r\n\tnext']],
    ['soft\u00adhyphen', ['soft', 'U+00AD', 'hyphen']],
    ['tag\u{e0041}', ['tag', 'U+E0041']],
    ['ça va 日本語 👋', ['ça va 日本語 👋']],
  ])('of %j are named', (text, shown) => {
    expect(visiblePieces(text).map((piece) => piece.text)).toEqual(shown);
  });

  it('lose nothing, whatever the text', () => {
    const back = (text: string) =>
      visiblePieces(text)
        .map((piece) => (piece.hidden ? String.fromCodePoint(Number.parseInt(piece.text.slice(2), 16)) : piece.text))
        .join('');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => back(text) === text));
  });
});

describe('words', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1284, '1,284'],
    [1_234_567, '1,234,567'],
  ])('writes %d as %s', (value, said) => {
    expect(sayNumber(value)).toBe(said);
  });

  it.each([
    [1, '1 byte'],
    [812, '812 bytes'],
    [4200, '4.2 kB'],
    [999_700, '1.0 MB'],
    [200_000_000, '200 MB'],
  ])('writes %d bytes as %s', (bytes, said) => {
    expect(saySize(bytes)).toBe(said);
  });

  it('writes counts and times; what is unknown is empty', () => {
    expect(sayCount(1, 'call')).toBe('1 call');
    expect(sayCount(2, 'copy', 'copies')).toBe('2 copies');
    const noon = Date.UTC(2026, 2, 4, 12, 0, 3, 104) * 1000;
    expect(sayTime(noon, 0)).toBe('12:00:03.104');
    expect(sayTime(noon, 60, false)).toBe('13:00:03');
    expect(sayDate(noon, 720)).toBe('2026-03-05');
    expect([sayTime(Number.NaN, 0), sayTime(1e30, 0), sayDate(Number.NaN, 0)]).toEqual(['', '', '']);
  });
});

describe('the shelf', () => {
  const CLASSES = new Map<string, TinyClass>([
    ['request', 'i'],
    ['provisional', 'p'],
    ['success', 's'],
    ['redirect', 'r'],
    ['challenge', 'c'],
    ['failure', 'f'],
  ]);

  /** The arrows of a sample as its messages say them, lanes numbered in order of appearance. */
  async function arrowsOf(id: string): Promise<string> {
    const text = readFileSync(new URL(`../../src/ui/open/samples/${id}.log`, import.meta.url), 'utf8');
    const trace = await analyse([textSource(id, text)]);
    const all = Array.from({ length: trace.calls.count }, (_, call) => callOf(trace, call).messages).flat();
    const messages = all.filter(({ copy }) => copy === null || copy === 'hop').sort((a, b) => a.row - b.row);
    const hosts = new Map<string, number>();
    const lane = (endpoint: number) => {
      const { address } = trace.index.endpoints.get(endpoint);
      if (!hosts.has(address)) hosts.set(address, hosts.size);
      return hosts.get(address);
    };
    return messages
      .map((message: CallMessage) => `${lane(message.from)}${lane(message.to)}${CLASSES.get(classOf(message))}`)
      .join(' ');
  }

  // Drawn with fewer arrows than there are messages, or with one that is missing.
  const ABRIDGED = new Set(['fork', 'lost-ack', 'pbx']);

  it.each(SAMPLES.filter(({ id }) => !ABRIDGED.has(id)).map(({ id, rungs }) => [id, rungs]))(
    'draws the call that %s holds',
    async (id, rungs) => {
      expect(await arrowsOf(id)).toBe(rungs);
    },
  );
});
