import type { CallMessage } from '../../call/types.ts';
import { isSuccess } from '../exchange.ts';
import { reasonsAt } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';

/** A proxy cancels the other branches at once, microseconds. */
const AT_ONCE = 1_000_000;

export const answeredElsewhere: Rule = {
  id: 'C13',
  title: 'Answered elsewhere',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3326 §2',
  reads: ['index'],
  asks: ['INVITE', 'CANCEL'],
  when: 'A CANCEL or 487 says that the call was completed elsewhere, or another branch of the fork was answered just before the CANCEL.',
  unless: ['the caller gave up: nothing says elsewhere, and no branch was answered'],
  nextStep: 'Nothing to do: it is no missed call.',
  *check(scene) {
    for (const { method, cancel, final, request, server } of scene.exchanges) {
      if (method !== 'INVITE' || !cancel || isSuccess(final)) continue;
      const stated = [cancel, final].find((message) => message && saysElsewhere(scene, message));
      const winner = scene.whole.messages.find(
        (message) =>
          message.method === 'INVITE' &&
          isSuccess(message) &&
          (message.callId !== cancel.callId || message.cseq === request?.cseq) &&
          message.time <= cancel.time &&
          cancel.time - message.time <= AT_ONCE,
      );
      if (!stated && !winner) continue;
      yield {
        messages: rowsOf([winner, cancel, final]),
        text: `${scene.nameOf(server)} did not miss this call: ${winner ? `it was answered at ${scene.nameOf(winner.from)}` : 'another device took it'}.`,
      };
    }
  },
};

function saysElsewhere(scene: Scene, { row }: CallMessage): boolean {
  return reasonsAt(scene, row).some(
    ({ protocol, cause, text }) =>
      (/^sip$/i.test(protocol) && cause === 200) ||
      (/^q\.850$/i.test(protocol) && cause === 26) ||
      /elsewhere/i.test(text ?? ''),
  );
}
