import { isReliable } from '../../base/transport.ts';
import { faultFound, faultsOf } from '../hygiene.ts';
import type { Rule } from '../rule.ts';

const CODES = new Set(['content-length-too-large', 'content-length-too-small', 'bad-content-length']);

export const contentLength: Rule = {
  id: 'H04',
  title: 'Content-Length wrong',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3261 §18.3',
  reads: ['messages'],
  asks: ['faulty'],
  when: 'Content-Length names more bytes than follow, or fewer, or is no number.',
  unless: [
    'its receiver took the message all the same: worth a note',

    'the log turned CRLF into LF: the length falls short by the number of lines',
    'the capture cut the message',
    'only line ends follow the body',
  ],
  nextStep: 'Look for a SIP ALG or another box that edits messages.',
  *check(scene) {
    for (const fault of faultsOf(scene, CODES)) {
      const { message, problem } = fault;
      const short = problem.code === 'content-length-too-small' && !isReliable(message.transport);
      yield faultFound(scene, fault, short ? 'warning' : 'error');
    }
  },
};
