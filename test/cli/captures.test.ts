import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rungs } from './terminal.ts';

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../samples/${name}`, import.meta.url)));

describe('rungs CAPTURE', () => {
  test('what a capture says of a packet is a note on its rung', async () => {
    const { out, err } = await rungs('pcapng/comments.pcapng');
    expect(err).toBe('');
    const lines = out.split('\n');
    const at = lines.findIndex((line) => line.includes('Note: first packet, a comment'));
    expect(lines[at - 1]).toContain('INVITE');
    expect(out).toContain('Note: third');
  });

  test('a key log beside a capture decrypts it, in either order, and never comes out', async () => {
    for (const words of ['tls/13-chacha.pcap tls/13-chacha.keys', 'tls/13-chacha.keys tls/13-chacha.pcap']) {
      const { status, out, err } = await rungs(words);
      expect([status, err]).toEqual([0, '']);
      expect(out).toContain('INVITE');
    }
    const secret = /^CLIENT_TRAFFIC_SECRET_0 (\w+) (\w+)$/m.exec(
      new TextDecoder().decode(sample('tls/13-chacha.keys')),
    );
    for (const as of ['json', 'html', 'pcapng', 'markdown', 'text', 'svg']) {
      const { out } = await rungs(`--as ${as} tls/13-chacha.pcap tls/13-chacha.keys`);
      expect(out.toLowerCase()).not.toContain(secret?.[2] ?? '?');
      expect(out).not.toContain('CLIENT_TRAFFIC_SECRET');
    }
  });

  test('a key log alone is told as what it is', async () => {
    const { status, err } = await rungs('tls/13-chacha.keys');
    expect(status).toBe(1);
    expect(err).toBe('tls/13-chacha.keys: a TLS key log; name the capture that it belongs to beside it\n');
  });

  test('how far the times of a capture were moved is told', async () => {
    const whole = sample('pcap/basic.pcap');
    const late = whole.slice();
    const view = new DataView(late.buffer);
    for (let at = 24; at < late.length; at += 16 + view.getUint32(at + 8, true))
      view.setUint32(at, view.getUint32(at, true) + 100, true);
    const { err } = await rungs('a.pcap b.pcap', { 'a.pcap': whole, 'b.pcap': late });
    expect(err).toBe('b.pcap: times moved by -100.000000 s: 6 messages are in a.pcap, too\n');
  });

  test('clocks that were moved stay so in a link, which says it', async () => {
    const files = 'pcap/basic.pcap pcap/ahead.pcap';
    const link = (await rungs(`--as link ${files}`)).out.trim();
    const again = await rungs('-', { '-': link });
    expect(again.err).toContain('times moved by -1.204000 s: 6 messages are in trace 1, too');
    const times = (out: string) => [...out.matchAll(/"time":([\d.]+)/g)].map(([, time]) => time);
    const json = await rungs(`--as json ${files}`);
    expect(times(json.out).length).toBeGreaterThan(0);
    expect(times((await rungs('--as json -', { '-': link })).out)).toEqual(times(json.out));
  });
});
