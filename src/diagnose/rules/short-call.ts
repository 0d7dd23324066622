import { answerOf, byesOf } from '../endings.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';
import type { TraceFacts } from '../trace-facts.ts';

const SHORT = 3_000_000;
/** Answered calls from which a share tells something. */
const ENOUGH = 3;

export const shortCall: Rule = {
  id: 'C02',
  title: 'Very short call',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 6076 §4.5',
  reads: ['index', 'messages'],
  asks: ['BYE'],
  when: 'The call was answered and hung up within 3 seconds.',
  unless: ['a test tool made the call', 'most calls of the trace are this short', 'everything runs on one machine'],
  nextStep:
    'Look at what else is found in this call, first at codecs and addresses of the media; ask both sides whether they heard anything.',
  *check(scene) {
    const { outcome, talk, partial } = scene.call.summary;
    if (outcome !== 'completed' || partial || !(talk < SHORT)) return;
    const answer = answerOf(scene);
    const bye = byesOf(scene)[0]?.request;
    if (!answer || !bye) return;
    const usual = isTest(scene) || scene.trace.loopback || scene.trace.once(areMostShort);
    yield {
      severity: usual ? 'info' : 'warning',
      confidence: 'hint',
      messages: rowsOf([answer, bye]),
      text: `Answered and hung up after ${sayDuration(talk)}.${usual ? '' : ' That is typical of a call without sound, of a fax that met a voice, or of software that refuses after answering.'}`,
      ...(usual && { nextStep: 'Nothing to do: this looks like a test.' }),
    };
  },
};

function isTest(scene: Scene): boolean {
  const request = scene.initial[0]?.request;
  if (!request) return false;
  const texts = [scene.call.summary.caller.uri, scene.product(request.row), scene.header(request.row, 'Subject') ?? ''];
  return texts.some((text) => /sipp|sipsak|performance test|load.?test|\btest\b/i.test(text));
}

function areMostShort({ calls }: TraceFacts): boolean {
  let answered = 0;
  let short = 0;
  for (let call = 0; call < calls.count; call++) {
    if (Number.isNaN(calls.talk[call])) continue;
    answered++;
    if ((calls.talk[call] as number) < SHORT) short++;
  }
  return answered >= ENOUGH && short * 2 > answered;
}
