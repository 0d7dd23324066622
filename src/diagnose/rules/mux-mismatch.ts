import { isOpen } from '../../media/stream.ts';
import { agreedOf, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const muxMismatch: Rule = {
  id: 'S20',
  title: 'BUNDLE or rtcp-mux do not fit',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 5761 §5.1.1, RFC 9143 §7',
  reads: ['sdp'],
  asks: ['sdp', 'multiplexed'],
  when: 'The offer only takes RTCP on the RTP port (rtcp-mux-only), and the answer does not; or the answer bundles a stream that was not offered.',
  unless: ['the offer has another port for RTCP: it falls back to it', 'the answer muxes too'],
  nextStep: 'Answer with rtcp-mux, or keep separate ports.',
  *check(scene) {
    for (const { negotiation, answer, offer, streams } of agreedOf(scene)) {
      const unmuxed = streams.some(
        ({ offer: a, answer: b }) =>
          isOpen(a) && isOpen(b) && !b.rtcpMux && a.attributes.some(({ name }) => name === 'rtcp-mux-only'),
      );
      const mids = new Set(offer.sdp.media.flatMap(({ mid }) => mid ?? []));
      const foreign = answer.sdp.attributes
        .filter(({ name, value }) => name === 'group' && /^BUNDLE\b/i.test(value ?? ''))
        .flatMap(({ value }) => (value ?? '').split(/\s+/).slice(1))
        .find((mid) => mid !== '' && !mids.has(mid));
      if (!unmuxed && foreign === undefined) continue;
      yield {
        messages: rowsOfNegotiation(negotiation),
        text: `${speakerOf(scene, answer)} ${unmuxed ? 'sends RTCP on a port of its own, which the other side does not have' : `bundles the stream “${foreign?.slice(0, 30)}”, which was not offered`}.`,
      };
    }
  },
};
