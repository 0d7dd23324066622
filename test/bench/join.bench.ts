/** Joining legs into calls: how many joins are right and found, by what the legs share; and what it costs beside reading. */
import process from 'node:process';
import { captured, FINE_CLOCK } from '../../src/base/captured.ts';
import { transportCode } from '../../src/base/transport.ts';
import { joinCalls } from '../../src/call/join-calls.ts';
import { NO_JOIN_DECISIONS } from '../../src/call/link.ts';
import { summarise } from '../../src/call/summarise.ts';
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
  ...[...CERTAIN, ...STRONG].map((kind): Row => [`${kind} alone, all numbers alike`, [kind]]),
  ['everything on', [...CERTAIN, ...STRONG, ...LIKELY]],
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

/** Reads a set into an index; the milliseconds are those of the index alone. */
function read(options: LegsOptions): { readonly index: MessageIndex; readonly cpu: number } {
  const index = new MessageIndex();
  const known = captured(0);
  known.flags = FINE_CLOCK;
  known.transport = transportCode('UDP');
  const encoder = new TextEncoder();
  let cpu = 0;
  for (const batch of makeCalls(options)) {
    const messages = batch.map(({ time, from, to, text }) => ({
      time,
      from: index.endpoints.ofHost(from, 5060),
      to: index.endpoints.ofHost(to, 5060),
      bytes: encoder.encode(text),
    }));
    cpu += cost(() => {
      for (const { time, from, to, bytes } of messages) {
        known.time = time;
        known.from = from;
        known.to = to;
        index.add(bytes, 0, bytes.length, known);
      }
    }).cpu;
  }
  index.trim();
  return { index, cpu };
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

function costs(name: string, changes: Partial<LegsOptions> & Pick<LegsOptions, 'evidence'>): void {
  const { index, cpu: reading } = read({ ...BUSY, calls: CALLS, hops: [2, 2], ...changes });
  const { result: legs, cpu: judging } = cost(() => summarise(index));
  const runs = Array.from({ length: ROUNDS }, () => cost(() => joinCalls(index, legs, NO_JOIN_DECISIONS)));
  const joining = median(runs.map(({ cpu }) => cpu));
  const share = `${((joining / reading) * 100).toFixed(1)} % of reading`;
  const count = runs[0]?.result.count ?? 0;
  console.log(
    `${name.padEnd(46)} ${index.count} messages, ${legs.count} legs -> ${count} calls; cpu: reading ${reading.toFixed(0)} ms, judging ${judging.toFixed(0)} ms, joining ${joining.toFixed(0)} ms (first ${(runs[0]?.cpu ?? 0).toFixed(0)} ms): ${share}`,
  );
}

scores();
console.log(`\n${CALLS} calls of two legs; reading is the index pass alone, without packets or log lines`);
costs('everything on', { evidence: [...CERTAIN, ...STRONG, ...LIKELY] });
costs('numbers kept, each call its own', { evidence: ['called', 'calling'], numbers: 'own' });
costs('numbers alike, 50 calls at once', { evidence: ['called', 'calling'] });
costs('numbers alike, 5,000 calls at once', { evidence: ['called', 'calling'], atOnce: 5000 });
costs('nothing in common', { evidence: [], numbers: 'own' });
