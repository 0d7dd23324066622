import { audioOf, inForce, isHeldAfter, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';

const SERVERS = /moh|music|announc|\bivr\b|park|record|conf/i;

export const oneWayBySdp: Rule = {
  id: 'S01',
  title: 'One way by SDP',
  severity: 'warning',
  tier: 'F1',
  reference: 'RFC 3264 §6.1',
  reads: ['sdp'],
  asks: ['sdp', 'oneway'],
  when: 'What both sides agreed on last lets audio flow one way only, or not at all, although nobody holds.',
  unless: [
    'the call is on hold',
    'the dialog is still early',
    'a music or announcement server only sends: it offers no more',
    'the call takes the place of another one (Replaces, Referred-By), which may have been held',
  ],
  nextStep: 'Find the message whose direction (sendonly, recvonly, inactive) set it, and ask its sender why.',
  *check(scene) {
    for (const { session, negotiation, offer, answer, streams } of inForce(scene)) {
      const audio = audioOf(streams);
      if (!audio || (audio.forth && audio.back) || isHeldAfter(session, negotiation)) continue;
      const [a, b] = [speakerOf(scene, offer), speakerOf(scene, answer)];
      const { caller, callee } = scene.call.summary;
      // Whoever offers only to send, or answers for a call that takes the place of another, means it so.
      const server = SERVERS.test(`${caller.uri} ${callee.uri}`) || audio.offer?.direction === 'sendonly';
      const meant = server || isTransferred(scene);
      const flows = audio.forth
        ? `${a} to ${b}, but not back`
        : audio.back
          ? `${b} to ${a}, but not back`
          : 'neither way';
      yield {
        severity: meant ? 'info' : 'warning',
        messages: rowsOfNegotiation(negotiation),
        text: `As agreed, audio flows ${flows}: the offer says ${audio.offer?.direction}, the answer ${audio.answer?.direction}.`,
      };
    }
  },
};

function isTransferred(scene: Scene): boolean {
  const invite = scene.initial.at(-1)?.request;
  return !!invite && ['Replaces', 'Referred-By'].some((name) => scene.header(invite.row, name) !== null);
}
