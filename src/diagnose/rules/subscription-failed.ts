import type { CallMessage } from '../../call/types.ts';
import type { Exchange } from '../exchange.ts';
import { isSuccess } from '../exchange.ts';
import type { Found, Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { GIVE_UP, silenceOf } from '../silence.ts';
import { quoted, rowsOf, statusText } from '../texts.ts';

const BAD_ENDS = /;\s*reason\s*=\s*(rejected|noresource|giveup|deactivated)/i;

export const subscriptionFailed: Rule = {
  id: 'G07',
  title: 'Subscription failed',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 6665 §4.1.2, §4.2.2',
  reads: ['index', 'messages'],
  asks: ['SUBSCRIBE'],
  when: 'A SUBSCRIBE is refused, gets no answer or no NOTIFY within 32 seconds, its NOTIFY is refused with 481, or the subscription is ended as rejected, noresource, giveup or deactivated.',
  unless: [
    'it is sent again with a login or a longer interval',
    'it asks once, or ends (Expires 0)',
    'the NOTIFY goes in a direction that was not captured',
    'the NOTIFY is missing from the trace, and the answer to it is there',
    'the peer need not know the event (489)',
    'the trace ends before',
    'it had been served before it was ended for another reason than rejected',
  ],
  nextStep: 'Check the event package and the mailbox or hint on the server, and whether a NAT lets the NOTIFY through.',
  *check(scene) {
    if (scene.call.summary.kind !== 'subscription') return;
    const last = scene.exchanges.findLast(({ method, hop }) => method === 'SUBSCRIBE' && !hop);
    const found = (last && ofSubscribe(scene, last)) ?? ofNotify(scene);
    if (found) yield found;
  },
};

function ofSubscribe(scene: Scene, exchange: Exchange): Found | null {
  const { request, final, client, server, copies } = exchange;
  if (!request) return null;
  const event = quoted((scene.header(request.row, 'Event') ?? 'an event').split(';')[0] ?? '', 40);
  const asked = `${scene.nameOf(client)} asked ${scene.nameOf(server)} for ${event}`;
  if (!final) {
    if (silenceOf(scene, exchange) !== 'silent') return null;
    return {
      messages: rowsOf(copies),
      text: `${asked} and got no answer.`,
      ghost: { after: copies.at(-1)?.row ?? -1, from: server, to: client, label: 'no reply' },
    };
  }
  if (final.retried) return null;
  if (!isSuccess(final)) {
    if (final.status === 401 || final.status === 407) return null;
    return {
      severity: final.status === 489 ? 'info' : 'warning',
      messages: rowsOf([request, final]),
      text: `${asked} and was refused: ${statusText(final)}.`,
    };
  }
  const notified = scene.messages.some(({ method }) => method === 'NOTIFY');
  const ends = scene.header(request.row, 'Expires') === '0';
  if (notified || ends || !scene.coverage.watched(final.time, GIVE_UP) || scene.coverage.blind(server, client))
    return null;
  return {
    messages: rowsOf([request, final]),
    text: `${asked}; it was accepted, and no NOTIFY came.`,
    ghost: { after: final.row, from: server, to: client, label: 'NOTIFY' },
  };
}

function ofNotify(scene: Scene): Found | null {
  const notifies = scene.exchanges.filter(
    ({ method, hop, request }) => method === 'NOTIFY' && !hop && request !== null,
  );
  const refused = notifies.find(({ final }) => final?.status === 481);
  if (refused?.request && refused.final) {
    return {
      messages: rowsOf([refused.request, refused.final]),
      text: `${scene.nameOf(refused.server)} refused the NOTIFY that it had subscribed to with ${statusText(refused.final)}: it does not know the subscription any more.`,
    };
  }
  const ended = notifies
    .flatMap(({ request }) => (request ? [request] : []))
    .find((request) => badEnd(scene, request) !== null);
  if (!ended) return null;
  const begun = scene.exchanges.some(({ method, request }) => method === 'SUBSCRIBE' && request !== null);
  const served =
    !begun ||
    notifies.some(({ request }) => request && /^active/i.test(scene.header(request.row, 'Subscription-State') ?? ''));
  return {
    severity: served && badEnd(scene, ended) !== 'rejected' ? 'info' : 'warning',
    messages: rowsOf([ended]),
    text: `${scene.nameOf(ended.from)} ended the subscription: ${badEnd(scene, ended)}.`,
  };
}

function badEnd(scene: Scene, { row }: CallMessage): string | null {
  const state = scene.header(row, 'Subscription-State') ?? '';
  if (!/^terminated/i.test(state) || /^refer\b/i.test(scene.header(row, 'Event') ?? '')) return null;
  return BAD_ENDS.exec(state)?.[1] ?? null;
}
