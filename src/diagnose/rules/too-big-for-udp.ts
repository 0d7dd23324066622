import type { CallMessage } from '../../call/types.ts';
import { addressClass } from '../address-class.ts';
import { pairOf } from '../coverage.ts';
import type { Exchange } from '../exchange.ts';
import type { Severity } from '../finding.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { silenceOf } from '../silence.ts';
import { plural, rowsOf } from '../texts.ts';

/** RFC 3261 §18.1.1: above this a request goes over TCP unless the path is known to carry more. */
const LIMIT = 1300;
/** Bytes of SIP that an Ethernet packet carries over IPv4 and IPv6. */
const IPV4_ROOM = 1472;
const IPV6_ROOM = 1452;

export const tooBigForUdp: Rule = {
  id: 'N15',
  title: 'Message too big for UDP',
  severity: 'warning',
  tier: 'F1',
  reference: 'RFC 3261 §18.1.1',
  reads: ['index'],
  when: 'A request of more than 1300 bytes goes over UDP; an error when it is not answered while smaller ones to the same host are.',
  unless: [
    'it is answered at the first try',
    'it runs on one machine: its loopback makes no fragments',
    'it goes over TCP',
    'the trace ends before the sender had to give up',
  ],
  nextStep: 'Use TCP or TLS, offer fewer codecs, and leave out headers that are not needed.',
  *check(scene) {
    const told = new Set<string>();
    for (const exchange of scene.exchanges) {
      const { request, server, client, method } = exchange;
      if (request?.transport !== 1 || request.size <= LIMIT || told.has(`${client} ${server} ${method}`)) continue;
      if (addressClass(scene.endpoint(server).address) === 'loopback') continue;
      told.add(`${client} ${server} ${method}`);
      const severity = weight(scene, exchange);
      const packets = packetsOf(scene, request);
      yield {
        severity,
        messages: rowsOf(exchange.copies.slice(0, 3)),
        text: `The ${method} to ${scene.nameOf(server)} has ${request.size} bytes over UDP${packets > 1 ? `: ${plural(packets, 'IP packet')}, of which many firewalls and routers drop all but the first` : ', more than the RFC allows without TCP'}.${severity === 'error' ? ' It was not answered, while smaller requests to the same host were.' : severity === 'info' ? ' It arrived.' : ''}`,
        ...(severity === 'info' && { nextStep: 'Nothing to do as long as it arrives.' }),
      };
    }
  },
};

function weight(scene: Scene, exchange: Exchange): Severity {
  const { responses, copies, client, server } = exchange;
  if (responses.length > 0) return copies.length === 1 ? 'info' : 'warning';
  if (silenceOf(scene, exchange) !== 'silent') return 'info';
  return (pairOf(scene.trace, client, server)?.answered ?? 0) > 0 ? 'error' : 'warning';
}

function packetsOf(scene: Scene, { size, to }: CallMessage): number {
  const room = scene.endpoint(to).address.includes(':') ? IPV6_ROOM : IPV4_ROOM;
  return Math.ceil(size / room);
}
