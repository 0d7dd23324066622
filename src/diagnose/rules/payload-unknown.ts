import { heardOf, isTo } from '../media-flows.ts';
import { speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

const ENOUGH = 20;
const COMFORT_NOISE = 13;

export const payloadUnknown: Rule = {
  id: 'M05',
  title: 'RTP payload type not negotiated',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3264 §5.1',
  reads: ['sdp', 'rtp'],
  asks: ['sdp', 'traffic'],
  when: 'RTP carries a payload type that is not in the SDP of its receiver.',
  unless: ['13 is comfort noise', 'a few packets only, right after a change', 'RTCP on the same port (72 to 76)'],
  nextStep: 'The receiver will drop these packets: compare the payload numbers of both sides.',
  *check(scene) {
    for (const { a, b, rows } of heardOf(scene)) {
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        const known = new Set(to.media.codecs.map(({ payloadType }) => payloadType));
        const odd = from.sent
          .filter((flow) => isTo(flow, to.media))
          .flatMap(({ payloadTypes }) => [...payloadTypes])
          .find(
            ([type, count]) =>
              count >= ENOUGH && type !== COMFORT_NOISE && !(type >= 72 && type <= 76) && !known.has(type),
          );
        if (!odd) continue;
        yield {
          messages: rows,
          text: `${speakerOf(scene, from.described)} sends payload type ${odd[0]} (${odd[1]} packets), which ${speakerOf(scene, to.described)} never agreed to.`,
        };
      }
    }
  },
};
