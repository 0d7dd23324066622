import { INVITE } from '../../sip/methods.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';
import type { TraceFacts } from '../trace-facts.ts';
import { targetText, transfersOf } from '../transfers.ts';

const SOON = 10_000_000;

export const transferNotPlaced: Rule = {
  id: 'X08',
  title: 'Transfer accepted, new call never placed',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3515 §2.4.2',
  reads: ['index', 'messages'],
  asks: ['REFER'],
  when: 'A blind transfer was accepted, and its receiver, whose other calls the trace has, sends no INVITE within 10 seconds.',
  unless: [
    'Refer-To asks for another method than INVITE',
    'an attended transfer: the new call has Replaces',
    'the trace does not have other calls of the receiver: it may call where nothing is captured',
    'a report says how it went',
    'the trace ends before',
  ],
  nextStep: 'Check dial plan and permissions for that target on the receiver.',
  *check(scene) {
    for (const { exchange, request, target, attended, reports } of transfersOf(scene)) {
      const { final, server } = exchange;
      if (!isSuccess(final) || attended || !target || !/^sips?$/.test(target.scheme)) continue;
      const method = target.parameters.find(({ name }) => name === 'method')?.value ?? 'INVITE';
      if (method.toUpperCase() !== 'INVITE' || reports.some(({ status }) => status >= 200)) continue;
      if (!scene.coverage.watched(final.time, SOON)) continue;
      const times = scene.trace.once(invitesByHost).get(scene.trace.hostOf[server] ?? -1) ?? [];
      if (times.length === 0 || times.some((time) => time >= request.time && time - request.time <= SOON)) continue;
      yield {
        messages: rowsOf(
          [request, final],
          reports.map(({ message }) => message),
        ),
        text: `${scene.nameOf(server)} accepted the transfer to ${targetText(target)}, but sent no call there.`,
        ghost: {
          after: final.row,
          from: server,
          to: exchange.client,
          label: `INVITE to ${targetText(target)}`.slice(0, 40),
        },
      };
    }
  },
};

/** Times at which each host sent an INVITE outside a dialog. */
function invitesByHost({ index, hostOf }: TraceFacts): ReadonlyMap<number, readonly number[]> {
  const c = index.columns;
  const found = new Map<number, number[]>();
  for (let row = 0; row < index.count; row++) {
    if (c.method[row] !== INVITE || c.status[row] !== 0 || c.toTag[row] !== -1) continue;
    const host = hostOf[c.from[row] as number] ?? -1;
    const times = found.get(host);
    if (times) times.push(c.time[row] as number);
    else found.set(host, [c.time[row] as number]);
  }
  return found;
}
