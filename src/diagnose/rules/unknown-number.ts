import { dialled, mainRefusal, q850At, refusalFound, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { quoted } from '../texts.ts';

const CODES = new Set([404, 410, 604]);
const METHODS = new Set(['INVITE', 'REGISTER', 'MESSAGE', 'REFER']);
/** Unallocated, no route to network or destination, number changed. */
const CAUSES = new Set([1, 2, 3, 22]);

export const unknownNumber: Rule = {
  id: 'R07',
  title: 'Number or user does not exist',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3261 §21.4.5',
  reads: ['index', 'messages'],
  asks: ['refusal'],
  when: 'An INVITE, REGISTER, MESSAGE or REFER ends with 404, 410 or 604, or with Q.850 cause 1, 2, 3 or 22.',
  unless: ['cause 26 mostly means: answered elsewhere', 'the call goes on by another route'],
  nextStep: 'Check the format of the number (plus sign, 00, prefix), the domain, and the dial plan of whoever refused.',
  *check(scene) {
    const refused = mainRefusal(scene);
    if (!refused || !METHODS.has(refused.exchange.method)) return;
    const byCause = CAUSES.has(q850At(scene, refused.origin.row)) && refused.status !== 487;
    if (!CODES.has(refused.status) && !byCause) return;
    const number = dialled(scene, refused);
    const what = refused.exchange.method === 'REGISTER' ? 'the account' : quoted(number || 'this address', 60);
    yield refusalFound(scene, refused, {
      text: `${whoSays(scene, refused)}: ${what} is not known there${number ? ' (as it stands in the Request-URI)' : ''}.`,
      nextStep: this.nextStep,
    });
  },
};
