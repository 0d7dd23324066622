import { dtmfOf, realCodecs } from '../../media/stream.ts';
import type { SdpMedia } from '../../sip/sdp-types.ts';
import { agreedOf, codecsText, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const noCommonCodec: Rule = {
  id: 'S07',
  title: 'No common codec',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3264 §6.1',
  reads: ['sdp'],
  asks: ['sdp'],
  when: 'Offer and answer of an open audio stream share no codec, by name, clock rate and channels.',
  unless: [
    'a static payload type has no rtpmap: it has its name by RFC 3551',
    'both sides number the same codec differently',
    'nothing says what a payload type is: it may fit',
    'both share a codec beside telephone-event',
    'only telephone-event was offered: no sound is meant',
  ],
  nextStep: 'Enable a common codec on both sides, or transcode between them.',
  *check(scene) {
    for (const { negotiation, offer, answer, streams } of agreedOf(scene)) {
      for (const stream of streams) {
        if (stream.kind !== 'audio' || !stream.open || stream.common.length > 0) continue;
        if (!isKnown(stream.offer) || !(isKnown(stream.answer) || isDtmfOnly(stream.answer))) continue;
        yield {
          messages: rowsOfNegotiation(negotiation),
          text: `${speakerOf(scene, offer)} offers ${codecsText(stream.offer)}; ${speakerOf(scene, answer)} accepts ${codecsText(stream.answer)}: nothing in common, so nobody hears anything.`,
        };
      }
    }
  },
};

/** It names a codec, and every one it names is explained. */
function isKnown(media: SdpMedia | null): boolean {
  const codecs = realCodecs(media);
  return codecs.length > 0 && codecs.every(({ name }) => name !== '');
}

/** It has telephone-event (RFC 4733) and nothing else. */
function isDtmfOnly(media: SdpMedia | null): boolean {
  return media !== null && media.codecs.length > 0 && dtmfOf(media).length === media.codecs.length;
}
