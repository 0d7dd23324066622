import { switchesOf } from '../../media/holds.ts';
import { byesOf } from '../endings.ts';
import { rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';
import { statusText } from '../texts.ts';

const SOON = 5_000_000;

export const faxSwitch: Rule = {
  id: 'S27',
  title: 'Fax switch to T.38',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3264 §8.3',
  reads: ['sdp'],
  asks: ['sdp', 'image', 'reinvite'],
  when: 'An offer inside the call asks for T.38: a note when it is accepted, a warning when refused, an error when the call then ends.',
  unless: ['it was accepted', 'both sides asked at the same moment (491)'],
  nextStep: 'Compare T.38 version, rate and error correction; let only one side switch.',
  *check(scene) {
    const bye = byesOf(scene)[0]?.request ?? null;
    for (const session of scene.media()) {
      for (const { kind, negotiation, state, request } of switchesOf(session)) {
        if (kind !== 'fax') continue;
        const { final, offer } = negotiation;
        const refused = state === 'rejected' && final !== null && final.status !== 491;
        const ended = refused && bye !== null && bye.time >= final.time && bye.time - final.time <= SOON;
        const result =
          state === 'committed'
            ? 'it was accepted'
            : refused && final
              ? `the answer was ${statusText(final)}${ended ? ', and the call ended at once' : ', so G.711 has to do'}`
              : final?.status === 491
                ? 'the other side asked at the same moment'
                : 'no answer was seen';
        yield {
          severity: ended ? 'error' : refused ? 'warning' : 'info',
          messages: [...rowsOfNegotiation(negotiation), ...(ended && bye ? [bye.row] : [])],
          title: ended ? 'Fax switch failed' : refused ? 'Fax switch refused' : this.title,
          text: `${offer ? speakerOf(scene, offer) : scene.nameOf(request.from)} asked to switch to T.38 fax: ${result}.`,
        };
      }
    }
  },
};
