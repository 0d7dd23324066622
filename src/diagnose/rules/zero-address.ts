import { isOpen, isZero } from '../../media/stream.ts';
import { describedIn, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const zeroAddress: Rule = {
  id: 'S05',
  title: 'Media address 0.0.0.0',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3264 §8.4',
  reads: ['sdp'],
  asks: ['sdp', 'oneway'],
  when: 'An open media line has the address 0.0.0.0 or ::, and there is no ICE: hold as RFC 2543 had it, or no media at all when the first offer has it.',
  unless: ['ICE tells the addresses later', 'the stream is closed anyway'],
  nextStep: 'Nothing to do for a hold; in a first offer check the media address that the sender is set to.',
  *check(scene) {
    for (const session of scene.media()) {
      const told = new Set<number>();
      for (const described of describedIn(session)) {
        const { message, sdp } = described;
        if (told.has(message.row) || !sdp.media.some((media) => isOpen(media) && isZero(media))) continue;
        told.add(message.row);
        const first = session.negotiations[0]?.offer === described && !session.negotiations[0]?.later;
        yield {
          messages: [message.row],
          text: `${speakerOf(scene, described)} gives 0.0.0.0 as media address: ${first ? 'nobody can send it anything' : 'a hold in the old style'}.`,
        };
      }
    }
  },
};
