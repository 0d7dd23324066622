import { holdsOf } from '../../media/holds.ts';
import { rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';

export const hold: Rule = {
  id: 'S02',
  title: 'Hold and resume',
  severity: 'info',
  tier: 'F1',
  reference: 'RFC 3264 §8.4',
  reads: ['sdp'],
  asks: ['sdp', 'oneway', 'reinvite'],
  when: 'An accepted offer inside the call stops audio towards its sender (sendonly, inactive, or 0.0.0.0), until a later one resumes it.',
  unless: ['the offer was refused: that changes nothing'],
  nextStep: 'Nothing to do.',
  *check(scene) {
    for (const session of scene.media()) {
      for (const { from, to } of holdsOf(session)) {
        const who = speakerOf(scene, from.offer);
        const length = to ? sayDuration(to.request.time - from.request.time) : '';
        yield {
          messages: [...rowsOfNegotiation(from), ...(to ? rowsOfNegotiation(to) : [])],
          title: to ? 'Hold and resume' : 'On hold',
          text: `${who} put the call on hold${to ? `${length === '' ? '' : ` for ${length}`} and then resumed it` : ' and did not resume it'}.`,
        };
      }
    }
  },
};
