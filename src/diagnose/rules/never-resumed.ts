import { holdsOf } from '../../media/holds.ts';
import { isZero } from '../../media/stream.ts';
import { agreedOf, audioOf, isHeldAfter, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const neverResumed: Rule = {
  id: 'S03',
  title: 'Audio gone after resume',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3264 §8.4',
  reads: ['sdp'],
  asks: ['sdp', 'oneway', 'reinvite'],
  when: 'After a hold the holder offers audio both ways again, and the answer, or the address in the offer, still stops it.',
  unless: [
    'the other side holds too: the first resume yields half',
    'a held call is hung up or transferred without a resume',
    'audio comes back with a later offer',
  ],
  nextStep:
    'Compare the SDP of the hold with that of the resume; the side whose answer still stops the audio is at fault.',
  *check(scene) {
    const agreed = agreedOf(scene);
    for (const one of agreed) {
      const { session, negotiation, offer, answer, streams } = one;
      const audio = audioOf(streams);
      const holds = holdsOf(session);
      const asked = audio?.offer?.direction === 'sendrecv';
      if (!audio || !asked || agreed.some((later) => isHealed(one, later))) continue;
      const resumed = holds.some(({ to }) => to === negotiation);
      const before = holds.find(
        ({ from, to }) => from !== negotiation && to === null && from.offer?.sender === offer.sender,
      );
      if (resumed && audio.answer?.direction !== 'sendrecv' && !isHeldAfter(session, negotiation)) {
        yield {
          messages: rowsOfNegotiation(negotiation),
          text: `${speakerOf(scene, offer)} wanted to resume the call, but ${speakerOf(scene, answer)} still answered “${audio.answer?.direction}”.`,
        };
      } else if (before && isZero(audio.offer) && before.from.offer && !before.from.offer.sdp.media.some(isZero)) {
        yield {
          messages: rowsOfNegotiation(negotiation),
          text: `${speakerOf(scene, offer)} wanted to resume the call, but its offer still has the address 0.0.0.0.`,
        };
      }
    }
  },
};

type One = ReturnType<typeof agreedOf>[number];

/** A later exchange of the same dialog in which audio flows both ways. */
function isHealed(one: One, later: One): boolean {
  if (later.session !== one.session) return false;
  const { negotiations } = one.session;
  if (negotiations.indexOf(later.negotiation) <= negotiations.indexOf(one.negotiation)) return false;
  const audio = audioOf(later.streams);
  return audio ? audio.forth && audio.back : false;
}
