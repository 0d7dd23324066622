import type { Rule } from '../rule.ts';
import { plural } from '../texts.ts';

/** Share of doubled messages from which the way of capturing is the reason. */
const MANY = 0.3;

export const capturedTwice: Rule = {
  id: 'T07',
  title: 'Same packet captured twice',
  severity: 'info',
  tier: 'F1',
  reference: 'RFC 6864 §4.1',
  reads: ['index'],
  asks: ['duplicate'],
  when: 'The same message between the same sockets stands in one capture twice, less than 20 ms apart, or with the same IP-ID or TCP sequence number.',
  unless: [
    'the time stamps are too coarse to tell',
    'the copies stand further apart: they are retransmissions',
    'the second copy comes from another capture',
  ],
  nextStep: 'Nothing to do: duplicates are hidden. Capture on one interface only to avoid them.',
  *check({ call }) {
    const bySource = new Map(call.messages.map(({ row, source }) => [row, source]));
    const doubled = call.messages.filter(({ copy, of, source }) => copy === 'duplicate' && bySource.get(of) === source);
    const [first] = doubled;
    if (!first) return;
    const many = doubled.length / (call.messages.length - doubled.length) > MANY;
    yield {
      messages: doubled.flatMap(({ of, row }) => [of, row]),
      text: `${plural(doubled.length, 'message')} of ${call.messages.length} in this call ${doubled.length === 1 ? 'is a duplicate' : 'are duplicates'} of the capture, not retransmissions.${many ? ' It was probably taken on two interfaces at once.' : ''}`,
    };
  },
};
