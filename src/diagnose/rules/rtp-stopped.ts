import { byesOf } from '../endings.ts';
import { heardOf, packetsOf } from '../media-flows.ts';
import { speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import type { TraceFacts } from '../trace-facts.ts';

const EARLY = 5_000_000;
const ENOUGH = 50;

export const rtpStopped: Rule = {
  id: 'M07',
  title: 'Media stopped before hang-up',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3550 §6.3.7',
  reads: ['sdp', 'rtp'],
  asks: ['sdp', 'traffic'],
  when: 'The last RTP packet of a side is more than 5 seconds older than the BYE, and nobody holds.',
  unless: [
    'the call is on hold',
    'the RTP of all calls ends there: the capture did',
    'the other side stopped at the same moment',
  ],
  nextStep: 'Look for a network that broke, or a device that crashed.',
  *check(scene) {
    const bye = byesOf(scene)[0]?.request;
    if (!bye) return;
    for (const { a, b, both, rows } of heardOf(scene)) {
      const ends = [a, b].map(({ sent }) => Math.max(...sent.map(({ last }) => last)));
      const [side, other] = (ends[0] ?? 0) <= (ends[1] ?? 0) ? [a, b] : [b, a];
      const last = Math.max(...side.sent.map((flow) => flow.last));
      const otherLast = Math.max(...other.sent.map((flow) => flow.last));
      if (!both || packetsOf(side.sent) < ENOUGH || !(bye.time - last > EARLY)) continue;
      if (otherLast - last < 1_000_000 || scene.trace.once(lastPacket) - last < 1_000_000) continue;
      yield {
        messages: rows,
        text: `${speakerOf(scene, side.described)} stopped sending audio ${sayDuration(bye.time - last)} before the hang-up.`,
      };
    }
  },
};

function lastPacket({ traffic }: TraceFacts): number {
  return traffic.flows.reduce((latest, { last }) => Math.max(latest, last), 0);
}
