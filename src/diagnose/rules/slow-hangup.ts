import { byesOf } from '../endings.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { rowsOf } from '../texts.ts';

const SLOW = 2_000_000;

export const slowHangup: Rule = {
  id: 'T15',
  title: 'Slow hang-up',
  severity: 'info',
  tier: 'F4',
  reference: 'RFC 6076 §4.4',
  reads: ['index'],
  asks: ['BYE'],
  when: 'More than 2 seconds pass between the first BYE and its 200.',
  unless: ['the 200 comes within 2 seconds'],
  nextStep: 'Nothing to do.',
  *check(scene) {
    const bye = byesOf(scene)[0];
    if (!bye?.request || !isSuccess(bye.final) || !(bye.final.time - bye.request.time > SLOW)) return;
    yield {
      messages: rowsOf(bye.copies, [bye.final]),
      text: `It took ${sayDuration(bye.final.time - bye.request.time)} to confirm the hang-up.`,
    };
  },
};
