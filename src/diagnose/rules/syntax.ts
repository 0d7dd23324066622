import { faultFound, faultsOf } from '../hygiene.ts';
import type { Rule } from '../rule.ts';

/** Faults of form that a tolerant reader gets over; some are more than a warning. */
const SERIOUS = new Set([
  'bad-request-line',
  'bad-status-line',
  'missing-start-line',
  'bad-status-code',
  'bad-cseq',
  'number-too-large',
  'unknown-version',
  'uri-without-host',
  'uri-without-scheme',
  'missing-uri',
  'space-in-uri',
  'request-uri-in-brackets',
  'request-uri-headers',
  'bad-host',
  'not-a-number',
  'unclosed-quote',
  'bad-via',
  'uri-needs-brackets',
  'multipart-not-closed',
]);
const LIGHT = new Set([
  'bad-display-name',
  'bad-port',
  'bad-q',
  'bad-call-id',
  'bad-date',
  'bad-warning',
  'empty-branch',
  'empty-header',
  'empty-header-name',
  'header-without-colon',
  'bad-header-name',
  'empty-list-item',
  'empty-parameter',
  'ipv6-needs-brackets',
  'missing-content-type',
  'missing-content-length',
  'missing-empty-line',
  'start-line-blanks',
  'start-line-trailing-blanks',
  'unexpected-text',
  'missing-boundary',
  'long-header',
]);
const CODES = new Set([...SERIOUS, ...LIGHT]);

export const syntax: Rule = {
  id: 'H06',
  title: 'Syntax error in a message',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3261 §25.1',
  reads: ['messages'],
  asks: ['faulty'],
  when: 'A start line, header or URI is not as the grammar wants it: brackets, quotes, blanks, numbers, line ends.',
  unless: [
    'its receiver took the message all the same: worth a note',

    'folded header lines are legal (RFC 3261 §7.3.1)',
    'the log may have changed the line',
    'compact header names, any case and extra blanks are legal',
  ],
  nextStep: 'Correct the sender; the message shows the place.',
  *check(scene) {
    for (const fault of faultsOf(scene, CODES)) {
      yield faultFound(scene, fault, SERIOUS.has(fault.problem.code) ? 'warning' : 'info');
    }
  },
};
