import { answerOf, sessionTimerOf } from '../endings.ts';
import type { Exchange } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { GIVE_UP, silenceOf } from '../silence.ts';
import { rowsOf } from '../texts.ts';

export const noBye: Rule = {
  id: 'C08',
  title: 'Call never hung up',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 4028 §1',
  reads: ['index', 'messages'],
  asks: ['answer'],
  when: 'A call that is up has no BYE although something says that it is dead: its session timer ran out, or a request inside it got no answer.',
  unless: ['the trace just ends: a healthy call is silent for hours', 'nothing says that it is dead'],
  nextStep: 'Compare with the call records of both sides, and with the end of the media.',
  *check(scene) {
    const { outcome } = scene.call.summary;
    const answer = answerOf(scene);
    const last = scene.messages.at(-1);
    if (outcome !== 'in-progress' || !answer || !last || !scene.coverage.watched(last.time, GIVE_UP)) return;
    const timer = sessionTimerOf(scene);
    const expired = timer !== null && scene.coverage.watched(timer.since.time, timer.interval);
    const unheard = scene.exchanges.find(
      (exchange: Exchange) =>
        exchange.inDialog && !exchange.hop && exchange.method !== 'ACK' && silenceOf(scene, exchange) === 'silent',
    );
    if (!expired && !unheard) return;
    const sign = unheard
      ? `a ${unheard.method} inside it got no answer`
      : `its session of ${sayDuration(timer?.interval ?? 0)} ran out`;
    yield {
      confidence: 'hint',
      messages: rowsOf([unheard?.request, timer?.since, last]),
      text: `Nobody hung up in this trace, which goes on for ${sayDuration(scene.coverage.after(last.time))}, although ${sign}: the call is probably dead, perhaps by a crash.`,
    };
  },
};
