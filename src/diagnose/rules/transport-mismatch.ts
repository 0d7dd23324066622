import { transportName } from '../../base/transport.ts';
import { hasAddresses, isOwnCopy, topViaOf } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

/** How a Via begins that names one of these. */
const PLAIN = new Map<string, string>([
  ['UDP', 'SIP/2.0/UDP '],
  ['TCP', 'SIP/2.0/TCP '],
]);

export const transportMismatch: Rule = {
  id: 'N14',
  title: 'Via names another transport',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 3261 §18.1.1',
  reads: ['index', 'messages'],
  when: 'A request goes over another transport than its own Via says.',
  unless: ['the log may name the transport wrongly', 'the packet is TLS or WebSocket, undone before it was captured'],
  nextStep: 'Correct the sender: replies follow the Via.',
  *check(scene) {
    if (scene.coverage.lossy) return;
    for (const message of scene.messages) {
      if (message.kind !== 'request' || !hasAddresses(message)) continue;
      const used = transportName(message.transport);
      const usual = PLAIN.get(used);
      if (usual === undefined || scene.header(message.row, 'Via')?.startsWith(usual)) continue;
      const said = topViaOf(scene, message.row)?.transport.toUpperCase() ?? '';
      if (!PLAIN.has(said) || said === used || !isOwnCopy(scene, message)) continue;
      yield {
        messages: rowsOf([message]),
        text: `${scene.nameOf(message.from)} sent its ${message.method} over ${used}, but its Via says ${said}.`,
      };
      return;
    }
  },
};
