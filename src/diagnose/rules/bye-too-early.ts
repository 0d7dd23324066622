import { answersOf } from '../answers.ts';
import { byesOf } from '../endings.ts';
import type { Rule } from '../rule.ts';
import { GIVE_UP } from '../silence.ts';
import { rowsOf } from '../texts.ts';

export const byeTooEarly: Rule = {
  id: 'C09',
  title: 'BYE in the wrong phase',
  severity: 'warning',
  tier: 'F4',
  reference: 'RFC 3261 §15',
  reads: ['index'],
  asks: ['BYE'],
  when: 'The callee sends BYE before the ACK came and earlier than 32 seconds after its 2xx, or on a call that was not answered.',
  unless: [
    'the ACK passes beside the point of capture',
    'the caller ends an early dialog with BYE: it may',
    'the trace starts in the middle of the call',
  ],
  nextStep: 'The callee’s software must wait for the ACK.',
  *check(scene) {
    const bye = byesOf(scene)[0]?.request;
    const [first] = scene.initial;
    if (!bye || !first || scene.coverage.startsMidCall || bye.fromTag === first.fromTag) return;
    const answer = answersOf(scene).find(({ toTag, inDialog }) => !inDialog && toTag === bye.fromTag);
    if (!answer) return;
    const acked = answer.acks[0];
    // Only an ACK that comes behind the BYE shows that the trace would have it.
    if (!acked || !(acked.time > bye.time) || !(bye.time - answer.repeated.response.time < GIVE_UP)) return;
    yield {
      messages: rowsOf([answer.repeated.response, bye, acked]),
      text: `${scene.nameOf(bye.from)} hung up before its own 200 had been acknowledged.`,
    };
  },
};
