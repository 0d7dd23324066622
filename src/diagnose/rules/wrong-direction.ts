import type { SdpDirection } from '../../sip/sdp-types.ts';
import { agreedOf, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

/** RFC 3264 §6.1: what may answer what. */
const ALLOWED: Readonly<Record<SdpDirection, readonly SdpDirection[]>> = {
  sendrecv: ['sendrecv', 'sendonly', 'recvonly', 'inactive'],
  sendonly: ['recvonly', 'inactive'],
  recvonly: ['sendonly', 'inactive'],
  inactive: ['inactive'],
};

export const wrongDirection: Rule = {
  id: 'S04',
  title: 'Answer direction not allowed',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3264 §6.1',
  reads: ['sdp'],
  asks: ['sdp', 'oneway'],
  when: 'The direction of an answer does not fit that of the offer, such as sendrecv to sendonly.',
  unless: [
    'no direction is written: that means sendrecv, or what the session level says',
    'the stream is refused (port 0)',
  ],
  nextStep: 'The answering side has to mirror the direction; often hold and resume go wrong because of it.',
  *check(scene) {
    for (const { negotiation, answer, streams } of agreedOf(scene)) {
      for (const { open, offer, answer: answered, kind } of streams) {
        if (!open || !offer || !answered || ALLOWED[offer.direction].includes(answered.direction)) continue;
        yield {
          messages: rowsOfNegotiation(negotiation),
          text: `${speakerOf(scene, answer)} answered “${answered.direction}” to an offer of “${offer.direction}” (${kind}), which may only be answered with ${ALLOWED[offer.direction].join(' or ')}.`,
        };
      }
    }
  },
};
