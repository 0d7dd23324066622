import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyse } from '../src/analyse.ts';
import { bytesSource } from '../src/base/source.ts';
import { departures, type Truth } from './support/truth.ts';

const ROOT = join(import.meta.dirname, 'truth');
const scenarios = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());

function truthOf(name: string): Truth {
  return JSON.parse(readFileSync(join(ROOT, name, 'truth.json'), 'utf8'));
}

function readCapture(name: string) {
  return analyse([bytesSource(`${name}.pcap`, new Uint8Array(readFileSync(join(ROOT, name, 'capture.pcap'))))]);
}

describe('captures of real software', () => {
  it.each(scenarios.map(({ name }) => name))('%s is read as it was', async (name) => {
    expect(departures(await readCapture(name), truthOf(name))).toEqual([]);
  });

  it('a reading that is wrong is told', async () => {
    const wrong = departures(await readCapture('call'), truthOf('cancel-487'));
    expect(wrong).toContain('CANCEL: 0 read, 1 true');
    expect(wrong).toContain('1-20493@127.0.1.1: not found');
  });
});
