/**
 * Holds the RTP streams that Rungs reads of captures against those of tshark:
 * `node test/tools/run.mjs test/tools/rtp-against-tshark.ts FILE-OR-FOLDER…`.
 * Jitter of streams that carry digits may differ: after a digit tshark takes the time since the digit but the timestamps
 * since the audio before it.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { analyse } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import type { MediaFlow } from '../../src/media/flow.ts';
import { seenTraffic } from '../../src/media/traffic.ts';

function captures(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).sort();
  return names.flatMap((name) => {
    const inner = join(path, name);
    return statSync(inner).isDirectory() ? captures(inner) : /\.(pcap|pcapng)(\.gz)?$/.test(name) ? [inner] : [];
  });
}

/** Ends, SSRC, packets, lost less duplicates, largest time between two packets, largest jitter; by what identifies it. */
function byTshark(path: string): Map<string, string> {
  const { stdout } = spawnSync('tshark', ['-r', path, '-q', '-z', 'rtp,streams'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const found = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const parts =
      /^\s*[\d.]+\s+[\d.]+\s+(\S+)\s+(\d+)\s+(\S+)\s+(\d+)\s+0x([0-9A-F]+)\s+(.*?)\s+(\d+)\s+(-?\d+) \(\S+\)\s+\S+\s+\S+\s+(\S+)\s+\S+\s+\S+\s+(\S+)/.exec(
        line,
      );
    if (!parts) continue;
    const [, from, sport, to, dport, ssrc, , packets, lost, gap, jitter] = parts;
    found.set(
      `${from}:${sport} ${to}:${dport} ${ssrc}`,
      `${packets} packets, ${lost} lost, ${gap} ms, jitter ${jitter}`,
    );
  }
  return found;
}

async function byRungs(path: string): Promise<Map<string, MediaFlow>> {
  const trace = await analyse([bytesSource(path, new Uint8Array(readFileSync(path)))]);
  const { flows, weak } = seenTraffic(trace.traffic);
  const name = ({ fromAddress, fromPort, toAddress, toPort, ssrc }: MediaFlow) =>
    `${fromAddress}:${fromPort} ${toAddress}:${toPort} ${ssrc.toString(16).toUpperCase().padStart(8, '0')}`;
  return new Map([...flows, ...weak].map((flow) => [name(flow), flow]));
}

function told(flow: MediaFlow | undefined): string {
  if (!flow) return 'nothing';
  const { packets, lost, duplicates, gap, rate, jitter } = flow;
  const most = rate > 0 ? (jitter / 1000).toFixed(3) : '0.000';
  return `${packets} packets, ${lost - duplicates} lost, ${(gap / 1000).toFixed(3)} ms, jitter ${most}`;
}

let streams = 0;
let differ = 0;
for (const path of process.argv.slice(2).flatMap(captures)) {
  const theirs = byTshark(path);
  if (theirs.size === 0) continue;
  const ours = await byRungs(path);
  for (const [name, figures] of theirs) {
    streams++;
    const own = told(ours.get(name));
    if (own === figures) continue;
    differ++;
    const why = (ours.get(name)?.digitCount ?? 0) > 0 ? ' (digits within the stream)' : '';
    console.log(`${path}\n  ${name}${why}\n    tshark ${figures}\n    Rungs  ${own}`);
  }
}
console.log(`${streams} streams, ${differ} differ`);
