import { isReliable } from '../../base/transport.ts';
import type { CallMessage } from '../../call/types.ts';
import { fittedT1, T2 } from '../answers.ts';
import type { Rule } from '../rule.ts';
import { sayTimes } from '../say.ts';
import { rowsOf } from '../texts.ts';

export const requestRetransmitted: Rule = {
  id: 'T03',
  title: 'Request retransmitted',
  severity: 'info',
  tier: 'F1',
  reference: 'RFC 3261 §17.1.1.2, §17.1.2.2',
  reads: ['index'],
  asks: ['retransmission'],
  when: 'A request that was answered in the end was sent more than once over UDP, with the same branch from and to the same sockets.',
  unless: [
    'the capture doubled a packet: both copies stand less than 20 ms apart',
    'the same request at the next hop has another branch',
    'no response came at all: that is a finding of its own',
    'an ACK is repeated because the 200 was',
  ],
  nextStep: 'Compare with a capture at the far side to see in which direction packets are lost.',
  *check(scene) {
    for (const { method, copies, responses, client, server } of scene.exchanges) {
      const [first] = copies;
      if (!first || copies.length < 2 || responses.length === 0 || method === 'ACK') continue;
      if (isReliable(first.transport)) continue;
      const repeats = copies.length - 1;
      yield {
        confidence: isOnGrid(method, copies) ? 'certain' : 'likely',
        messages: rowsOf(copies, [responses[0]]),
        title: `${method} retransmitted`,
        text: `${scene.nameOf(client)} repeated its ${method} to ${scene.nameOf(server)} ${sayTimes(repeats)}, because no answer came in time: loss, delay or a slow peer.${repeats < 3 ? ' This often is harmless.' : ''}`,
      };
    }
  },
};

/** Whether the gaps double as timers A and E make them, within 30 %. */
function isOnGrid(method: string, copies: readonly CallMessage[]): boolean {
  const t1 = fittedT1(copies);
  return copies.slice(1).every((copy, k) => {
    const due = method === 'INVITE' ? t1 * 2 ** k : Math.min(t1 * 2 ** k, T2);
    const gap = copy.time - (copies[k]?.time ?? Number.NaN);
    return Math.abs(gap - due) <= 0.3 * due;
  });
}
