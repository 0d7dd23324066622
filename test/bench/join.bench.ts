/** Joining legs into calls: how many joins are right and found, by what the legs share; and what it costs beside reading. */
import process from 'node:process';
import { bytesSource } from '../../src/base/source.ts';
import { joinCalls } from '../../src/call/join-calls.ts';
import { NO_JOIN_DECISIONS } from '../../src/call/link.ts';
import { summarise } from '../../src/call/summarise.ts';
import { readSource } from '../../src/formats/read.ts';
import { TrafficTables } from '../../src/packets/traffic.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';
import {
  CERTAIN,
  indexOf,
  type Kind,
  type LegsOptions,
  LIKELY,
  makeCalls,
  makeLegs,
  partition,
  STRONG,
  score,
  TOLD,
} from '../support/legs.ts';

const CALLS = Number(process.env.RUNGS_BENCH_CALLS ?? 100_000);
const SCORED = 1000;
const ROUNDS = 3;

const BUSY: Omit<LegsOptions, 'evidence'> = {
  seed: 1,
  calls: SCORED,
  atOnce: 50,
  numbers: 'alike',
  constants: true,
  latency: 40,
  hops: [2, 5],
};

type Row = readonly [name: string, evidence: readonly Kind[], changes?: Partial<LegsOptions>];

const ROWS: readonly Row[] = [
  ...[...CERTAIN, ...STRONG, ...TOLD].map((kind): Row => [`${kind} alone, all numbers alike`, [kind]]),
  ['everything on', [...CERTAIN, ...STRONG, ...TOLD, ...LIKELY]],
  ['numbers kept, each call its own', ['called', 'calling'], { numbers: 'own' }],
  ['calling number rewritten', ['called'], { numbers: 'own' }],
  ['called number rewritten', ['calling'], { numbers: 'own' }],
  ['numbers kept, one hotline', ['called', 'calling'], { numbers: 'hotline' }],
  ['numbers kept, some messages lost once', ['called', 'calling'], { numbers: 'own', late: 0.05 }],
  ['numbers kept, a tenth of the legs not seen', ['called', 'calling'], { numbers: 'own', unseen: 0.1 }],
  ['numbers alike, 5 calls at once', ['called', 'calling'], { atOnce: 5 }],
  ['numbers alike, 50 calls at once', ['called', 'calling']],
  ['numbers alike, bursts of 50', ['called', 'calling'], { bursts: true }],
  ['numbers alike, a tenth of the legs not seen', ['called', 'calling'], { unseen: 0.1 }],
  ['nothing in common', [], { numbers: 'own' }],
];

function scores(): void {
  console.log(
    `${SCORED} calls over ${BUSY.hops.join(' to ')} legs, about ${BUSY.atOnce} at once between the same boxes`,
  );
  for (const [name, evidence, changes] of ROWS) {
    const set = makeLegs({ ...BUSY, evidence, ...changes });
    const { wrong, precision, recall } = score(partition(indexOf(set.messages)), set.calls);
    const figures = `wrong joins ${wrong}  precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}`;
    console.log(`${name.padEnd(46)} ${figures}`);
    if (wrong > 0) process.exitCode = 1;
  }
}

/** Milliseconds of processor time that some work takes. */
function cost<T>(work: () => T): { readonly result: T; readonly cpu: number } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, cpu: (user + system) / 1000 };
}

/** Milliseconds of processor time that reading a file takes, and what was read. */
async function read(name: string, bytes: Uint8Array): Promise<{ readonly index: MessageIndex; readonly cpu: number }> {
  const source = bytesSource(name, bytes);
  const index = new MessageIndex();
  const traffic = new TrafficTables();
  const before = process.cpuUsage();
  await readSource({ source, number: 0, index, traffic, progress: () => undefined, chosen: null });
  index.trim();
  const { user, system } = process.cpuUsage(before);
  return { index, cpu: (user + system) / 1000 };
}

/** Bytes that grow. */
class File {
  bytes = new Uint8Array(1 << 24);
  view = new DataView(this.bytes.buffer);
  end = 0;

  /** Makes room; returns where it begins. */
  take(size: number): number {
    const at = this.end;
    this.end += size;
    if (this.end <= this.bytes.length) return at;
    const grown = new Uint8Array(this.bytes.length * 2);
    grown.set(this.bytes);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
    return at;
  }

  write(bytes: Uint8Array): void {
    const at = this.take(bytes.length);
    this.bytes.set(bytes, at);
  }

  done(): Uint8Array {
    return this.bytes.subarray(0, this.end);
  }
}

/** A pcap file of raw IPv4 (link type 101) with all messages of a set over UDP: what a sniffer hands in. */
function captureOf(options: LegsOptions): Uint8Array {
  const file = new File();
  const encoder = new TextEncoder();
  const words = (at: number, values: readonly number[]) => {
    for (const [i, word] of values.entries()) file.view.setUint32(at + 4 * i, word);
  };
  words(file.take(24), [0xa1b2c3d4, 0x00020004, 0, 0, 0x40000, 101]);
  for (const batch of makeCalls(options)) {
    for (const { time, from, to, text } of batch) {
      const body = encoder.encode(text);
      const size = IP + UDP + body.length;
      words(file.take(RECORD), [Math.floor(time / 1e6), time % 1e6, size, size]);
      const packet = file.take(IP + UDP);
      const { view, bytes } = file;
      view.setUint16(packet, 0x4500);
      view.setUint16(packet + 2, size);
      view.setUint16(packet + 8, 0x4011);
      for (const [at, part] of `${from}.${to}`.split('.').entries()) bytes[packet + 12 + at] = Number(part);
      view.setUint16(packet + IP, 5060);
      view.setUint16(packet + IP + 2, 5060);
      view.setUint16(packet + IP + 4, UDP + body.length);
      file.write(body);
    }
  }
  return file.done();
}

const RECORD = 16;
const IP = 20;
const UDP = 8;

/** The same messages as the text that sngrep saves: what people paste. */
function logOf(options: LegsOptions): Uint8Array {
  const file = new File();
  const encoder = new TextEncoder();
  for (const batch of makeCalls(options)) {
    for (const { time, from, to, text } of batch) {
      const [date, clock] = new Date(Math.floor(time / 1000)).toISOString().slice(0, 19).split('T');
      const stamp = `${date?.replaceAll('-', '/')} ${clock}.${String(time % 1e6).padStart(6, '0')}`;
      file.write(encoder.encode(`${stamp} ${from}:5060 -> ${to}:5060\n${text}\n\n`));
    }
  }
  return file.done();
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(1)} %`;

async function costs(
  name: string,
  changes: Partial<LegsOptions> & Pick<LegsOptions, 'evidence'>,
  isReadAsLog = false,
): Promise<void> {
  const options = { ...BUSY, calls: CALLS, hops: [2, 2] as const, ...changes };
  const { index, cpu: reading } = await read('calls.pcap', captureOf(options));
  const { result: legs, cpu: judging } = cost(() => summarise(index));
  const runs = Array.from({ length: ROUNDS }, () => {
    globalThis.gc?.();
    return cost(() => joinCalls(index, legs, NO_JOIN_DECISIONS));
  });
  const joining = median(runs.map(({ cpu }) => cpu));
  const count = runs[0]?.result.count ?? 0;
  console.log(
    `${name.padEnd(46)} ${index.count} messages, ${legs.count} legs -> ${count} calls; cpu: reading ${reading.toFixed(0)} ms, judging ${judging.toFixed(0)} ms, joining ${joining.toFixed(0)} ms (first ${(runs[0]?.cpu ?? 0).toFixed(0)} ms): ${percent(joining, reading)} of reading`,
  );
  if (!isReadAsLog) return;
  const log = await read('calls.txt', logOf(options));
  console.log(
    `${''.padEnd(46)} the same as a log of sngrep: ${log.index.count} messages; cpu: reading ${log.cpu.toFixed(0)} ms: joining is ${percent(joining, log.cpu)} of reading`,
  );
}

scores();
console.log(`\n${CALLS} calls of two legs; reading is that of a capture of them, joining the median of ${ROUNDS}`);
await costs('everything on', { evidence: [...CERTAIN, ...STRONG, ...TOLD, ...LIKELY] }, true);
await costs('numbers kept, each call its own', { evidence: ['called', 'calling'], numbers: 'own' });
await costs('numbers alike, 50 calls at once', { evidence: ['called', 'calling'] }, true);
await costs('numbers alike, 5,000 calls at once', { evidence: ['called', 'calling'], atOnce: 5000 });
await costs('nothing in common', { evidence: [], numbers: 'own' });
