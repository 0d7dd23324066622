import { isFax } from '../../media/holds.ts';
import { isOpen } from '../../media/stream.ts';
import { agreedOf, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const streamRefused: Rule = {
  id: 'S06',
  title: 'Stream refused',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3264 §6',
  reads: ['sdp'],
  asks: ['sdp', 'manifold'],
  when: 'The answer has port 0 for a stream that the offer had open; an error when no audio is left.',
  unless: [
    'the offer bundles the stream with another one (bundle-only)',
    'the same audio was offered in two profiles, and one of them is taken',
    'audio is closed for a fax',
  ],
  nextStep: 'If the stream is wanted, compare its codecs and profile with what the refusing side can do.',
  *check(scene) {
    for (const { negotiation, answer, streams } of agreedOf(scene)) {
      if (isFax(negotiation)) continue;
      const refused = streams.filter(
        ({ offer, answer: line }) => isOpen(offer) && line !== null && line.port === 0 && !isBundled(line.attributes),
      );
      const audioLeft = streams.some(({ kind, open }) => kind === 'audio' && open);
      for (const { kind } of refused) {
        if (kind === 'audio' && audioLeft) continue;
        yield {
          severity: kind === 'audio' ? 'error' : 'info',
          messages: rowsOfNegotiation(negotiation),
          title: `${kind.slice(0, 20)} refused`.replace(/^./, (letter) => letter.toUpperCase()),
          text: `${speakerOf(scene, answer)} refused the ${kind.slice(0, 20)} that was offered (port 0)${kind === 'audio' ? ': no audio is left' : ''}.`,
        };
      }
    }
  },
};

/** RFC 9143 §6: a bundle-only line has port 0 and is open all the same. */
function isBundled(attributes: readonly { readonly name: string }[]): boolean {
  return attributes.some(({ name }) => name === 'bundle-only');
}
