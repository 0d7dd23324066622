import { codecName, isSameCodec, realCodecs } from '../../media/stream.ts';
import { agreedOf, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const payloadNumbers: Rule = {
  id: 'S09',
  title: 'Payload numbers differ',
  severity: 'info',
  tier: 'F3',
  reference: 'RFC 3264 §5.1',
  reads: ['sdp'],
  asks: ['sdp'],
  when: 'Offer and answer number the same codec differently.',
  unless: ['the codec is listed under several numbers, and one of them is the same'],
  nextStep: 'Legal, but compare the payload types of the RTP if audio is missing.',
  *check(scene) {
    for (const { negotiation, offer, answer, streams } of agreedOf(scene)) {
      for (const { open, common, offer: line } of streams) {
        const codec = open ? common.find((one) => !isNumberedAlike(line, one)) : undefined;
        if (!codec) continue;
        yield {
          messages: rowsOfNegotiation(negotiation),
          text: `${codecName(codec)} is number ${numbersOf(line, codec)[0]} for ${speakerOf(scene, offer)} and ${codec.payloadType} for ${speakerOf(scene, answer)}: legal, but some devices mishandle it.`,
        };
      }
    }
  },
};

type Codec = Parameters<typeof isSameCodec>[0];

/** Whether a line has a codec under the same number. */
function isNumberedAlike(media: Parameters<typeof realCodecs>[0], codec: Codec): boolean {
  return realCodecs(media).some((other) => other.payloadType === codec.payloadType && isSameCodec(other, codec));
}

function numbersOf(media: Parameters<typeof realCodecs>[0], codec: Codec): number[] {
  return realCodecs(media)
    .filter((other) => isSameCodec(other, codec) && (other.fmtp ?? '') === (codec.fmtp ?? ''))
    .concat(realCodecs(media).filter((other) => isSameCodec(other, codec)))
    .map(({ payloadType }) => payloadType);
}
