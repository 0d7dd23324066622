import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { GIVE_UP } from '../silence.ts';
import { rowsOf, statusText } from '../texts.ts';

/** RFC 3261 §16.6 step 11: timer C of a proxy runs longer than three minutes. */
const TIMER_C = 180_000_000;

export const stuckProvisional: Rule = {
  id: 'T02',
  title: 'Provisional response, then nothing',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3261 §16.6',
  reads: ['index'],
  asks: ['INVITE', 'unanswered'],
  when: 'An INVITE gets a provisional response and then neither a final one nor a CANCEL, and the trace goes on for three minutes (for 32 seconds when 100 was all).',
  unless: [
    'the trace ends sooner',
    'the call was answered at another point of capture',
    'the caller waits in a queue (182)',
    'the callee’s side repeats its 1xx to keep the call waiting',
  ],
  nextStep: 'Look at the next hop of the same call, at the callee’s device, and at the no-answer timer.',
  *check(scene) {
    const exchange = scene.initial.at(-1);
    const last = exchange?.responses.at(-1);
    if (!exchange?.request || !last || exchange.final) return;
    const ended = scene.messages.some(
      ({ method, status, cseq, fromTag }) =>
        method === 'CANCEL' ||
        method === 'BYE' ||
        (method === 'INVITE' && status >= 200 && cseq === last.cseq && fromTag === last.fromTag),
    );
    if (ended) return;
    const latest = scene.messages.findLast(({ branch, kind }) => kind === 'response' && branch === last.branch) ?? last;
    const onlyTrying = exchange.responses.every(({ status }) => status === 100);
    const isLong = scene.coverage.watched(latest.time, TIMER_C);
    if (!isLong && !(onlyTrying && scene.coverage.watched(latest.time, GIVE_UP))) return;
    const server = scene.nameOf(exchange.server);
    const span = sayDuration(scene.coverage.after(latest.time));
    const queued = latest.status === 182;
    yield {
      severity: queued ? 'info' : isLong ? 'error' : 'warning',
      messages: rowsOf([exchange.request, latest]),
      title: onlyTrying ? 'Accepted, then lost' : this.title,
      text: onlyTrying
        ? `${server} confirmed the INVITE with 100 and then nothing came for ${span}: the call was lost behind it.`
        : `The call got ${statusText(latest)} and then nothing for ${span}: nobody answered, refused or cancelled it while the trace ran.`,
      ghost: { after: latest.row, from: exchange.server, to: exchange.client, label: 'final response' },
    };
  },
};
