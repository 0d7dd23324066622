import { faultFound, faultsOf } from '../hygiene.ts';
import type { Rule } from '../rule.ts';

const CODES = new Set(['cseq-method-mismatch']);

export const cseqMethod: Rule = {
  id: 'H02',
  title: 'CSeq names another method',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 3261 §8.1.1.5',
  reads: ['messages'],
  asks: ['faulty'],
  when: 'The method in CSeq is not that of the request.',
  unless: [
    'its receiver took the message all the same: worth a note',
    'ACK and CANCEL have the number of the INVITE, but their own method',
  ],
  nextStep: 'Correct the sender; peers answer 400.',
  *check(scene) {
    for (const fault of faultsOf(scene, CODES)) yield faultFound(scene, fault, this.severity);
  },
};
