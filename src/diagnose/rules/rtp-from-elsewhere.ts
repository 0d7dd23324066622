import { addressOf } from '../../media/stream.ts';
import { heardOf, isFrom, isTo } from '../media-flows.ts';
import { speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

const ENOUGH = 20;

export const rtpFromElsewhere: Rule = {
  id: 'M03',
  title: 'RTP comes from another address',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 4961 §3',
  reads: ['sdp', 'rtp'],
  asks: ['sdp', 'traffic'],
  when: 'RTP of a side arrives from another address or port than it announced.',
  unless: ['it comes from where it was announced', 'ICE chose the address'],
  nextStep: 'Normal behind a NAT; the other side has to send back to where the packets come from (symmetric RTP).',
  *check(scene) {
    for (const { a, b, rows } of heardOf(scene)) {
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        const odd = from.sent.find(
          (flow) => flow.packets >= ENOUGH && isTo(flow, to.media) && !isFrom(flow, from.media),
        );
        if (!odd || from.media.ice || from.sent.some((flow) => isFrom(flow, from.media))) continue;
        yield {
          messages: rows,
          text: `Audio of ${speakerOf(scene, from.described)} comes from ${odd.fromAddress}:${odd.fromPort}, not from ${addressOf(from.media)}:${from.media.port} as announced.`,
        };
      }
    }
  },
};
