import { isOpen } from '../../media/stream.ts';
import type { SdpMedia } from '../../sip/sdp-types.ts';
import { agreedOf, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const dtlsSetup: Rule = {
  id: 'S18',
  title: 'DTLS cannot start',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 5763 §5',
  reads: ['sdp'],
  asks: ['sdp', 'secured'],
  when: 'A DTLS stream lacks a fingerprint, or the roles (a=setup) of both sides do not fit.',
  unless: ['the offer names a role itself instead of actpass: the answerer copes', 'the stream uses keys in the SDP'],
  nextStep: 'Offers say actpass, answers active or passive, and both carry a fingerprint.',
  *check(scene) {
    for (const { negotiation, offer, answer, streams } of agreedOf(scene)) {
      for (const { offer: a, answer: b } of streams) {
        if (!isOpen(a) || !isOpen(b) || !isDtls(a) || !isDtls(b)) continue;
        const without = !a.fingerprint ? offer : !b.fingerprint ? answer : null;
        const roles = rolesFault(a.setup, b.setup);
        if (!without && !roles) continue;
        yield {
          messages: rowsOfNegotiation(negotiation),
          text: without
            ? `The DTLS handshake cannot start: ${speakerOf(scene, without)} gives no fingerprint of its certificate.`
            : `The DTLS handshake cannot start: ${roles}.`,
        };
        break;
      }
    }
  },
};

function isDtls({ protocol }: SdpMedia): boolean {
  return /UDP\/TLS\//i.test(protocol);
}

/** RFC 8842 §5.2, §5.3; without a=setup the answer counts as active, the offer as actpass. */
function rolesFault(offer: string | null, answer: string | null): string | null {
  if (answer === 'actpass' || answer === 'holdconn') return `the answer says “${answer}” instead of active or passive`;
  const bothSame = offer !== null && offer === answer && (offer === 'active' || offer === 'passive');
  return bothSame ? `both sides want to be “${offer}”` : null;
}
