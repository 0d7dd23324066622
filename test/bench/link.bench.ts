/** How long links are: every single call of the traces beside the project, and 80 mixed messages, beside plain deflate. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { deflateRawSync } from 'node:zlib';
import { analyse, bytesOf, type Trace } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import { summaryOf } from '../../src/call/table.ts';
import { base64urlLength } from '../../src/capsule/base64url.ts';
import type { Capsule } from '../../src/capsule/capsule.ts';
import { type Link, makeLink } from '../../src/share/link.ts';
import { SAFE, type Wish } from '../../src/share/outgoing.ts';
import type { TracePart } from '../../src/share/trace-part.ts';

const TRACES = '../shared/traces';
const AS_IT_WAS: Wish = { redaction: null, passphrase: '' };

async function read(path: string): Promise<Trace> {
  return analyse([bytesSource(path, new Uint8Array(readFileSync(path)))]);
}

function partOf(trace: Trace, chosen: readonly number[]): TracePart {
  const sources = trace.reports.map(({ name, clock }) => ({ name, clock, packets: true }));
  return { index: trace.index, calls: trace.calls, chosen, sources, readBytes: (row) => bytesOf(trace, row) };
}

async function linkOf(trace: Trace, chosen: readonly number[], wish: Wish): Promise<Link | string> {
  const made = await makeLink(partOf(trace, chosen), null, wish, {
    base: '',
    random: (count) => new Uint8Array(count),
  });
  return made.ok ? made.value : made.text;
}

/** Characters of the same messages in plain deflate, a line about each in front of it. */
function deflated({ messages, endpoints }: Capsule): number {
  const name = (at: number) => `${endpoints[at]?.address}:${endpoints[at]?.port}`;
  const texts = messages.flatMap(({ time, from, to, bytes }) => [
    Buffer.from(`${time} ${name(from)} ${name(to)}\n`),
    Buffer.from(bytes),
  ]);
  return base64urlLength(deflateRawSync(Buffer.concat(texts), { level: 9, memLevel: 9 }).length);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}

interface Length {
  readonly name: string;
  readonly messages: number;
  readonly redacted: number;
  readonly asItWas: number;
  readonly deflate: number;
}

const held: string[] = [];

async function lengthOf(trace: Trace, chosen: readonly number[], name: string): Promise<Length | null> {
  const redacted = await linkOf(trace, chosen, SAFE);
  const asItWas = await linkOf(trace, chosen, AS_IT_WAS);
  if (typeof redacted === 'string' || typeof asItWas === 'string') {
    held.push(`${name}: ${typeof redacted === 'string' ? redacted : asItWas}`);
    return null;
  }
  const { messages } = redacted.capsule;
  return {
    name,
    messages: messages.length,
    redacted: redacted.length,
    asItWas: asItWas.length,
    deflate: deflated(asItWas.capsule),
  };
}

function print({ name, messages, redacted, asItWas, deflate }: Length): void {
  const share = `${Math.round((100 * redacted) / deflate)}%`;
  console.log(
    `${name.padEnd(34)} ${String(messages).padStart(4)} messages: ${redacted} characters redacted, ${asItWas} as it was, ${deflate} deflated (${share})`,
  );
}

async function singleCalls(): Promise<void> {
  const lengths: Length[] = [];
  for (const folder of readdirSync(TRACES)) {
    const path = join(TRACES, folder, 'capture.pcap');
    if (!existsSync(path)) continue;
    const trace = await read(path);
    // A load test repeats itself: some calls of it stand for all.
    for (let call = 0, taken = 0; call < trace.calls.count && taken < 5; call++) {
      if (summaryOf(trace.calls, call)?.kind !== 'call') continue;
      taken++;
      const length = await lengthOf(trace, [call], `${folder} ${call + 1}`);
      if (length) lengths.push(length);
    }
  }
  for (const length of lengths) if (/^(kam-fork|ast-call|tls-call|pjsua-call) 1$/.test(length.name)) print(length);
  const shown = lengths.map(({ redacted }) => redacted);
  print({
    name: `median of ${lengths.length} single calls`,
    messages: median(lengths.map(({ messages }) => messages)),
    redacted: median(shown),
    asItWas: median(lengths.map(({ asItWas }) => asItWas)),
    deflate: median(lengths.map(({ deflate }) => deflate)),
  });
  console.log(`longest: ${Math.max(...shown)} characters redacted`);
}

async function trunk(script: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-trunk-'));
  try {
    for (const seed of ['1', '2', '3']) {
      const out = join(folder, seed);
      execFileSync(process.execPath, [script, '--out', out, '--messages', '80', '--seed', seed, '--formats', 'pcap']);
      const trace = await read(`${out}.pcap`);
      const calls = [...Array(trace.calls.count).keys()];
      const length = await lengthOf(trace, calls, `${calls.length} mixed calls of a trunk`);
      if (length) print(length);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const peers = JSON.parse(process.env.RUNGS_PEERS ?? '{}') as Record<string, string>;
if (existsSync(TRACES)) await singleCalls();
else console.log(`${TRACES} is not here: no single calls`);
if (peers['make-trace']) await trunk(peers['make-trace']);
for (const line of held) console.log(`held back: ${line}`);
process.exitCode = held.length > 0 ? 1 : 0;
