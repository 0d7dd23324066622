import { mainRefusal, q850At, refusalFound, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';

/** Ring time after which nobody seems to be there, microseconds. */
const LONG_RING = 10_000_000;
/** A 480 so soon comes from a registrar, not from a person. */
const AT_ONCE = 1_000_000;
/** Q.850: no user responding, no answer, subscriber absent. */
const ABSENT = 20;

export const noAnswer: Rule = {
  id: 'R09',
  title: 'No answer',
  severity: 'info',
  tier: 'F1',
  reference: 'RFC 3261 §21.4.18',
  reads: ['index'],
  asks: ['INVITE'],
  when: 'The call rang and ended with 480 or 408, or the caller gave up after more than 10 seconds of ringing.',
  unless: [
    'the call was answered elsewhere',
    '408 without any ringing: the next hop did not answer at all',
    'the caller gave up within a few seconds',
  ],
  nextStep: 'Nothing is broken. If it should have been answered, check the registration of the callee.',
  *check(scene) {
    const { outcome, cause, ringing, status } = scene.call.summary;
    if (outcome === 'cancelled' && cause === 'after-ringing' && ringing > LONG_RING) {
      yield gaveUp(scene, ringing);
      return;
    }
    const refused = mainRefusal(scene);
    if (refused?.exchange.method !== 'INVITE') return;
    if (outcome === 'no-answer' && status !== 487) {
      const rang = sayDuration(ringing);
      yield refusalFound(scene, refused, {
        text: `It rang${rang === '' ? '' : ` ${rang}`}, and nobody answered: ${whoSays(scene, refused)}.`,
      });
    } else if (outcome === 'unavailable' && status === 480) {
      const soon = refused.final.time - (refused.exchange.request?.time ?? Number.NaN) < AT_ONCE;
      const absent = soon || q850At(scene, refused.origin.row) === ABSENT;
      yield refusalFound(scene, refused, {
        severity: absent ? 'warning' : 'info',
        title: absent ? 'Not registered' : 'Not available',
        text: `${whoSays(scene, refused)} without any ringing${absent ? ': the callee’s device is probably not registered' : ''}.`,
      });
    }
  },
};

function gaveUp(scene: Scene, ringing: number) {
  const exchange = scene.initial.findLast(({ final }) => final?.status === 487);
  const rung = exchange?.responses.find(({ status }) => status === 180 || status === 183);
  return {
    messages: rowsOf([rung, exchange?.cancel, exchange?.final]),
    text: `It rang ${sayDuration(ringing)}, nobody answered, and the caller gave up.`,
  };
}
