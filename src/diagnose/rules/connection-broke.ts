import { isReliable } from '../../base/transport.ts';
import { eventsBetween } from '../events.ts';
import type { Rule } from '../rule.ts';
import { quoted, rowsOf } from '../texts.ts';

/** Microseconds after the last message of a transaction in which a closed connection belongs to it. */
const SOON = 40_000_000;

export const connectionBroke: Rule = {
  id: 'T17',
  title: 'Connection broke',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3261 §17.1.4, §18.4',
  reads: ['index', 'rtp'],
  asks: ['traffic'],
  when: 'A TCP or TLS connection was reset, closed or ended by an alert between a request and its answer.',
  unless: ['the transaction was done: an idle connection may be closed'],
  nextStep: 'Check certificate, certification authority and ciphers for TLS; the idle timeout of firewalls for TCP.',
  *check(scene) {
    if (scene.trace.traffic.events.length === 0) return;
    for (const { request, final, client, server, method } of scene.exchanges) {
      if (!request || final || method === 'ACK' || !isReliable(request.transport)) continue;
      const event = eventsBetween(scene, client, server).find(
        ({ kind, time }) =>
          (kind === 'reset' || kind === 'closed' || kind === 'alert') &&
          time >= request.time &&
          time - request.time < SOON,
      );
      if (!event) continue;
      yield {
        messages: rowsOf([request]),
        text: `The connection from ${scene.nameOf(client)} to ${scene.nameOf(server)} was ${event.kind === 'reset' ? 'reset' : 'closed'} before the ${method} was answered${event.detail === '' ? '' : ` (${quoted(event.detail, 60)})`}.`,
      };
      return;
    }
  },
};
