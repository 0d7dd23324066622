import { INVITE, OPTIONS, REGISTER } from '../../sip/methods.ts';
import { addressClass, isInside } from '../address-class.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { rowsOf } from '../texts.ts';
import type { TraceFacts } from '../trace-facts.ts';

const TOOLS = /friendly-scanner|sipvicious|sipcli|pplsip|vaxsipuseragent|sundayddr|sip-scan/i;
/** Microseconds. */
const MINUTE = 60_000_000;
const MANY_USERS = 10;
const MANY_FAILURES = 20;

export const scanner: Rule = {
  id: 'G09',
  title: 'Scanner or password guessing',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3261 §26.1',
  reads: ['index'],
  when: 'One host asks for ten or more different users within a minute, or fails 20 logins, and nothing succeeds; or its User-Agent is that of a known scanner.',
  unless: [
    'some of its requests succeed: a trunk or registrar',
    'it is a load test',
    'all hosts are in one private network',
  ],
  nextStep: 'Block the source, allow known peers only; hide these entries from the list.',
  *check(scene) {
    const [first] = scene.messages;
    if (!first) return;
    const sender = first.kind === 'request' ? first.from : first.to;
    const attack = scene.trace.once(attacksByHost).get(scene.trace.hostOf[sender] ?? -1);
    const tool = scene.product(first.row);
    const known = TOOLS.test(tool);
    if (!attack && !known) return;
    const inside = [first.from, first.to].every((id) => isInside(scene.endpoint(id).address));
    yield {
      severity: inside || addressClass(scene.endpoint(sender).address) === 'name' ? 'info' : 'warning',
      confidence: known ? 'certain' : 'likely',
      messages: rowsOf([first]),
      text: attack
        ? `${scene.nameOf(sender)} tried ${attack.users} accounts or numbers in ${sayDuration(attack.span)}${attack.failures > 0 ? `, ${attack.failures} of its requests were refused` : ''}: this looks like an attack, not a fault.`
        : `The User-Agent of ${scene.nameOf(sender)} (${tool.slice(0, 40)}) is that of a scanner: an attack, not a fault.`,
    };
  },
};

interface Attack {
  readonly users: number;
  readonly failures: number;
  readonly span: number;
}

interface Tries {
  readonly times: number[];
  readonly users: Set<number>;
  failures: number;
  successes: number;
}

/** Hosts that ask for many users within a minute and succeed with none. */
function attacksByHost({ index, hostOf }: TraceFacts): ReadonlyMap<number, Attack> {
  const c = index.columns;
  const byHost = new Map<number, Tries>();
  const triesOf = (endpoint: number) => {
    const host = hostOf[endpoint] ?? -1;
    const tries = byHost.get(host) ?? { times: [], users: new Set<number>(), failures: 0, successes: 0 };
    byHost.set(host, tries);
    return tries;
  };
  for (let row = 0; row < index.count; row++) {
    const method = c.method[row];
    if (method !== REGISTER && method !== INVITE && method !== OPTIONS) continue;
    const status = c.status[row] as number;
    if (status >= 200) {
      const tries = triesOf(c.to[row] as number);
      if (status < 300) tries.successes++;
      else if (status === 401 || status === 403 || status === 404 || status === 407) tries.failures++;
    } else if (status === 0 && c.toTag[row] === -1) {
      const tries = triesOf(c.from[row] as number);
      tries.times.push(c.time[row] as number);
      tries.users.add(c.toParty[row] as number);
    }
  }
  const attacks = new Map<number, Attack>();
  for (const [host, { times, users, failures, successes }] of byHost) {
    const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
    // Users and failures per minute, over the whole run of the host.
    const minutes = Math.max(1, span / MINUTE);
    const many = users.size / minutes >= MANY_USERS || failures / minutes >= MANY_FAILURES;
    if (successes === 0 && many && failures > 0) attacks.set(host, { users: users.size, failures, span });
  }
  return attacks;
}
