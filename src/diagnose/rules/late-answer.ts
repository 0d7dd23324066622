import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { GIVE_UP } from '../silence.ts';
import { rowsOf, statusText } from '../texts.ts';

export const lateAnswer: Rule = {
  id: 'T09',
  title: 'Answer came too late',
  severity: 'warning',
  tier: 'F4',
  reference: 'RFC 4320 §4.1',
  reads: ['index'],
  when: 'A request other than INVITE is answered more than 32 seconds after it was first sent: the sender has given up by then.',
  unless: ['an INVITE may take as long as it rings', 'the connection is TCP: a proxy may wait longer'],
  nextStep: 'Find the hop that is slow.',
  *check(scene) {
    for (const { method, request, final, hop } of scene.exchanges) {
      if (method === 'INVITE' || hop || !request || !final || request.transport > 1) continue;
      if (!(final.time - request.time > GIVE_UP)) continue;
      yield {
        messages: rowsOf([request, final]),
        text: `${statusText(final)} came ${sayDuration(final.time - request.time)} after the ${method}: too late to count.`,
      };
    }
  },
};
