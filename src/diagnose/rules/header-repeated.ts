import { faultFound, faultsOf } from '../hygiene.ts';
import type { Rule } from '../rule.ts';

const CODES = new Set(['conflicting-header']);

export const headerRepeated: Rule = {
  id: 'H07',
  title: 'Header repeated with another value',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 3261 §7.3.1',
  reads: ['messages'],
  asks: ['faulty'],
  when: 'A header that may stand once stands twice with different values.',
  unless: [
    'its receiver took the message all the same: worth a note',
    'both have the same value',
    'headers that are lists may be repeated',
  ],
  nextStep: 'Send it once: each device takes another one of them.',
  *check(scene) {
    for (const fault of faultsOf(scene, CODES)) yield faultFound(scene, fault, this.severity);
  },
};
