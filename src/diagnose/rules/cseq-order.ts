import type { CallMessage } from '../../call/types.ts';
import { isOwnCopy } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

export const cseqOrder: Rule = {
  id: 'H03',
  title: 'CSeq goes backwards',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 3261 §12.2.2',
  reads: ['index'],
  asks: ['inside'],
  when: 'A request inside a dialog has a CSeq number no higher than the one that its side sent before.',
  unless: [
    'ACK and CANCEL repeat the number of the INVITE',
    'a retransmission or the next hop of the same request, or the same request sent anew',
    'each side and each dialog counts for itself',
    'the capture has the two out of order',
  ],
  nextStep: 'Correct the sender; peers answer 500.',
  *check(scene) {
    const last = new Map<string, Map<string, CallMessage>>();
    for (const message of scene.messages) {
      const { method, kind, fromTag, toTag, cseq } = message;
      if (kind !== 'request' || toTag === '' || method === 'ACK' || method === 'CANCEL' || !isOwnCopy(scene, message))
        continue;
      const sent = last.get(fromTag) ?? new Map<string, CallMessage>();
      last.set(fromTag, sent);
      const before = sent.get(toTag);
      if (!before || cseq > before.cseq) sent.set(toTag, message);
      if (!before || cseq > before.cseq || (cseq === before.cseq && method === before.method)) continue;
      if (!(message.time - before.time > 50_000)) continue;
      yield {
        messages: rowsOf([before, message]),
        text: `The CSeq of ${scene.nameOf(message.from)} went from ${before.cseq} (${before.method}) to ${cseq} (${method}).`,
      };
      return;
    }
  },
};
