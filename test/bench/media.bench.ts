/** A gigabyte of RTP with 10,000 messages: how fast it opens, beside the bare reading of its bytes. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import process from 'node:process';
import { analyse } from '../../src/analyse.ts';
import type { Source } from '../../src/base/source.ts';

const FOLDER = 'test-results/bench';
const FILE = `${FOLDER}/media.pcap`;
const RUNS = 3;

if (!existsSync(FILE)) {
  mkdirSync(FOLDER, { recursive: true });
  spawnSync(process.execPath, ['test/bench/make-media.mjs', FILE], { stdio: 'inherit' });
}
const { size } = statSync(FILE);
const descriptor = openSync(FILE, 'r');
const source: Source = {
  name: FILE,
  size,
  read: (start, end) => {
    const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
    let have = 0;
    while (have < bytes.length) {
      const read = readSync(descriptor, bytes, have, bytes.length - have, start + have);
      if (read === 0) break;
      have += read;
    }
    return Promise.resolve(bytes.subarray(0, have));
  },
};

/** CPU and wall time of the best of a few runs, milliseconds. */
async function best(act: () => Promise<unknown>): Promise<{ cpu: number; wall: number }> {
  let found = { cpu: Number.POSITIVE_INFINITY, wall: Number.POSITIVE_INFINITY };
  for (let run = 0; run < RUNS; run++) {
    const begun = performance.now();
    const before = process.cpuUsage();
    await act();
    const { user, system } = process.cpuUsage(before);
    const cpu = (user + system) / 1000;
    if (cpu < found.cpu) found = { cpu, wall: performance.now() - begun };
  }
  return found;
}

const bare = await best(async () => {
  for (let at = 0; at < size; at += 8 << 20) await source.read(at, at + (8 << 20));
});
let trace = await analyse([]);
const opened = await best(async () => {
  trace = await analyse([source]);
});
const say = ({ cpu, wall }: { cpu: number; wall: number }) =>
  `${cpu.toFixed(0)} ms CPU, ${wall.toFixed(0)} ms, ${(size / 1e6 / (cpu / 1000)).toFixed(0)} MB a second of CPU`;
console.log(`media: ${(size / 1e6).toFixed(0)} MB, ${trace.index.count} messages, ${trace.traffic.flows.count} flows`);
console.log(`  bytes alone  ${say(bare)}`);
console.log(`  opened       ${say(opened)}`);
console.log(`  memory       ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident`);
