/** Full parse of one message beside the npm `sip` package, in one interleaved run; CPU time. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { analyse } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import { parseMessage } from '../../src/sip/parse.ts';

const peers: Record<string, string | undefined> = JSON.parse(process.env.RUNGS_PEERS ?? '{}');
const ROUNDS = 7;
const REPEAT = 20;

/** Messages of the captures among the samples. */
async function messages(): Promise<Uint8Array[]> {
  const folder = 'test/samples/pcap';
  const files = readdirSync(folder).filter((file) => file.endsWith('.pcap'));
  const found: Uint8Array[] = [];
  for (const file of files) {
    const bytes = new Uint8Array(readFileSync(join(folder, file)));
    const { index } = await analyse([bytesSource(file, bytes)]);
    const { place, size } = index.columns;
    for (let row = 0; row < index.count; row++) {
      const start = place[row] as number;
      found.push(index.sideBytes(row)?.slice() ?? bytes.slice(start, start + (size[row] as number)));
    }
  }
  return found;
}

function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function main(): Promise<void> {
  const all = await messages();
  const texts = all.map((bytes) => Buffer.from(bytes).toString('utf8'));
  const contenders = new Map<string, () => void>([
    [
      'rungs',
      () =>
        repeat(() => {
          for (const bytes of all) parseMessage(bytes);
        }),
    ],
  ]);
  if (peers.sip) {
    const sip: { parse(text: string): unknown } = createRequire(import.meta.url)(
      join(process.cwd(), peers.sip.replace(process.cwd(), '')),
    );
    contenders.set('sip (npm)', () =>
      repeat(() => {
        for (const text of texts) sip.parse(text);
      }),
    );
  }
  const samples = new Map<string, number[]>([...contenders.keys()].map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, work] of contenders) samples.get(name)?.push(cpu(work));
  const parsed = all.length * REPEAT;
  const ours = median((samples.get('rungs') ?? []).slice(1));
  for (const [name, list] of samples) {
    const time = median(list.slice(1));
    console.log(
      `${name.padEnd(12)} ${((time / parsed) * 1000).toFixed(2)} µs of cpu a message, first round ${(((list[0] ?? 0) / parsed) * 1000).toFixed(2)} µs  (${(time / ours).toFixed(2)} × rungs)`,
    );
  }
}

function repeat(work: () => void): void {
  for (let i = 0; i < REPEAT; i++) work();
}

await main();
