import { mainRefusal, q850At, refusalFound, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { plural, quoted } from '../texts.ts';
import type { TraceFacts } from '../trace-facts.ts';

/** Q.850: no circuit, network out of order, temporary failure, congestion, not available, no resource. */
const CAUSES = new Set([34, 38, 41, 42, 44, 47]);
const MINUTE = 60_000_000;

export const serviceUnavailable: Rule = {
  id: 'R13',
  title: '503 or overload',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3261 §21.5.4',
  reads: ['index', 'messages'],
  asks: ['refusal'],
  when: 'The final response that reached the caller is 503, or carries a Q.850 cause for lacking circuits.',
  unless: ['a later attempt of the same call went through', 'the call goes on by another route'],
  nextStep:
    'Check capacity (channels, licences) and whether a trunk behind that host is down; look for failed OPTIONS.',
  *check(scene) {
    const refused = mainRefusal(scene);
    if (!refused || refused.exchange.method === 'OPTIONS') return;
    const cause = q850At(scene, refused.origin.row);
    if (refused.status !== 503 && !(CAUSES.has(cause) && refused.status >= 400)) return;
    const retry = scene.header(refused.origin.row, 'Retry-After');
    const peers = otherPeers(scene.trace, refused.origin.time);
    yield refusalFound(scene, refused, {
      text: `${whoSays(scene, refused)}: it cannot take the call now.${retry ? ` It asks to wait ${quoted(retry, 40)} s.` : ''}${peers > 1 ? ` ${plural(peers, 'host')} said 503 within this minute: a whole route may be down.` : ''}`,
      nextStep: this.nextStep,
    });
  },
};

/** Hosts that sent 503 within half a minute of this time. */
function otherPeers(trace: TraceFacts, time: number): number {
  const hosts = new Set<number>();
  for (const { at, host } of trace.once(unavailable)) if (Math.abs(at - time) <= MINUTE / 2) hosts.add(host);
  return hosts.size;
}

const MOST = 10_000;

function unavailable({ index, hostOf }: TraceFacts): readonly { readonly at: number; readonly host: number }[] {
  const { status, time, from, viaCount } = index.columns;
  const found: { at: number; host: number }[] = [];
  for (let row = 0; row < index.count && found.length < MOST; row++) {
    if (status[row] !== 503 || (viaCount[row] as number) === 0) continue;
    found.push({ at: time[row] as number, host: hostOf[from[row] as number] ?? -1 });
  }
  return found;
}
