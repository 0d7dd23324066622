/** Findings of 10,000 calls beside their indexing, both in CPU time of this process: at most four times as much. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { analyse, bytesOf, bytesOfMany, type Trace } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import { diagnoseCalls } from '../../src/diagnose/diagnose.ts';
import type { Finding } from '../../src/diagnose/finding.ts';

const peers: Record<string, string | undefined> = JSON.parse(process.env.RUNGS_PEERS ?? '{}');
const CALLS = Number(process.env.RUNGS_BENCH_CALLS ?? 10_000);
const ROUNDS = 5;
/** Times the CPU of indexing that findings may take. */
const LIMIT = 4;

/** Milliseconds of CPU of some work, and what it made. */
async function cpu<T>(work: () => Promise<T>): Promise<readonly [milliseconds: number, made: T]> {
  const before = process.cpuUsage();
  const made = await work();
  const used = process.cpuUsage(before);
  return [(used.user + used.system) / 1000, made];
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** A capture with many calls of many kinds; null where nothing can make one. */
function capture(): Uint8Array | null {
  const make = peers['make-trace'];
  if (!make) return null;
  mkdirSync('test-results/bench', { recursive: true });
  const prefix = `test-results/bench/c${CALLS}`;
  const words = [make, '--out', prefix, '--calls', String(CALLS), '--formats', 'pcap'];
  if (!existsSync(`${prefix}.pcap`)) spawnSync(process.execPath, words, { stdio: 'inherit' });
  return new Uint8Array(readFileSync(`${prefix}.pcap`));
}

async function findingsOf(trace: Trace): Promise<Finding[]> {
  const { index, calls } = trace;
  const found: Finding[] = [];
  const diagnosable = {
    index,
    calls,
    readBytes: (row: number) => bytesOf(trace, row),
    readMany: (rows: readonly number[]) => bytesOfMany(trace, rows),
  };
  for await (const { findings } of diagnoseCalls(diagnosable)) found.push(...findings);
  return found;
}

async function main(): Promise<void> {
  const bytes = capture();
  if (!bytes) {
    console.log('make-trace is not here: nothing to read');
    return;
  }
  const indexing: number[] = [];
  const finding: number[] = [];
  let told = '';
  for (let round = 0; round < ROUNDS; round++) {
    const [read, trace] = await cpu(() => analyse([bytesSource('calls.pcap', bytes)]));
    const [diagnosed, found] = await cpu(() => findingsOf(trace));
    indexing.push(read);
    finding.push(diagnosed);
    told = `${trace.calls.count} calls, ${trace.index.count} messages, ${found.length} findings`;
  }
  const [index, findings] = [median(indexing.slice(1)), median(finding.slice(1))];
  const ratio = findings / index;
  console.log(`${told}; median of ${ROUNDS - 1} after the first, milliseconds of cpu`);
  console.log(`indexing ${index.toFixed(0)}  first ${(indexing[0] ?? 0).toFixed(0)}`);
  console.log(`findings ${findings.toFixed(0)}  first ${(finding[0] ?? 0).toFixed(0)}`);
  console.log(`findings take ${ratio.toFixed(2)} × indexing (at most ${LIMIT}: ${ratio <= LIMIT ? 'kept' : 'broken'})`);
}

await main();
