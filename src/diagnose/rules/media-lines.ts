import { agreedOf, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';
import { plural } from '../texts.ts';

export const mediaLines: Rule = {
  id: 'S21',
  title: 'Media lines do not match',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 3264 §6, §8',
  reads: ['sdp'],
  asks: ['sdp', 'manifold'],
  when: 'The answer has another number or order of media lines than the offer, or a later offer has fewer than before.',
  unless: ['a stream is closed with port 0: its line stays', 'another dialog of a fork has other lines'],
  nextStep: 'They must match one to one; a refused stream keeps its line, with port 0.',
  *check(scene) {
    const lines = new Map<unknown, number>();
    for (const { session, negotiation, offer, answer } of agreedOf(scene)) {
      const [asked, given] = [offer.sdp.media, answer.sdp.media];
      const before = lines.get(session) ?? 0;
      lines.set(session, asked.length);
      const order = asked.some(({ kind }, i) => given[i] !== undefined && given[i]?.kind !== kind);
      const text =
        given.length !== asked.length
          ? `${speakerOf(scene, answer)} answered with ${plural(given.length, 'media line')}, the offer has ${asked.length}`
          : order
            ? `${speakerOf(scene, answer)} answered with the media lines in another order than the offer`
            : asked.length < before
              ? `${speakerOf(scene, offer)} offers ${plural(asked.length, 'media line')} where there were ${before}`
              : null;
      if (text) yield { messages: rowsOfNegotiation(negotiation), text: `${text}.` };
    }
  },
};
