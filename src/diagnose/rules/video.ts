import { isOpen } from '../../media/stream.ts';
import { agreedOf, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const video: Rule = {
  id: 'S32',
  title: 'Video',
  severity: 'info',
  tier: 'F3',
  reference: 'RFC 3264 §6',
  reads: ['sdp'],
  asks: ['sdp', 'video'],
  when: 'Video was offered, and accepted.',
  unless: ['it was refused: the refusal is told by itself', 'it was accepted before and goes on'],
  nextStep: 'Nothing to do.',
  *check(scene) {
    const on = new Set<unknown>();
    for (const { session, negotiation, offer, answer, streams } of agreedOf(scene)) {
      const stream = streams.find(({ kind, offer: line }) => kind === 'video' && isOpen(line));
      if (!stream?.open || on.has(session)) continue;
      on.add(session);
      yield {
        messages: rowsOfNegotiation(negotiation),
        text: `${speakerOf(scene, offer)} offered video, and ${speakerOf(scene, answer)} accepted it.`,
      };
    }
  },
};
