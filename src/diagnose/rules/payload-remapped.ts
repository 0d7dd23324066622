import { codecName } from '../../media/stream.ts';
import type { SdpCodec } from '../../sip/sdp-types.ts';
import { describedIn, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const payloadRemapped: Rule = {
  id: 'S10',
  title: 'Payload number changes its meaning',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 3264 §8.3.2',
  reads: ['sdp'],
  asks: ['sdp', 'reinvite'],
  when: 'Within one session a side uses a dynamic payload type for one codec and later for another.',
  unless: ['the session is a new one (another sess-id in o=)', 'each side numbers for itself'],
  nextStep: 'The side that renumbers has to keep its mapping, or restart the stream.',
  *check(scene) {
    for (const session of scene.media()) {
      const known = new Map<string, { readonly codec: SdpCodec; readonly row: number }>();
      for (const described of describedIn(session)) {
        const { sdp, sender, message } = described;
        for (const [line, { codecs }] of sdp.media.entries()) {
          for (const codec of codecs) {
            if (codec.payloadType < 96 || codec.name === '') continue;
            const key = `${sender} ${sdp.origin?.sessionId} ${line} ${codec.payloadType}`;
            const before = known.get(key);
            if (!before) known.set(key, { codec, row: message.row });
            else if (
              before.codec.name.toLowerCase() !== codec.name.toLowerCase() ||
              before.codec.clockRate !== codec.clockRate
            ) {
              known.set(key, { codec, row: message.row });
              yield {
                messages: [before.row, message.row],
                text: `For ${speakerOf(scene, described)} payload type ${codec.payloadType} was ${codecName(before.codec)} and now is ${codecName(codec)}.`,
              };
            }
          }
        }
      }
    }
  },
};
