import type { SdpMedia } from '../../sip/sdp-types.ts';
import { agreedOf, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const profileMismatch: Rule = {
  id: 'S16',
  title: 'RTP profile mismatch',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3264 §6',
  reads: ['sdp'],
  asks: ['sdp', 'secured'],
  when: 'The answer has another profile than the offer for an open stream: encrypted against plain, or DTLS against keys in SDP.',
  unless: [
    'plain RTP with a=crypto or a fingerprint is encrypted where possible (RFC 8643)',
    'RTP/SAVPF and UDP/TLS/RTP/SAVPF with a fingerprint are one (RFC 8829)',
    'the answer picks another profile by a=acfg (RFC 5939)',
    'both are plain, and only the feedback profile differs',
    'the offer has a=crypto and a fingerprint: the answer takes one of them',
  ],
  nextStep: 'Enable the same kind of media on both sides: SRTP, or a gateway between WebRTC and plain RTP.',
  *check(scene) {
    for (const { negotiation, offer, answer, streams } of agreedOf(scene)) {
      for (const stream of streams) {
        const { offer: a, answer: b } = stream;
        if (!stream.open || !a || !b || a.kind !== b.kind || kindOf(a) === kindOf(b)) continue;
        if (b.attributes.some(({ name }) => name === 'acfg') || shareKeys(a, b)) continue;
        yield {
          messages: rowsOfNegotiation(negotiation),
          text: `${speakerOf(scene, offer)} offers ${a.kind.slice(0, 20)} as ${a.protocol.slice(0, 40)}, ${speakerOf(scene, answer)} answers as ${b.protocol.slice(0, 40)}: ${kindOf(a) === 'plain' || kindOf(b) === 'plain' ? 'one side wants encrypted media, the other plain' : 'they encrypt in different ways'}.`,
        };
      }
    }
  },
};

/** plain, keys in SDP (RFC 4568), keys by DTLS (RFC 5763), or what else the line says. */
function kindOf({ protocol, fingerprint }: SdpMedia): string {
  const name = protocol.toUpperCase();
  if (/TLS/.test(name) || (/SAVPF?$/.test(name) && fingerprint)) return 'dtls';
  if (/RTP\/SAVPF?$/.test(name)) return 'keys';
  return /RTP\/AVPF?$/.test(name) ? 'plain' : name;
}

/** Both have a=crypto, or both a fingerprint: a plain profile may go along with them (RFC 8643), and an offer with both. */
function shareKeys(a: SdpMedia, b: SdpMedia): boolean {
  return (a.crypto.length > 0 && b.crypto.length > 0) || (a.fingerprint !== null && b.fingerprint !== null);
}
