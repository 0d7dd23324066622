/**
 * Reading text on one core: bytes per second of logs without SIP, messages per second of logs full of it, and whether time
 * grows with the length of a log and nothing else. CPU time of this process, user time first, as other work may run beside.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { bytesSource } from '../../src/base/source.ts';
import { readSource } from '../../src/formats/read.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';

const peers: Record<string, string | undefined> = JSON.parse(process.env.RUNGS_PEERS ?? '{}');
const MESSAGES = Number(process.env.RUNGS_BENCH_MESSAGES ?? 100_000);
const MEGA = 1_000_000;
/** Rounds at least, and bytes that are read in all at least: a process is warm after some ten megabytes. */
const ROUNDS = 5;
const WARM = 50 * MEGA;

/** Promised: megabytes a second of lines without SIP, messages a second of lines with it. */
const LEAST_MEGABYTES = 100;
const LEAST_MESSAGES = 150_000;

interface Measured {
  /** Milliseconds of user CPU time, and of user and system together; the best round, as others only add to it. */
  readonly user: number;
  readonly cpu: number;
  /** Of the first round, user and system together: what a process that is not warm yet takes. */
  readonly first: number;
  readonly messages: number;
  readonly slices: number;
}

async function measure(bytes: Uint8Array): Promise<Measured> {
  let best: Measured | null = null;
  let first = 0;
  for (let round = 0; round < Math.max(ROUNDS, WARM / bytes.length); round++) {
    const index = new MessageIndex(1, 200_000);
    let slices = 0;
    globalThis.gc?.();
    const before = process.cpuUsage();
    await readSource({ source: bytesSource('log', bytes), number: 0, index, progress: () => slices++ });
    const used = process.cpuUsage(before);
    const [user, cpu] = [used.user / 1000, (used.user + used.system) / 1000];
    if (round === 0) first = cpu;
    if (!best || cpu < best.cpu) best = { user, cpu, first, messages: index.count, slices };
  }
  return best as Measured;
}

/** Lines as servers write them, without SIP; the same for the same length. */
const PLAIN = [
  'Jan  5 10:00:%s host sshd[%d]: Accepted publickey for deploy from 192.0.2.%b port %d ssh2: RSA SHA256:%d',
  '2024-01-05 10:00:%s.%d [INFO] c.e.shop.OrderService - order %d of customer %d stored in %b ms (thread pool-%b)',
  '192.0.2.%b - - [05/Jan/2024:10:00:%s +0000] "GET /api/items/%d?page=%b HTTP/1.1" 200 %d "-" "Mozilla/5.0 (X11)"',
  '{"ts":"2024-01-05T10:00:%s.%dZ","level":"debug","msg":"cache miss","key":"user:%d","took":%b,"host":"web-%b"}',
  'Jan  5 10:00:%s host kernel: [%d.%d] eth0: link up, 1000 Mbps, full duplex, flow control rx/tx from %b -> %b',
  '[2024-01-05 10:00:%s] VERBOSE[%d][C-0000%d] pbx.c: -- Executing [s@macro-dial:%b] NoOp("trunk-%d", "tries %b") in new stack',
];

function plainLines(length: number, seed = 1): Uint8Array {
  let state = seed;
  const next = (limit: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % limit;
  };
  const fill = (line: string) =>
    line.replace(/%([sdb])/g, (_, kind) =>
      kind === 's' ? String(next(60)).padStart(2, '0') : String(next(kind === 'b' ? 250 : 1_000_000)),
    );
  const some = Array.from({ length: 20_000 }, () => `${fill(PLAIN[next(PLAIN.length)] ?? '')}\n`).join('');
  const piece = new TextEncoder().encode(some);
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += piece.length)
    bytes.set(piece.subarray(0, Math.min(piece.length, length - at)), at);
  return bytes;
}

/** The same with forty messages in it, each after the end of a line. */
function needles(length: number): Uint8Array {
  const bytes = plainLines(length);
  for (let n = 0; n < 40; n++) {
    const message = new TextEncoder().encode(
      [
        '',
        `<--- Received SIP request (260 bytes) from UDP:198.51.100.7:5060 --->`,
        `OPTIONS sip:192.0.2.1 SIP/2.0`,
        `Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK${n}`,
        `From: <sip:a@198.51.100.7>;tag=${n}`,
        'To: <sip:192.0.2.1>',
        `Call-ID: needle-${n}`,
        `CSeq: ${n} OPTIONS`,
        'Content-Length:  0',
        '',
        '',
      ].join('\n'),
    );
    bytes.set(message, Math.floor((length / 40) * n) + 7);
  }
  return bytes;
}

function say(name: string, bytes: number, { user, cpu, first, messages }: Measured): void {
  const rate = `${(bytes / 1000 / cpu).toFixed(0).padStart(6)} MB/s`;
  const perSecond =
    messages > 1000 ? `${Math.round(messages / (cpu / 1000)).toLocaleString('en')} messages/s` : `${messages} messages`;
  console.log(
    `${name.padEnd(34)} ${(bytes / MEGA).toFixed(1).padStart(6)} MB  user ${user.toFixed(0).padStart(5)} ms  user+system ${cpu.toFixed(0).padStart(5)} ms (first time ${first.toFixed(0)} ms)  ${rate}  ${perSecond}`,
  );
}

/** Logs of many messages in three formats, made once. */
function logs(): string[] {
  if (!peers['make-trace']) return [];
  mkdirSync('test-results/bench', { recursive: true });
  const prefix = `test-results/bench/t${MESSAGES}`;
  const files = ['ngrep', 'asterisk', 'freeswitch'].map((format) => `${prefix}.${format}.log`);
  if (!files.every((file) => existsSync(file)))
    spawnSync(
      process.execPath,
      [peers['make-trace'], '--out', prefix, '--messages', String(MESSAGES), '--formats', 'ngrep,asterisk,freeswitch'],
      { stdio: 'inherit' },
    );
  return files;
}

async function main(): Promise<void> {
  const failures: string[] = [];
  const expect = (name: string, value: number, least: number) => {
    if (value < least) failures.push(`${name}: ${Math.round(value)} is less than ${least}`);
  };
  console.log(`best of ${ROUNDS} rounds or more, CPU time of one core`);
  const perMegabyte: number[] = [];
  for (const megabytes of [1, 10, 100]) {
    const bytes = plainLines(megabytes * MEGA);
    const measured = await measure(bytes);
    say(`lines without SIP`, bytes.length, measured);
    perMegabyte.push(measured.cpu / megabytes);
    expect(`MB/s of ${megabytes} MB without SIP`, megabytes / (measured.cpu / 1000), LEAST_MEGABYTES);
  }
  const growth = (perMegabyte[2] ?? 0) / (perMegabyte[1] ?? 1);
  console.log(`time a megabyte, 100 MB beside 10 MB: ${growth.toFixed(2)}`);
  if (growth > 1.5) failures.push(`time grows faster than the log: ${growth.toFixed(2)}`);
  const hay = needles(100 * MEGA);
  const found = await measure(hay);
  say('forty messages in unrelated lines', hay.length, found);
  console.log(`progress told ${found.slices} times`);
  if (found.messages !== 40) failures.push(`${found.messages} of 40 messages found`);
  expect('MB/s with forty messages', 100 / (found.cpu / 1000), LEAST_MEGABYTES);
  for (const file of logs()) {
    const bytes = new Uint8Array(readFileSync(file));
    const measured = await measure(bytes);
    say(file.replace(/^.*\/t\d+\./, ''), bytes.length, measured);
    expect(`messages/s of ${file}`, measured.messages / (measured.cpu / 1000), LEAST_MESSAGES);
    const ten = bytes.subarray(0, Math.floor(bytes.length / 10));
    const tenth = await measure(ten);
    say('  its first tenth', ten.length, tenth);
  }
  for (const failure of failures) console.log(`NOT MET  ${failure}`);
  console.log(failures.length === 0 ? 'all figures hold' : `${failures.length} figures do not hold`);
}

await main();
