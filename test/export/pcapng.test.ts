import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TRUNCATED } from '../../src/base/captured.ts';
import type { OpenTrace } from '../../src/export/open-trace.ts';
import { paper } from '../../src/export/paper.ts';
import { writePcapng } from '../../src/export/pcapng.ts';
import { select } from '../../src/export/selection.ts';
import { sngrep } from '../../src/export/sngrep.ts';
import { NO_NOTES } from '../../src/view/view.ts';
import { readCapture } from '../support/captures.ts';
import { traceOf } from '../support/media-capture.ts';

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../samples/${name}`, import.meta.url)));
const all = ({ calls }: OpenTrace) => [...Array(calls.count).keys()];

/** Messages as they are known from outside: what, who, when. */
function facts({ index }: OpenTrace) {
  const { time, status, method, from, to } = index.columns;
  return Array.from({ length: index.count }, (_, row) => {
    const name = index.methodName(method[row] ?? 0);
    const end = (id: number) => `${index.endpoints.get(id).address}:${index.endpoints.get(id).port}`;
    return [time[row], status[row] ? `${status[row]} (${name})` : name, end(from[row] ?? -1), end(to[row] ?? -1)];
  });
}

const CAPTURES = [
  'pcap/basic.pcap',
  'pcap/linux-cooked.pcap',
  'pcap/ipv6.pcap',
  'pcap/tcp.pcap',
  'pcap/fragments.pcap',
  'pcap/loss.pcap',
  'pcap/nanoseconds.pcap',
  'pcap/modified.pcap',
  'pcap/truncated.pcap',
  'pcap/websocket.pcap',
  'gzip/call.pcap.gz',
];
const LOGS = ['sngrep/blank-between-lines.txt', 'sipjs/old.log'];

describe('a capture of the messages', () => {
  test.each(CAPTURES)('of %s has the same messages, times and ends', async (name) => {
    const trace = await traceOf(sample(name), name);
    const again = await traceOf(await writePcapng(trace, all(trace), NO_NOTES), 'again.pcapng');
    expect(facts(again).toSorted()).toEqual(facts(trace).toSorted());
    const { flags } = again.index.columns;
    const isCut = Array.from(flags.subarray(0, again.index.count)).filter((bits) => (bits & TRUNCATED) !== 0);
    expect(isCut).toHaveLength(name === 'pcap/truncated.pcap' ? 1 : 0);
  });

  test('frames are those of the capture, byte by byte', async () => {
    const bytes = sample('pcap/basic.pcap');
    const trace = await traceOf(bytes, 'basic.pcap');
    const written = await writePcapng(trace, all(trace), NO_NOTES);
    let found = 0;
    for (let at = 24; at < bytes.length; ) {
      const length = new DataView(bytes.buffer).getUint32(at + 8, true);
      const frame = Buffer.from(bytes.subarray(at + 16, at + 16 + length));
      if (Buffer.from(written).includes(frame)) found++;
      at += 16 + length;
    }
    expect(found).toBe(trace.index.count);
  });

  test('only the chosen calls go', async () => {
    const trace = await traceOf(sample('pcap/loss.pcap'), 'loss.pcap');
    const again = await traceOf(await writePcapng(trace, [0], NO_NOTES), 'again.pcapng');
    expect(trace.calls.count).toBeGreaterThan(1);
    expect(again.calls.count).toBe(1);
  });

  test('notes are comments on their packets, and come back as such', async () => {
    const trace = await traceOf(sample('pcap/basic.pcap'), 'basic.pcap');
    const written = await writePcapng(trace, all(trace), new Map([[1, 'look here']]));
    const { index } = await readCapture(written);
    expect(index.comments.get(1)).toBe('look here');
    expect(index.comments.get(0)).toBe('');
  });

  test.each(LOGS)('of the log %s: UDP is built around the messages, and said to be', async (name) => {
    const trace = await traceOf(sample(name), name);
    const written = await writePcapng(
      { ...trace, sources: trace.sources.map((one) => ({ ...one, packets: false })) },
      all(trace),
      NO_NOTES,
    );
    const { messages, index } = await readCapture(written);
    expect(messages).toHaveLength(trace.index.count);
    expect(index.comments.get(0)).toMatch(/^Not captured like this: built from a log/);
    const { from, to } = trace.index.columns;
    const isKnown = (id: number | undefined) => trace.index.endpoints.get(id ?? -1).kind === 'address';
    const rows = Array.from({ length: messages.length }, (_, row) => row);
    const madeUp = rows.filter((row) => !isKnown(from[row]) || !isKnown(to[row]));
    expect(rows.filter((row) => /made up/.test(index.comments.get(row)))).toHaveLength(madeUp.length);
  });
});

const CHECKED = ['-o', 'ip.check_checksum:TRUE', '-o', 'udp.check_checksum:TRUE'];
const hasTshark = spawnSync('tshark', ['--version']).status === 0;

describe.skipIf(!hasTshark)('tshark', () => {
  test.each([...CAPTURES, ...LOGS])('reads that of %s without a complaint', async (name) => {
    const trace = await traceOf(sample(name), name);
    const folder = mkdtempSync(join(tmpdir(), 'rungs-'));
    const path = join(folder, 'out.pcapng');
    writeFileSync(path, await writePcapng(trace, all(trace), new Map([[0, 'a note\nin two lines']])));
    const read = (filter: string) =>
      spawnSync('tshark', ['-r', path, ...CHECKED, '-Y', filter, '-T', 'fields', '-e', 'frame.number'], {
        encoding: 'utf8',
      });
    const { stdout, stderr, status } = read('sip');
    // What came over loopback has no checksums: only packets that were built must have right ones.
    const isBuilt = LOGS.includes(name);
    const wrong = isBuilt ? 'ip.checksum.status == 0 || udp.checksum.status == 0' : '_ws.malformed';
    const odd = read(`_ws.malformed || ${wrong} || frame.cap_len < frame.len`);
    rmSync(folder, { recursive: true });
    expect([status, stderr.replace(/^Running as user "root".*\n/, '')]).toEqual([0, '']);
    // tshark passes over what is cut and takes WebSocket for HTTP when it has not seen the handshake.
    if (!/truncated|websocket/.test(name)) expect(new Set(stdout.trim().split('\n')).size).toBe(framesOf(trace));
    if (!/truncated/.test(name)) expect(odd.stdout).toBe('');
  });
});

/** Messages, those that share a frame counted once. */
function framesOf({ index }: OpenTrace): number {
  const { place, before, side } = index.columns;
  return new Set(
    Array.from({ length: index.count }, (_, row) => (side[row] ? -row - 1 : (place[row] ?? 0) - (before[row] ?? 0))),
  ).size;
}

describe('messages as sngrep saves them', () => {
  test.each(['pcap/basic.pcap', 'pcap/ipv6.pcap', 'pcap/tcp.pcap', 'pcap/loss.pcap', 'pcap/udp-to-tcp.pcap'])(
    '%s comes back',
    async (name) => {
      const trace = await traceOf(sample(name), name);
      const written = await sngrep.write(await select(trace, all(trace)), paper());
      const again = await traceOf(new TextEncoder().encode(written), 'sngrep.txt');
      expect(facts(again).toSorted()).toEqual(facts(trace).toSorted());
    },
  );
});
