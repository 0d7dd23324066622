import { audioOf, inForce, isHeldAfter, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

const SERVERS = /moh|music|announc|\bivr\b|park|record|conf/i;

export const oneWayBySdp: Rule = {
  id: 'S01',
  title: 'One way by SDP',
  severity: 'warning',
  tier: 'F1',
  reference: 'RFC 3264 §6.1',
  reads: ['sdp'],
  when: 'What both sides agreed on last lets audio flow one way only, or not at all, although nobody holds.',
  unless: ['the call is on hold', 'the dialog is still early', 'a music or announcement server only sends'],
  nextStep: 'Find the message whose direction (sendonly, recvonly, inactive) set it, and ask its sender why.',
  *check(scene) {
    for (const { session, negotiation, offer, answer, streams } of inForce(scene)) {
      const audio = audioOf(streams);
      if (!audio || (audio.forth && audio.back) || isHeldAfter(session, negotiation)) continue;
      const [a, b] = [speakerOf(scene, offer), speakerOf(scene, answer)];
      const callee = scene.call.summary.callee.uri;
      // A server that makes the offer in its 200 and only sends means it so.
      const server = SERVERS.test(callee) || (offer.message.status > 0 && audio.forth);
      const flows = audio.forth
        ? `${a} to ${b}, but not back`
        : audio.back
          ? `${b} to ${a}, but not back`
          : 'neither way';
      yield {
        severity: server ? 'info' : 'warning',
        messages: rowsOfNegotiation(negotiation),
        text: `As agreed, audio flows ${flows}: the offer says ${audio.offer?.direction}, the answer ${audio.answer?.direction}.`,
      };
    }
  },
};
