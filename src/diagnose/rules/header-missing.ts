import { faultFound, faultsOf } from '../hygiene.ts';
import type { Rule } from '../rule.ts';

const CODES = new Set(['missing-header', 'no-headers']);

export const headerMissing: Rule = {
  id: 'H01',
  title: 'Required header missing',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3261 §8.1.1',
  reads: ['messages'],
  asks: ['faulty'],
  when: 'A message lacks Via, From, To, Call-ID or CSeq; Max-Forwards alone is worth a note.',
  unless: [
    'its receiver took the message all the same: worth a note',
    'the log leaves out headers',
    'the capture cut the message',
    'only Max-Forwards is missing: it is let pass',
  ],
  nextStep: 'Correct the sender: peers answer 400 to such a message, or drop it.',
  *check(scene) {
    for (const fault of faultsOf(scene, CODES)) {
      yield faultFound(scene, fault, /Max-Forwards/.test(fault.problem.text) ? 'info' : 'error');
    }
  },
};
