import type { CallMessage } from '../../call/types.ts';
import type { Exchange } from '../exchange.ts';
import { isSuccess } from '../exchange.ts';
import { isCut } from '../hygiene.ts';
import type { Found, Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';

export const noAgreement: Rule = {
  id: 'S23',
  title: 'Media never agreed',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3261 §13.2.1',
  reads: ['index', 'sdp', 'messages'],
  asks: ['INVITE', 'answer'],
  when: 'A call is answered and no complete offer and answer was exchanged; a warning when the answer came in an unreliable 18x only.',
  unless: [
    'the answer to an offer in the 200 is in the ACK',
    'reliable 18x and PRACK agreed before the 200',
    'the ACK is not in the trace',
    'the SDP is a part of a larger body',
    'a message was cut, or has a body that is no SDP',
  ],
  nextStep:
    'An INVITE without SDP needs an offer in the 200 and an answer in the ACK; one with SDP needs its answer in the 200.',
  *check(scene) {
    for (const exchange of scene.initial) {
      const { final, request } = exchange;
      if (!request || !isSuccess(final) || (final.reason === '' && final.size < 100)) continue;
      if (request.sdp && final.sdp) continue;
      const ack = scene.messages.find(
        ({ method, kind, cseq, from }) =>
          method === 'ACK' && kind === 'request' && cseq === final.cseq && from === exchange.client,
      );
      const found = judge(scene, exchange, request, final, ack ?? null);
      if (found) yield found;
    }
  },
};

function judge(
  scene: Scene,
  exchange: Exchange,
  request: CallMessage,
  final: CallMessage,
  ack: CallMessage | null,
): Found | null {
  const early = exchange.responses.filter(
    ({ status, sdp, toTag }) => status > 100 && status < 200 && sdp !== null && toTag === final.toTag,
  );
  const reliable = early.some(({ row }) => scene.header(row, 'RSeq') !== null);
  const others = [request, final, ...(ack ? [ack] : [])].some((message) => hasOtherBody(scene, message));
  if (others || reliable) return null;
  const messages = rowsOf([request, ...early.slice(0, 1), final, ack]);
  if (request.sdp) {
    return {
      severity: early.length > 0 ? 'warning' : 'error',
      messages,
      text:
        early.length > 0
          ? `${scene.nameOf(final.from)} gave its media address only in an unreliable 18x, not in its 200: the answer does not count.`
          : `${scene.nameOf(request.from)} made an offer, and ${scene.nameOf(final.from)} answered the call without any SDP: both never agreed on media.`,
    };
  }
  if (!final.sdp)
    return { messages, text: `Neither the INVITE nor the 200 has an SDP: both sides never agreed on media.` };
  if (!ack || ack.sdp) return null;
  return {
    messages,
    text: `${scene.nameOf(final.from)} made its offer in the 200, but the ACK has no answer: both sides never agreed on media.`,
  };
}

/** Cut by the capture, or a body of another type than SDP. */
function hasOtherBody(scene: Scene, message: CallMessage): boolean {
  if (isCut(scene, message)) return true;
  const { row, sdp } = message;
  const type = scene.header(row, 'Content-Type');
  return sdp === null && type !== null;
}
