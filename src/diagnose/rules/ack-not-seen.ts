import { type Answer, ackState, answersOf } from '../answers.ts';
import type { Found, Rule } from '../rule.ts';
import { sayDuration, sayTimes } from '../say.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';
import { ackFault } from './ack-misdirected.ts';

export const ackNotSeen: Rule = {
  id: 'T04',
  title: '200 OK repeated, ACK not seen',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3261 §13.3.1.4',
  reads: ['index', 'messages'],
  asks: ['answer', 'retransmission'],
  when: 'The callee sends its 2xx at least three times, and no ACK with its CSeq number and tags ends that.',
  unless: [
    'the repeats end after one or two although no ACK is in the trace: it took another way',
    'an ACK comes after one or two repeats',
    'the ACK has another branch than the INVITE: it always has',
    'the ACK is addressed wrongly: that is a finding of its own',
  ],
  nextStep:
    'Find out where the ACK went: compare Contact and Record-Route of the 200 with the ACK’s Request-URI and Route, and look for NAT or a SIP ALG on the way.',
  *check(scene) {
    for (const answer of answersOf(scene)) {
      const found = judge(scene, answer);
      if (found) yield found;
    }
  },
};

function judge(scene: Scene, answer: Answer): Found | null {
  const state = ackState(scene, answer);
  if (state === 'fine') return null;
  if (state === 'elsewhere') return elsewhere(scene, answer);
  if (state === 'late') return late(scene, answer);
  if (state === 'useless' && ackFault(scene, answer)) return null;
  const { copies, exchange } = answer.repeated;
  const callee = scene.nameOf(exchange.server);
  const { without, behind } = lostAt(scene, answer);
  return {
    messages: rowsOf(copies, answer.acks),
    text: `${callee} answered and sent its ${copies[0]?.status ?? 200} ${sayTimes(copies.length)}${spanOf(copies)}, because no ACK reached it.${behind} Audio may work, but the callee’s side will end the call about 32 s after the answer.`,
    ghost: { after: without.response.row, from: without.exchange.client, to: without.exchange.server, label: 'ACK' },
  };
}

function spanOf(copies: readonly { readonly time: number }[]): string {
  const span = sayDuration((copies.at(-1)?.time ?? Number.NaN) - (copies[0]?.time ?? Number.NaN));
  return span === '' ? '' : ` in ${span}`;
}

/** The first hop on the way to the callee that shows no ACK, and where the ACK was seen last. */
function lostAt(scene: Scene, { hops, acks, repeated }: Answer) {
  const without = hops.find((hop) => hop.acks.length === 0) ?? repeated;
  const before = hops[hops.indexOf(without) - 1];
  if (acks.length === 0) return { without, behind: '' };
  if (before && before.acks.length > 0 && without.acks.length === 0) {
    const proxy = scene.nameOf(before.exchange.server);
    return { without, behind: ` The ACK was seen as far as ${proxy}, which did not pass it on to the callee.` };
  }
  return { without, behind: ' An ACK with the right address was seen, so it was lost behind the point of capture.' };
}

/** Repeats that an ACK ended. */
function late(scene: Scene, { repeated, acks }: Answer): Found {
  const [first] = repeated.copies;
  const [ack] = acks;
  const waited = sayDuration((ack?.time ?? Number.NaN) - (first?.time ?? Number.NaN));
  const several = repeated.copies.length > 3;
  return {
    severity: several ? 'warning' : 'info',
    messages: rowsOf(repeated.copies, acks),
    title: 'ACK came late',
    text: `${scene.nameOf(repeated.exchange.server)} sent its 200 ${sayTimes(repeated.copies.length)} before an ACK ended that${waited === '' ? '' : `, ${waited} after the first`}. An ACK before was late or lost.`,
    nextStep: several ? 'Look for loss or delay between both sides.' : 'Nothing to do unless it happens in many calls.',
  };
}

function elsewhere(scene: Scene, { repeated }: Answer): Found {
  return {
    severity: 'info',
    confidence: 'likely',
    messages: rowsOf(repeated.copies),
    title: '200 OK repeated, then quiet',
    text: `${scene.nameOf(repeated.exchange.server)} sent its 200 ${sayTimes(repeated.copies.length)} and then stopped. No ACK is in this trace; it probably went another way.`,
    nextStep: 'Nothing to do: capture at the callee if you want to see the ACK.',
  };
}
