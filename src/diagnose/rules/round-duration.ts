import { answerOf, byesOf } from '../endings.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { plural, rowsOf } from '../texts.ts';
import type { TraceFacts } from '../trace-facts.ts';

/** Durations in seconds at which timers of PBXs, firewalls and carriers strike. */
const ROUND = [30, 32, 60, 90, 120, 180, 300, 600, 900, 1800, 3600, 7200, 10800];
const NEAR = 2_000_000;
/** Calls around that length are counted to see how many would end there by chance. */
const AROUND = 12_000_000;

export const roundDuration: Rule = {
  id: 'C04',
  title: 'Suspicious round duration',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 6076 §4.5',
  reads: ['index'],
  asks: ['BYE'],
  when: 'Two or more calls of the trace, more than chance explains, end within 2 seconds of the same round duration.',
  unless: [
    'only one call does',
    'calls of all lengths are as frequent',
    'a session timer or a missing ACK explains it',
  ],
  nextStep: 'Search that number among the timers of PBX, SBC and firewall.',
  *check(scene) {
    const { talk, outcome, partial } = scene.call.summary;
    const answer = answerOf(scene);
    const bye = byesOf(scene)[0]?.request;
    const seconds = ROUND.find((value) => Math.abs(talk - value * 1e6) <= NEAR);
    if (outcome !== 'completed' || partial || seconds === undefined || !answer || !bye) return;
    const calls = scene.trace.once(talksByLength).get(seconds) ?? 0;
    if (calls < 2) return;
    yield {
      confidence: 'hint',
      messages: rowsOf([answer, bye]),
      text: `${plural(calls, 'call')} of this trace ended after just about ${sayDuration(seconds * 1e6)}: perhaps a timer, not a person (firewall, maximum duration, prepaid limit, SBC).`,
    };
  },
};

/** Calls that end at each round duration; 0 where chance explains their number. */
function talksByLength({ calls }: TraceFacts): ReadonlyMap<number, number> {
  return new Map(
    ROUND.map((seconds) => {
      let near = 0;
      let around = 0;
      for (let call = 0; call < calls.count; call++) {
        const off = Math.abs((calls.talk[call] as number) - seconds * 1e6);
        if (off <= NEAR) near++;
        else if (off <= AROUND) around++;
      }
      const byChance = (around * NEAR) / (AROUND - NEAR);
      return [seconds, near > 3 * byChance ? near : 0];
    }),
  );
}
