import { hasAddresses } from '../addressing.ts';
import { wasAccepted } from '../hygiene.ts';
import type { Rule } from '../rule.ts';
import { rowsOf, statusText } from '../texts.ts';

export const foreignVia: Rule = {
  id: 'H09',
  title: 'Response with a foreign Via',
  severity: 'error',
  tier: 'F4',
  reference: 'RFC 3261 §18.1.2',
  reads: ['index'],
  when: 'A response has more or fewer Via values than the request that it answers on the same hop.',
  unless: [
    'its receiver took the message all the same: worth a note',
    'the request is not in the trace',
    'the log leaves out headers',
  ],
  nextStep: 'A proxy on the way did not take off its own Via, or took off too many.',
  *check(scene) {
    if (scene.coverage.lossy) return;
    for (const { request, responses } of scene.exchanges) {
      if (!request || !hasAddresses(request)) continue;
      const asked = scene.viaCount(request.row);
      const odd = responses.find(
        (response) => response.copy !== 'retransmission' && scene.viaCount(response.row) !== asked,
      );
      if (!odd || asked === 0) continue;
      yield {
        severity: wasAccepted(scene, odd) ? 'info' : 'error',
        messages: rowsOf([request, odd]),
        text: `The ${statusText(odd)} of ${scene.nameOf(odd.from)} has ${scene.viaCount(odd.row)} Via values, the ${request.method} that it answers has ${asked}.`,
      };
      return;
    }
  },
};
