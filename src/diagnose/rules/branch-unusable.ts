import type { CallMessage } from '../../call/types.ts';
import { wasAccepted } from '../hygiene.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

const COOKIE = 'z9hG4bK';

export const branchUnusable: Rule = {
  id: 'T19',
  title: 'Branch reused or not of RFC 3261',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 3261 §8.1.1.7, §17.2.3',
  reads: ['index'],
  when: 'The top Via of a request has a branch without the cookie z9hG4bK, or the same branch as another request.',
  unless: [
    'its receiver took the message all the same: worth a note',
    'ACK to a failure and CANCEL share the branch of the INVITE',
    'the next hop or a retransmission of the same request',
    'a peer of RFC 2543, which knows no cookie: worth a note',
  ],
  nextStep: 'Correct the user agent: transactions cannot be told apart by branch.',
  *check(scene) {
    const seen = new Map<string, CallMessage>();
    const told = new Set<number>();
    for (const message of scene.messages) {
      const { kind, copy, branch, from, method, cseq, to } = message;
      if (kind !== 'request' || (copy !== null && copy !== 'hop') || told.has(from)) continue;
      const old = !branch.startsWith(COOKIE) && !branch.toLowerCase().startsWith(COOKIE.toLowerCase());
      const empty = branch === COOKIE;
      const key = `${branch} ${from} ${to}`;
      const before = seen.get(key);
      const shared =
        before !== undefined && (before.method !== method || before.cseq !== cseq) && !isBound(before, message);
      if (!before) seen.set(key, message);
      if (!old && !empty && !shared) continue;
      told.add(from);
      yield {
        severity: (shared || empty) && !wasAccepted(scene, message) ? 'warning' : 'info',
        messages: rowsOf([shared ? before : null, message]),
        text: `${scene.nameOf(from)} ${shared ? `uses the branch of its ${before?.method} for its ${method} again` : branch === '' ? 'gives its requests no branch, as before RFC 3261' : `gives its ${method} a branch that tells nothing apart`}.`,
      };
    }
  },
};

/** INVITE, its CANCEL and the ACK to its failure share a branch (RFC 3261 §9.1, §17.1.1.3). */
function isBound(before: CallMessage, message: CallMessage): boolean {
  const family = ['INVITE', 'ACK', 'CANCEL'];
  return before.cseq === message.cseq && family.includes(before.method) && family.includes(message.method);
}
