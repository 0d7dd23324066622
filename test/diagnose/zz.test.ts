import { readdirSync, readFileSync } from 'node:fs';
import { it } from 'vitest';
import { analyse, bytesOf } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import { diagnoseCalls } from '../../src/diagnose/diagnose.ts';

const root = '/work/shared/traces/';
const only = process.env.ONLY;
it('x', async () => {
  for (const dir of readdirSync(root)) {
    if (only && dir !== only) continue;
    const files = readdirSync(root + dir).filter((f) =>
      process.env.FILES ? new RegExp(process.env.FILES).test(f) : f === 'capture.pcap',
    );
    for (const f of files) {
      const bytes = new Uint8Array(readFileSync(`${root}${dir}/${f}`));
      const trace = await analyse([bytesSource(f, bytes)]);
      const counts = new Map();
      const lossy = trace.reports.map((r) => !r.formats.some((x) => /pcap|snoop/.test(x.id)));
      for await (const step of diagnoseCalls({
        index: trace.index,
        calls: trace.calls,
        readBytes: (row) => bytesOf(trace, row),
        sources: lossy.map((l) => ({ lossy: l, clock: true })),
      })) {
        for (const x of step.findings) {
          const k = `${x.severity} ${x.rule} ${x.title}`;
          const e = counts.get(k) ?? { n: 0, t: x.text };
          e.n++;
          counts.set(k, e);
        }
      }
      console.log(`== ${dir}/${f}: ${trace.index.count} messages, ${trace.calls.count} calls`);
      for (const [k, { n, t }] of counts)
        if (process.env.ALL || !k.startsWith('info')) console.log(`   ${n}x ${k}: ${t}`);
    }
  }
}, 600000);
