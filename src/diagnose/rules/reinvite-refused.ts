import type { CallMessage } from '../../call/types.ts';
import { byesOf, changesOf } from '../endings.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { rowsOf, statusText } from '../texts.ts';

const SOON = 5_000_000;
/** 408 and 481 end the call; 491 is glare. */
const OTHERS = new Set([408, 481, 491]);

export const reinviteRefused: Rule = {
  id: 'S29',
  title: 'Change refused, call goes on',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3261 §14.1',
  reads: ['index'],
  asks: ['reinvite', 'failure'],
  when: 'A re-INVITE gets a final response of 300 to 699: the call stays as it was. A warning when its sender then hangs up within 5 seconds.',
  unless: ['it is sent again with a login', '408 and 481 do end the call'],
  nextStep: 'Compare the refused offer with the first one, as for a refused call.',
  *check(scene) {
    const bye = byesOf(scene)[0]?.request ?? null;
    for (const { method, request, final, server } of changesOf(scene)) {
      if (method !== 'INVITE' || !request || !final || final.status < 300 || final.retried || OTHERS.has(final.status))
        continue;
      const ended = bye !== null && bye.time >= final.time && bye.time - final.time <= SOON ? bye : null;
      const gaveUp = ended?.fromTag === request.fromTag;
      yield {
        severity: gaveUp ? 'warning' : 'info',
        messages: rowsOf([request, final, ended]),
        // The refusal did not end the call (RFC 3261 §14.1): who had asked for the change may have.
        title: gaveUp ? 'Change refused, then hung up' : this.title,
        text: `${scene.nameOf(server)} refused the change with ${statusText(final)}. ${whatCame(scene, ended, gaveUp)}`,
      };
    }
  },
};

function whatCame(scene: Scene, bye: CallMessage | null, gaveUp: boolean): string {
  if (bye === null) return 'The call goes on as before.';
  const who = scene.nameOf(bye.from);
  return gaveUp ? `${who}, which had asked for it, then hung up.` : `The call went on until ${who} hung up.`;
}
