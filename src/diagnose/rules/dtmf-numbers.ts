import { dtmfOf } from '../../media/stream.ts';
import { audioOf, inForce, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const dtmfNumbers: Rule = {
  id: 'S13',
  title: 'DTMF numbers differ',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3264 §5.1',
  reads: ['sdp'],
  asks: ['sdp'],
  when: 'Both sides list telephone-event at the same clock rate under different payload types.',
  unless: ['one of several numbers is the same'],
  nextStep: 'Legal: each sender uses the number of the receiver. If keys are lost, set 101 on both sides.',
  *check(scene) {
    for (const { negotiation, offer, answer, streams } of inForce(scene)) {
      const audio = audioOf(streams);
      const pairs = dtmfOf(audio?.offer).flatMap((a) =>
        dtmfOf(audio?.answer).flatMap((b) =>
          a.clockRate === b.clockRate ? [[a.payloadType, b.payloadType] as const] : [],
        ),
      );
      const [pair] = pairs;
      if (!pair || pairs.some(([a, b]) => a === b)) continue;
      yield {
        messages: rowsOfNegotiation(negotiation),
        text: `Key presses are number ${pair[0]} for ${speakerOf(scene, offer)} and ${pair[1]} for ${speakerOf(scene, answer)}. Each has to send with the number of the other; some devices use their own.`,
      };
    }
  },
};
