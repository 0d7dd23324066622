import { mainRefusal, refusalFound, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';

/** Codes with a rule of their own. */
const OTHERS = new Set([501, 503, 513]);

export const serverFailure: Rule = {
  id: 'R14',
  title: 'Server failure',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3261 §21.5',
  reads: ['index'],
  asks: ['refusal'],
  when: 'The final response that reached the caller is 5xx, other than 501, 503 and 513.',
  unless: ['a later attempt of the same call went through', 'the call goes on by another route'],
  nextStep: 'Look into the log of the server that made this response, at this time.',
  *check(scene) {
    const refused = mainRefusal(scene);
    if (!refused || refused.status < 500 || refused.status > 599 || OTHERS.has(refused.status)) return;
    const { origin, asked, status, exchange } = refused;
    const waited = sayDuration(origin.time - (asked?.time ?? Number.NaN));
    const detail =
      status === 504
        ? ` after ${waited}: a server behind it did not answer in time`
        : status === 580
          ? ': the network resources that were asked for first could not be had'
          : '';
    yield refusalFound(scene, refused, {
      severity: exchange.method === 'OPTIONS' ? 'warning' : 'error',
      title: `Server failure ${status}`,
      text: `${whoSays(scene, refused)}${detail === '' ? ': it failed inside' : detail}.`,
    });
  },
};
