import type { RtpFlow } from '../../media/flow.ts';
import { heardOf } from '../media-flows.ts';
import { speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { plural } from '../texts.ts';

const ENOUGH = 100;
const SHARE = 0.01;
const JITTER = 30_000;

export const rtpLoss: Rule = {
  id: 'M06',
  title: 'RTP loss or jitter',
  severity: 'warning',
  tier: 'F1',
  reference: 'RFC 3550 §A.3, §A.8',
  reads: ['sdp', 'rtp'],
  asks: ['sdp', 'traffic'],
  when: 'More than 1 % of the RTP packets of a direction are lost, or the jitter exceeds 30 ms.',
  unless: ['too few packets to tell', 'both directions lose alike: perhaps the capture lost them'],
  nextStep: 'Check the network path in that direction.',
  *check(scene) {
    for (const { a, b, rows } of heardOf(scene)) {
      const alike = [a, b].every(({ sent }) => sent.some(isLossy));
      for (const { sent, described } of [a, b]) {
        const bad = sent.find((flow) => isLossy(flow) || (flow.packets >= ENOUGH && flow.jitter > JITTER));
        if (!bad) continue;
        const lossy = isLossy(bad);
        const share = ((bad.lost / (bad.packets + bad.lost)) * 100).toFixed(1);
        yield {
          severity: alike && lossy ? 'info' : 'warning',
          confidence: alike && lossy ? 'hint' : 'certain',
          messages: rows,
          text: `Of the audio of ${speakerOf(scene, described)} ${lossy ? `${share} % (${plural(bad.lost, 'packet')}, at most ${bad.longestLoss} in a row) were lost` : `the jitter reached ${sayDuration(bad.jitter)}`}.${alike && lossy ? ' Both directions lose alike: perhaps the capture did.' : ''}`,
        };
      }
    }
  },
};

function isLossy({ lost, packets }: RtpFlow): boolean {
  return packets >= ENOUGH && lost / (packets + lost) > SHARE;
}
