/** Messages per second of the index pass and of the whole analysis, beside sngrep, tshark and the bare limit. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { analyse } from '../../src/analyse.ts';
import type { Source } from '../../src/base/source.ts';
import { readSource } from '../../src/formats/read.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';

const peers: Record<string, string | undefined> = JSON.parse(process.env.RUNGS_PEERS ?? '{}');
const MESSAGES = Number(process.env.RUNGS_BENCH_MESSAGES ?? 100_000);
const ROUNDS = 9;

interface Sample {
  readonly wall: number;
  readonly cpu: number;
}

async function fileSource(path: string): Promise<Source> {
  const handle = await open(path);
  return {
    name: path,
    size: statSync(path).size,
    read: async (start, end) => {
      const bytes = new Uint8Array(Math.max(0, end - start));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      return bytes.subarray(0, bytesRead);
    },
  };
}

/** Milliseconds of work in this process. */
async function here(work: () => Promise<unknown>): Promise<Sample> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const wall = performance.now() - start;
  const used = process.cpuUsage(cpu);
  return { wall, cpu: (used.user + used.system) / 1000 };
}

/** Milliseconds of another program, as the shell tells them. */
function there(command: string): Sample {
  const run = spawnSync('bash', ['-c', `TIMEFORMAT='%R %U %S'; time ${command} >/dev/null 2>/dev/null`], {
    encoding: 'utf8',
    env: { ...process.env, TERM: 'xterm' },
  });
  const [wall = 0, user = 0, system = 0] = run.stderr.trim().split(/\s+/).slice(-3).map(Number);
  return { wall: wall * 1000, cpu: (user + system) * 1000 };
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function main(): Promise<void> {
  if (!peers['make-trace']) {
    console.log('make-trace is not here: nothing to read');
    return;
  }
  mkdirSync('test-results/bench', { recursive: true });
  const prefix = `test-results/bench/t${MESSAGES}`;
  const file = `${prefix}.pcap`;
  if (!existsSync(file))
    spawnSync(
      process.execPath,
      [peers['make-trace'], '--out', prefix, '--messages', String(MESSAGES), '--formats', 'pcap'],
      { stdio: 'inherit' },
    );
  const source = await fileSource(file);
  let index = new MessageIndex();
  const limit = peers.limit ? await import(pathToFileURL(`${peers.limit}/index-pass.mjs`).href) : null;
  const contenders: [string, () => Promise<Sample> | Sample][] = [
    [
      'index pass',
      () =>
        here(async () => {
          index = new MessageIndex();
          await readSource({ source, number: 0, index });
          index.trim();
        }),
    ],
    ['whole analysis', () => here(() => analyse([source]))],
  ];
  if (limit)
    contenders.push([
      'limit (bare pass)',
      () =>
        here(async () => {
          const feed = new limit.PcapFeed(new limit.SipIndex());
          for (let at = 0; at < source.size; at += 8 << 20)
            feed.feed(await source.read(at, Math.min(source.size, at + (8 << 20))));
        }),
    ]);
  if (peers.sngrep) contenders.push(['sngrep', () => there(`${peers.sngrep} -N -q -I ${file}`)]);
  if (peers.tshark) contenders.push(['tshark -z sip,stat', () => there(`${peers.tshark} -r ${file} -q -z sip,stat`)]);
  const samples = new Map<string, Sample[]>(contenders.map(([name]) => [name, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, run] of contenders) samples.get(name)?.push(await run());
  report(samples, statSync(file).size);
  console.log(
    `index: ${index.count} messages, ${(index.byteLength / index.count).toFixed(0)} bytes a message beside the file; side store ${(index.side.byteLength / 1e6).toFixed(1)} MB`,
  );
}

function report(samples: ReadonlyMap<string, readonly Sample[]>, bytes: number): void {
  console.log(
    `${MESSAGES} messages, ${(bytes / 1e6).toFixed(1)} MB; median of ${ROUNDS - 1} after the first, in milliseconds`,
  );
  const cpuOf = (name: string) => median((samples.get(name) ?? []).slice(1).map((sample) => sample.cpu));
  const sngrep = cpuOf('sngrep');
  const limit = cpuOf('limit (bare pass)');
  for (const [name, all] of samples) {
    const cpu = cpuOf(name);
    const wall = median(all.slice(1).map((sample) => sample.wall));
    const rate = Math.round(MESSAGES / (cpu / 1000));
    const ratios = [
      Number.isNaN(sngrep) ? '' : `${(sngrep / cpu).toFixed(1)} × sngrep`,
      Number.isNaN(limit) ? '' : `${(limit / cpu).toFixed(2)} × limit`,
    ];
    console.log(
      `${name.padEnd(20)} cpu ${cpu.toFixed(0).padStart(6)}  wall ${wall.toFixed(0).padStart(6)}  first run cpu ${(all[0]?.cpu ?? 0).toFixed(0).padStart(6)}  ${rate.toLocaleString('en').padStart(9)}/s of cpu  ${ratios.filter(Boolean).join('  ')}`,
    );
  }
}

await main();
