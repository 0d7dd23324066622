import { addressOf } from '../../media/stream.ts';
import { heardOf, isHeard, packetsOf } from '../media-flows.ts';
import { speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

const ENOUGH = 50;
const LONG = 5_000_000;

export const rtpOneWay: Rule = {
  id: 'M01',
  title: 'Audio only one way',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3550 §5',
  reads: ['sdp', 'rtp'],
  asks: ['sdp', 'traffic'],
  when: 'One side sends 50 RTP packets or more for 5 seconds or longer, and less than one in a hundred comes back, although both directions were agreed.',
  unless: [
    'the call is on hold',
    'the call is too short to tell',
    'the capture does not stand where the other side can be seen',
  ],
  nextStep: 'Check the media address of the silent side (private?), and the firewall for its RTP ports.',
  *check(scene) {
    for (const { a, b, both, rows } of heardOf(scene)) {
      const [from, to] = packetsOf(a.sent) >= packetsOf(b.sent) ? [a, b] : [b, a];
      const [sent, back] = [packetsOf(from.sent), packetsOf(to.sent)];
      const length = Math.max(...from.sent.map(({ last }) => last)) - Math.min(...from.sent.map(({ first }) => first));
      if (!both || sent < ENOUGH || back * 100 >= sent || !(length >= LONG)) continue;
      const seen = isHeard(scene, addressOf(to.media)) || back > 0;
      yield {
        confidence: seen ? 'certain' : 'likely',
        severity: seen ? 'error' : 'warning',
        messages: rows,
        text: `${speakerOf(scene, from.described)} sent ${sent} RTP packets, and ${back === 0 ? 'none' : `only ${back}`} came back from ${speakerOf(scene, to.described)}: one side hears nothing.`,
      };
    }
  },
};
