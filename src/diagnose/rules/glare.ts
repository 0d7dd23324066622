import { changesOf } from '../endings.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { GIVE_UP } from '../silence.ts';
import { plural, rowsOf } from '../texts.ts';

const ROUNDS = 3;

export const glare: Rule = {
  id: 'S28',
  title: 'Both changed the call at once (491)',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3261 §14.1',
  reads: ['index'],
  asks: ['reinvite', 'failure'],
  when: 'A re-INVITE or UPDATE is refused with 491, or with 500 and Retry-After: a note when it is tried again, a warning when not, an error after three rounds.',
  unless: ['the change is tried again and accepted', 'the trace ends before the retry was due'],
  nextStep: 'Let only one side refresh the session or update the connected name.',
  *check(scene) {
    const changes = changesOf(scene);
    const refused = changes.filter(
      ({ final }) =>
        final?.status === 491 || (final?.status === 500 && scene.header(final.row, 'Retry-After') !== null),
    );
    const last = refused.at(-1);
    if (!last?.final || !last.request) return;
    const { final, request } = last;
    const retried = changes.some(
      (other) =>
        other.request && other.request.time > final.time && other.fromTag === request.fromTag && isSuccess(other.final),
    );
    const rounds = new Set(refused.map((one) => `${one.fromTag} ${one.cseq}`)).size;
    const lost = !retried && scene.coverage.watched(final.time, GIVE_UP) && isUp(scene.messages, final.time);
    yield {
      severity: rounds >= ROUNDS * 2 ? 'error' : lost ? 'warning' : 'info',
      messages: rowsOf(refused.flatMap((one) => [one.request, one.final])),
      text: `${refused.length > 1 ? 'Both sides' : scene.nameOf(request.from)} tried to change the call while another change was under way (${plural(refused.length, 'refusal')}); each has to wait and try again.${lost ? ' Nobody did.' : ''}`,
    };
  },
};

/** No BYE within the time in which the retry was due (2.1 to 4 s). */
function isUp(messages: readonly { readonly method: string; readonly time: number }[], since: number): boolean {
  return !messages.some(({ method, time }) => method === 'BYE' && time >= since && time - since < 5_000_000);
}
