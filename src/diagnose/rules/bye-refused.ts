import { answerOf, byesOf } from '../endings.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { rowsOf, statusText } from '../texts.ts';

export const byeRefused: Rule = {
  id: 'C05',
  title: 'BYE answered with 481',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3261 §15.1.2',
  reads: ['index'],
  asks: ['BYE', 'failure'],
  when: 'The far side answers a BYE with 481: it does not know the call any more.',
  unless: ['the other side had sent its own BYE already', 'an earlier copy of the BYE was answered with 200'],
  nextStep: 'Compare the tags, the Call-ID and the Route of the BYE with those of the call as it was set up.',
  *check(scene) {
    const byes = byesOf(scene);
    const answer = answerOf(scene);
    for (const [i, { request, final }] of byes.entries()) {
      if (!request || final?.status !== 481) continue;
      const crossed = byes.some(
        (other) => other.fromTag !== request.fromTag && (other.request?.time ?? 0) <= final.time,
      );
      const again = byes.slice(0, i).some((other) => isSuccess(other.final));
      yield {
        severity: crossed || again ? 'info' : 'warning',
        messages: rowsOf([answer, request, final]),
        text: `${scene.nameOf(final.from)} answered the BYE with ${statusText(final)}: ${crossed ? 'it had hung up itself' : 'the call had ended there already, something changed its tags, or the BYE reached another node of a cluster'}. The call is over either way.`,
      };
    }
  },
};
