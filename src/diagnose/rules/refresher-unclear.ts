import { changesOf } from '../endings.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

export const refresherUnclear: Rule = {
  id: 'P06',
  title: 'Unclear who refreshes',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 4028 §9',
  reads: ['index', 'messages'],
  asks: ['answer'],
  when: 'A 2xx has Session-Expires without saying who refreshes, or both sides send refreshes.',
  unless: ['the INVITE leaves it open, and the 2xx says it'],
  nextStep: 'Set the refresher explicitly on the side that answers.',
  *check(scene) {
    const answers = [...scene.initial, ...changesOf(scene)].flatMap(({ final }) => (isSuccess(final) ? [final] : []));
    const vague = answers.find(({ row }) => {
      const value = scene.header(row, 'Session-Expires');
      return value !== null && !/refresher/i.test(value);
    });
    const refreshes = changesOf(scene).filter(
      ({ request, final }) =>
        request && isSuccess(final) && !request.sdp && (scene.trace.index.columns.sessionExpires[request.row] ?? 0) > 0,
    );
    const sides = new Set(refreshes.map(({ fromTag }) => fromTag));
    if (!vague && sides.size < 2) return;
    yield {
      messages: rowsOf([vague], vague ? [] : refreshes.slice(0, 4).map(({ request }) => request)),
      text: vague
        ? `${scene.nameOf(vague.from)} agreed to a session interval without saying who refreshes it.`
        : 'Both sides refresh the session, which ends in collisions.',
    };
  },
};
