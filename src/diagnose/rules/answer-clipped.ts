import { heardOf, packetsOf } from '../media-flows.ts';
import { speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';

const GAP = 300_000;
const ENOUGH = 50;

export const answerClipped: Rule = {
  id: 'M08',
  title: 'First moments silent',
  severity: 'info',
  tier: 'F3',
  reference: 'RFC 3264 §5.1',
  reads: ['sdp', 'rtp'],
  asks: ['sdp', 'traffic'],
  when: 'The RTP of the side that answered begins more than 300 ms after the answer.',
  unless: ['it begins at once'],
  nextStep: 'Check how long the media relay or ICE takes to open the path.',
  *check(scene) {
    for (const { b, both, since, rows } of heardOf(scene)) {
      const first = Math.min(...b.sent.map((flow) => flow.first));
      if (!both || packetsOf(b.sent) < ENOUGH || !(first - since > GAP) || !Number.isFinite(first)) continue;
      yield {
        confidence: 'hint',
        messages: rows,
        text: `The first ${sayDuration(first - since)} after the answer of ${speakerOf(scene, b.described)} were silent.`,
      };
    }
  },
};
