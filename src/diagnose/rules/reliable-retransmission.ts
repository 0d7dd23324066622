import { isReliable, transportName } from '../../base/transport.ts';
import type { Exchange } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { sayTimes } from '../say.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';

export const reliableRetransmission: Rule = {
  id: 'T11',
  title: 'Retransmission over a reliable transport',
  severity: 'info',
  tier: 'F3',
  reference: 'RFC 3261 §17.1.1.2',
  reads: ['index'],
  asks: ['retransmission'],
  when: 'A request is sent more than once over TCP, TLS, WebSocket or SCTP.',
  unless: [
    'the log may name the transport wrongly: no more than a hint',
    'a stateless proxy passes on the repeats of a UDP hop before it',
    'the 2xx and reliable 18x repeat over any transport, and their ACK',
  ],
  nextStep: 'Check the connection and its keepalives; one of the two stacks may not know its transport.',
  *check(scene) {
    for (const exchange of scene.exchanges) {
      const { method, copies, client } = exchange;
      const [first] = copies;
      if (!first || copies.length < 2 || method === 'ACK' || !isReliable(first.transport) || passesOn(scene, exchange))
        continue;
      yield {
        confidence: scene.coverage.lossy ? 'hint' : 'certain',
        messages: rowsOf(copies),
        text: `${scene.nameOf(client)} sent its ${method} ${sayTimes(copies.length)} over ${transportName(first.transport)}, which repeats lost data by itself: a misbehaving stack, or a connection that was replaced.`,
      };
    }
  },
};

/** The hop before it is UDP, and has as many copies. */
function passesOn(scene: Scene, { method, cseq, copies, hop, client }: Exchange): boolean {
  return (
    hop &&
    scene.exchanges.some(
      (other) =>
        other.method === method &&
        other.cseq === cseq &&
        other.server === client &&
        other.copies.length >= copies.length &&
        !isReliable(other.request?.transport ?? 0),
    )
  );
}
