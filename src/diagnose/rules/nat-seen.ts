import { isSameHost } from '../../base/address.ts';
import { hostPortText, isName, topViaOf } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

export const natSeen: Rule = {
  id: 'N03',
  title: 'NAT seen in Via',
  severity: 'info',
  tier: 'F1',
  reference: 'RFC 3261 §18.2.1, RFC 3581 §4',
  reads: ['messages'],
  when: 'A response over UDP shows that the network saw another address or port than the sender put into its Via.',
  unless: [
    'the Via has a name: received is required then',
    'over TCP, TLS and WebSocket source ports always differ',
    'received is the address that stands in the Via anyway',
  ],
  nextStep:
    'Nothing to do by itself; if requests to that side do not arrive, look at keepalives and the registration interval.',
  *check(scene) {
    const told = new Set<number>();
    for (const message of scene.messages) {
      if (message.kind !== 'response' || told.has(message.to) || message.transport > 1) continue;
      const text = scene.header(message.row, 'Via') ?? '';
      // Most say nothing of it, and need not be taken apart.
      if (/^\w/.test(text) && !/received|rport\s*=/i.test(text)) continue;
      const via = topViaOf(scene, message.row);
      if (!via || !/^UDP$/i.test(via.transport) || isName(via.host)) continue;
      const port = via.port ?? 5060;
      const host = via.received?.replace(/[[\]]/g, '') ?? via.host;
      const rport = /^\d{1,5}$/.test(via.rport ?? '') ? Number(via.rport) : null;
      const moved = !isSameHost(host, via.host);
      const remapped = rport !== null && rport !== port;
      if (!moved && !remapped) continue;
      told.add(message.to);
      yield {
        confidence: moved ? 'certain' : 'likely',
        messages: rowsOf([message]),
        text: `${scene.nameOf(message.to)} is behind a NAT: it calls itself ${hostPortText({ host: via.host, port })}, and ${scene.nameOf(message.from)} sees ${hostPortText({ host, port: rport })}.`,
      };
    }
  },
};
