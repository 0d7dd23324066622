import { OPTIONS } from '../../sip/methods.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { GIVE_UP } from '../silence.ts';
import { plural } from '../texts.ts';
import type { TraceFacts } from '../trace-facts.ts';

/** One OPTIONS outside of a dialog. */
interface Ping {
  readonly row: number;
  readonly time: number;
  readonly alive: boolean;
}

/** An outage: pings without an answer, one after the other, and what stands around them. */
interface Outage {
  readonly missed: readonly Ping[];
  readonly before: Ping | null;
  readonly after: Ping | null;
}

export const optionsUnanswered: Rule = {
  id: 'T18',
  title: 'OPTIONS keepalive failing',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3261 §11.2',
  reads: ['index'],
  asks: ['OPTIONS'],
  when: 'Two or more OPTIONS in a row from one host to another get no response. Any response of the peer itself counts as alive.',
  unless: [
    'answers in this direction were not captured',
    'the trace ends before the sender had to give up',
    'the peer refuses OPTIONS (404, 405, 481, 501): it is alive',
    'a single one is missed',
  ],
  nextStep: 'Check whether the peer could be reached at that time; calls refused with 503 often follow.',
  *check(scene) {
    const outages = scene.trace.once(outagesOf);
    for (const message of scene.messages) {
      const outage = outages.get(message.row);
      if (!outage || scene.coverage.blind(message.from, message.to)) continue;
      const { missed, before, after } = outage;
      const rows = [before, ...missed, after].flatMap((ping) => (ping ? [ping.row] : []));
      const span = sayDuration((missed.at(-1)?.time ?? Number.NaN) - message.time);
      yield {
        messages: rows,
        text: `${scene.nameOf(message.to)} ${before ? 'stopped answering' : 'does not answer'} the health check: ${plural(missed.length, 'OPTIONS', 'OPTIONS')} in a row${span === '' ? '' : ` (${span})`} got no reply.${after ? ' Later it answered again.' : ''} Most systems take a trunk out of service after a few misses.`,
        ghost: { after: message.row, from: message.to, to: message.from, label: '200 OK' },
      };
    }
  },
};

/** Outages of the whole trace by the row of their first missed OPTIONS: each ping may have a Call-ID of its own. */
function outagesOf(trace: TraceFacts): ReadonlyMap<number, Outage> {
  const outages = new Map<number, Outage>();
  for (const pings of pingsByPair(trace).values()) {
    let run: Ping[] = [];
    let before: Ping | null = null;
    for (const ping of [...pings, null]) {
      if (ping && !ping.alive) {
        run.push(ping);
        continue;
      }
      if (run.length > 1 && run[0]) outages.set(run[0].row, { missed: run, before, after: ping });
      run = [];
      before = ping;
    }
  }
  return outages;
}

/** Responses that something in between makes for a peer that is down. */
const BY_PROXY = new Set([408, 480, 503, 504]);

function pingsByPair(trace: TraceFacts): Map<string, Ping[]> {
  const { index } = trace;
  const c = index.columns;
  const answers = new Map<number, number>();
  for (let row = 0; row < index.count; row++) {
    if (c.status[row] !== 0 && c.method[row] === OPTIONS) answers.set(c.branch[row] as number, c.status[row] as number);
  }
  const pairs = new Map<string, Ping[]>();
  const seen = new Set<number>();
  for (let row = 0; row < index.count; row++) {
    if (c.status[row] !== 0 || c.method[row] !== OPTIONS || c.toTag[row] !== -1) continue;
    const branch = c.branch[row] as number;
    if (branch < 0 || seen.has(branch)) continue;
    seen.add(branch);
    const time = c.time[row] as number;
    const status = answers.get(branch);
    // Not answered yet when the trace ends: not missed.
    if (status === undefined && !((trace.ends[c.source[row] as number] as number) - time >= GIVE_UP)) continue;
    const key = `${trace.hostOf[c.from[row] as number]} ${trace.hostOf[c.to[row] as number]}`;
    const pings = pairs.get(key) ?? [];
    pings.push({ row, time, alive: status !== undefined && !BY_PROXY.has(status) });
    pairs.set(key, pings);
  }
  return pairs;
}
