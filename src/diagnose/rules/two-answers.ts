import { byesOf } from '../endings.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { GIVE_UP } from '../silence.ts';
import { plural, rowsOf } from '../texts.ts';

export const twoAnswers: Rule = {
  id: 'X07',
  title: 'Two answers to one INVITE',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 3261 §13.2.2.4',
  reads: ['index'],
  asks: ['answer'],
  when: 'Two or more 2xx with different To tags answer one INVITE; the caller has to acknowledge each and end all but one.',
  unless: ['the others are ended by BYE at once, as they have to be', 'the trace ends before'],
  nextStep: 'Check that the caller’s side sends BYE to all but one.',
  *check(scene) {
    for (const { responses, request, hop } of scene.initial) {
      const answers = responses.filter(isSuccess);
      const tags = [...new Set(answers.map(({ toTag }) => toTag))];
      const last = answers.at(-1);
      if (hop || tags.length < 2 || !last) continue;
      const ended = tags.filter((tag) =>
        byesOf(scene).some((bye) => bye.request && [bye.request.fromTag, bye.request.toTag].includes(tag)),
      );
      const waits = tags.length - ended.length > 1 && scene.coverage.watched(last.time, GIVE_UP);
      yield {
        severity: waits ? 'warning' : 'info',
        messages: rowsOf([request], answers),
        text: `${plural(tags.length, 'device')} answered this call.${waits ? ' More than one of them stays in it: the caller has to end all but one.' : ' The caller ended all but one.'}`,
      };
    }
  },
};
