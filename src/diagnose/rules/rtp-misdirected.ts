import type { RtpFlow } from '../../media/flow.ts';
import { addressOf } from '../../media/stream.ts';
import { type HeardSide, heardOf, isFrom, isTo } from '../media-flows.ts';
import { speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

const ENOUGH = 50;

export const rtpMisdirected: Rule = {
  id: 'M02',
  title: 'RTP sent to an address nobody announced',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3264 §5.1',
  reads: ['sdp', 'rtp'],
  asks: ['sdp', 'traffic'],
  when: 'A side sends its RTP to an address or port that is neither in the SDP of the other side nor among its candidates.',
  unless: [
    'it sends to where the RTP of the other side comes from (symmetric RTP)',
    'ICE chose another candidate',
    'a few packets only, right after a change',
  ],
  nextStep: 'Perhaps an old SDP is still used: compare the versions of the SDP, and look for a refused change.',
  *check(scene) {
    for (const { a, b, rows } of heardOf(scene)) {
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        const stray = from.sent.find((flow) => isFrom(flow, from.media) && isStray(flow, to));
        if (!stray) continue;
        yield {
          messages: rows,
          text: `${speakerOf(scene, from.described)} sends audio to ${stray.toAddress}:${stray.toPort} (${stray.packets} packets), but ${speakerOf(scene, to.described)} asked for ${addressOf(to.media)}:${to.media.port}.`,
        };
      }
    }
  },
};

function isStray(flow: RtpFlow, to: HeardSide): boolean {
  if (flow.packets < ENOUGH || isTo(flow, to.media)) return false;
  const candidates = to.media.ice?.candidates ?? [];
  if (candidates.length > 0 || to.media.ice) return false;
  return !to.sent.some(({ fromAddress, fromPort }) => fromAddress === flow.toAddress && fromPort === flow.toPort);
}
