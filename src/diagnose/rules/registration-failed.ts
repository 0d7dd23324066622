import { credentialsOf } from '../login.ts';
import { mainRefusal, refusalFound, whoSays } from '../refusal.ts';
import { aorOf } from '../registrations.ts';
import type { Rule } from '../rule.ts';
import { sayTimes } from '../say.ts';
import { silenceOf } from '../silence.ts';
import { rowsOf } from '../texts.ts';

export const registrationFailed: Rule = {
  id: 'G01',
  title: 'Registration failed',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3261 §10.2',
  reads: ['index', 'messages'],
  asks: ['REGISTER'],
  when: 'A REGISTER ends with a final response other than 2xx, after its login where one was asked for, or gets none within 32 seconds.',
  unless: [
    'it is the first 401 or 407: the login step',
    '423, and then a REGISTER with a longer interval',
    'the trace ends before the registrar had to answer',
    'answers in this direction were not captured',
  ],
  nextStep: 'Look at the response: wrong login, refused account, or a registrar that cannot be reached.',
  *check(scene) {
    if (scene.call.summary.kind !== 'registration') return;
    const last = scene.exchanges.findLast(({ method, hop }) => method === 'REGISTER' && !hop);
    if (last && silenceOf(scene, last) === 'silent') {
      yield {
        messages: rowsOf(last.copies),
        text: `${aorOf(scene)} could not register: ${scene.nameOf(last.server)} did not answer (REGISTER sent ${sayTimes(last.copies.length)}).`,
        ghost: { after: last.copies.at(-1)?.row ?? -1, from: last.server, to: last.client, label: 'no reply' },
      };
      return;
    }
    const refused = mainRefusal(scene);
    if (refused?.exchange.method !== 'REGISTER') return;
    const challenged = refused.status === 401 || refused.status === 407;
    if (challenged && credentialsOf(scene, refused.exchange.request).length === 0) return;
    yield refusalFound(scene, refused, { text: `${aorOf(scene)} could not register: ${whoSays(scene, refused)}.` });
  },
};
