import { canonicalHost } from '../../base/address.ts';
import type { Described } from '../../media/offer-answer.ts';
import { rowsOfNegotiation, speakerOf } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const earlyAnswerChanged: Rule = {
  id: 'S26',
  title: 'Early answer changed at 200',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 3261 §13.2.1',
  reads: ['sdp'],
  asks: ['sdp', 'progress'],
  when: 'The SDP of an unreliable 18x and that of the 200 with the same To tag differ in address, port, codecs or direction.',
  unless: [
    'only the o= line or the order of attributes differs',
    'the 200 comes from another branch',
    'the same host is written in another way',
  ],
  nextStep: 'The caller has to use the description of the 200; the callee’s side must not change it.',
  *check(scene) {
    for (const { negotiations } of scene.media()) {
      for (const negotiation of negotiations) {
        const { answer, previews } = negotiation;
        const preview = previews.find((one) => answer && essence(one) !== essence(answer));
        if (!answer || !preview) continue;
        yield {
          messages: rowsOfNegotiation(negotiation, [preview.message]),
          text: `${speakerOf(scene, answer)} announced other media while it rang than in its 200.`,
        };
      }
    }
  },
};

/** Where media goes, which way, and how it is coded. */
function essence({ sdp }: Described): string {
  return JSON.stringify(
    sdp.media.map(({ kind, port, protocol, formats, direction, connection }) => [
      kind,
      port,
      protocol,
      formats,
      direction,
      canonicalHost(connection?.address ?? ''),
    ]),
  );
}
