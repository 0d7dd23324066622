import { codecName, isSameCodec, realCodecs } from '../../media/stream.ts';
import { agreedOf, rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';
import { sayList } from '../say.ts';

export const unofferedCodec: Rule = {
  id: 'S08',
  title: 'Answer names a codec that was not offered',
  severity: 'info',
  tier: 'F3',
  reference: 'RFC 3264 §6.1',
  reads: ['sdp'],
  asks: ['sdp'],
  when: 'An answer lists a codec that the offer lacks, beside one that it has.',
  unless: ['the codec was offered under another number'],
  nextStep: 'Only the common codecs count.',
  *check(scene) {
    for (const { negotiation, answer, streams } of agreedOf(scene)) {
      for (const { open, common, offer, answer: line } of streams) {
        if (!open || common.length === 0) continue;
        const offered = realCodecs(offer);
        const extra = realCodecs(line).filter((codec) => !offered.some((other) => isSameCodec(codec, other)));
        if (extra.length === 0) continue;
        yield {
          messages: rowsOfNegotiation(negotiation),
          text: `${speakerOf(scene, answer)} names ${sayList(extra.map(codecName))}, which was not offered.`,
        };
      }
    }
  },
};
