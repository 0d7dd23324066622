import { addressOf } from '../../media/stream.ts';
import { heardOf, isSeen, packetsOf } from '../media-flows.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';

const LONG = 5_000_000;

export const noRtp: Rule = {
  id: 'M04',
  title: 'No RTP at all',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3264 §5.1',
  reads: ['sdp', 'rtp'],
  asks: ['sdp', 'traffic'],
  when: 'A call that is up for more than 5 seconds has not a single RTP packet, although the capture has media of its hosts.',
  unless: [
    'the capture has no media of any call: its filter kept it out',
    'its media runs where this capture does not stand',
    'the call is on hold, or too short',
  ],
  nextStep: 'Check firewall and NAT in both directions.',
  *check(scene) {
    for (const { a, b, both, since, until, rows } of heardOf(scene)) {
      if (!both || !(until - since > LONG) || packetsOf(a.sent) + packetsOf(b.sent) > 0) continue;
      if (!isSeen(scene, addressOf(a.media)) && !isSeen(scene, addressOf(b.media))) continue;
      yield {
        messages: rows,
        text: `The call was up for ${sayDuration(until - since)}, and not one audio packet was captured, while other calls of these hosts have some.`,
      };
    }
  },
};
