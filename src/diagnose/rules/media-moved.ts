import { isSameHost } from '../../base/address.ts';
import { addressOf, isZero } from '../../media/stream.ts';
import type { SdpMedia } from '../../sip/sdp-types.ts';
import { agreedOf, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const mediaMoved: Rule = {
  id: 'S30',
  title: 'Media address moved',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3264 §8.3.1',
  reads: ['sdp'],
  asks: ['sdp', 'reinvite'],
  when: 'A side gives another address or port for audio inside the call.',
  unless: ['0.0.0.0 is a hold', 'the stream is closed or opened', 'the same host is written in another way'],
  nextStep: 'If audio is one-way from here on, compare with where the RTP goes.',
  *check(scene) {
    const last = new Map<string, SdpMedia>();
    for (const { session, negotiation, offer, answer, streams } of agreedOf(scene)) {
      for (const stream of streams) {
        if (stream.kind !== 'audio' || !stream.open) continue;
        for (const [described, media] of [
          [offer, stream.offer],
          [answer, stream.answer],
        ] as const) {
          if (!media || isZero(media) || addressOf(media) === '') continue;
          const key = `${session.dialog} ${session.view} ${described.sender} ${stream.index}`;
          const before = last.get(key);
          last.set(key, media);
          if (!before || (isSameHost(addressOf(before), addressOf(media)) && before.port === media.port)) continue;
          yield {
            messages: rowsOfNegotiation(negotiation),
            text: `Audio for ${speakerOf(scene, described)} moved from ${socketOf(before)} to ${socketOf(media)}, by a transfer or to flow directly.`,
          };
        }
      }
    }
  },
};

function socketOf(media: SdpMedia): string {
  const address = addressOf(media).slice(0, 60);
  return `${address.includes(':') ? `[${address}]` : address}:${media.port}`;
}
