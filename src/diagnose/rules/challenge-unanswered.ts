import { challengesOf, credentialsOf, isChallenge } from '../login.ts';
import { mainRefusal } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { GIVE_UP } from '../silence.ts';
import { quoted, rowsOf } from '../texts.ts';
import type { TraceFacts } from '../trace-facts.ts';

export const challengeUnanswered: Rule = {
  id: 'R04',
  title: 'Challenge not answered',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3261 §22.2',
  reads: ['index', 'messages'],
  asks: ['challenge'],
  when: 'A 401 or 407 is the last word: no request with credentials follows within 32 seconds.',
  unless: [
    'the trace ends before the client had time',
    'it was an OPTIONS: any answer shows that the peer is alive',
    'the client asks again under a new Call-ID',
    'the request had credentials: they were wrong',
  ],
  nextStep:
    'Set user name and password for this realm in the client. If they are set, compare the algorithm of the challenge (SHA-256, RFC 8760) with what the client can do.',
  *check(scene) {
    const refused = mainRefusal(scene);
    if (!refused || !isChallenge(refused.final)) return;
    const { exchange, final } = refused;
    const { request, method } = exchange;
    if (method === 'OPTIONS' || credentialsOf(scene, request).length > 0) return;
    if (!scene.coverage.watched(final.time, GIVE_UP) || asksUnderNewCallId(scene, final.row)) return;
    const [challenge] = challengesOf(scene, final);
    const algorithm = challenge?.value.parameters.find(({ name }) => name === 'algorithm')?.value;
    yield {
      messages: rowsOf([request, final, exchange.ack]),
      text: `${scene.nameOf(exchange.client)} did not answer the login question of ${scene.nameOf(final.from)} for the realm ${quoted(challenge?.realm ?? '', 60)}: it has no credentials for it${algorithm ? `, or cannot do ${algorithm.slice(0, 30)}` : ''}.`,
      ghost: { after: final.row, from: exchange.client, to: exchange.server, label: `${method} with credentials` },
    };
  },
};

/** A request of the same method and party in another call within 32 s. */
function asksUnderNewCallId({ trace, call }: Scene, row: number): boolean {
  const c = trace.index.columns;
  const request = call.messages.find(({ kind, method }) => kind === 'request' && method !== 'ACK');
  if (!request) return false;
  const since = c.time[row] as number;
  const rows = trace.once(requestsByParty).get(partyKey(trace, request.row)) ?? [];
  return rows.some((other) => {
    const at = c.time[other] as number;
    return c.callId[other] !== c.callId[row] && at >= since && at - since <= GIVE_UP;
  });
}

function partyKey({ index, hostOf }: TraceFacts, row: number): string {
  const c = index.columns;
  return `${c.method[row]} ${c.fromParty[row]} ${hostOf[c.from[row] as number]}`;
}

function requestsByParty(trace: TraceFacts): ReadonlyMap<string, readonly number[]> {
  const { index } = trace;
  const found = new Map<string, number[]>();
  for (let row = 0; row < index.count; row++) {
    if (index.columns.status[row] !== 0 || (index.columns.fromParty[row] as number) < 0) continue;
    const key = partyKey(trace, row);
    const list = found.get(key);
    if (list) list.push(row);
    else found.set(key, [row]);
  }
  return found;
}
