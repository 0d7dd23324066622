import { REGISTER } from '../../sip/methods.ts';
import { aorOf } from '../registrations.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { plural, rowsOf } from '../texts.ts';
import type { TraceFacts } from '../trace-facts.ts';

/** New registrations of one device within this time are too many, microseconds. */
const SPAN = 300_000_000;
const MANY = 3;

export const registrationFlapping: Rule = {
  id: 'G03',
  title: 'Registration flapping',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3261 §10.2.4',
  reads: ['index'],
  asks: ['REGISTER'],
  when: 'A device registers three times or more within five minutes, each time anew (another Call-ID).',
  unless: [
    'it refreshes under one Call-ID: a keepalive by short registrations',
    'several devices share the account',
    'everything runs on one machine: a test',
  ],
  nextStep: 'Look for a NAT binding that changes, a network that comes and goes, or two devices with the same login.',
  *check(scene) {
    const request = scene.exchanges.find(({ method, hop }) => method === 'REGISTER' && !hop)?.request;
    const run = request && scene.trace.once(flappingRows).get(request.row);
    if (!request || !run) return;
    yield {
      severity: scene.trace.loopback ? 'info' : 'warning',
      messages: rowsOf([request]),
      text: `${aorOf(scene)} registered anew ${plural(run.count, 'time')} within ${sayDuration(run.span)}, from ${scene.nameOf(request.from)}.`,
    };
  },
};

interface Run {
  readonly count: number;
  /** Microseconds. */
  readonly span: number;
}

/** First REGISTER rows of Call-IDs that stand in a run, by account and host. */
function flappingRows({ index, hostOf }: TraceFacts): ReadonlyMap<number, Run> {
  const c = index.columns;
  const accepted = new Set<number>();
  for (let row = 0; row < index.count; row++) {
    const status = c.status[row] as number;
    if (c.method[row] === REGISTER && status >= 200 && status < 300) accepted.add(c.callId[row] as number);
  }
  const seen = new Set<number>();
  const byDevice = new Map<string, number[]>();
  for (let row = 0; row < index.count; row++) {
    const callId = c.callId[row] as number;
    if (c.method[row] !== REGISTER || c.status[row] !== 0 || seen.has(callId) || !accepted.has(callId)) continue;
    seen.add(callId);
    const key = `${c.toParty[row]} ${hostOf[c.from[row] as number]}`;
    byDevice.set(key, [...(byDevice.get(key) ?? []), row]);
  }
  const runs = new Map<number, Run>();
  for (const rows of byDevice.values()) addRuns(rows, c.time, runs);
  return runs;
}

function addRuns(rows: readonly number[], time: Float64Array, runs: Map<number, Run>): void {
  const at = (i: number) => time[rows[i] as number] as number;
  for (let start = 0; start + MANY <= rows.length; start++) {
    let end = start;
    while (end + 1 < rows.length && at(end + 1) - at(start) <= SPAN) end++;
    if (end - start + 1 < MANY) continue;
    const run = { count: end - start + 1, span: at(end) - at(start) };
    for (let i = start; i <= end; i++) runs.set(rows[i] as number, run);
    start = end;
  }
}
