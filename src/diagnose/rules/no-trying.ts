import type { Rule } from '../rule.ts';
import { sayDuration, sayTimes } from '../say.ts';
import { rowsOf, statusText } from '../texts.ts';

/** RFC 3261 §17.2.1, microseconds. */
const LIMIT = 200_000;

export const noTrying: Rule = {
  id: 'T13',
  title: 'No 100 within 200 ms',
  severity: 'info',
  tier: 'F3',
  reference: 'RFC 3261 §17.2.1',
  reads: ['index'],
  asks: ['INVITE', 'retransmission'],
  when: 'The first response to an INVITE over UDP is no 100, comes later than 200 ms, and the INVITE had been repeated before.',
  unless: ['the INVITE was not repeated: the way may be long', 'a 100 comes'],
  nextStep: 'Look at the load of the next hop, and at its name lookups.',
  *check(scene) {
    for (const { method, copies, responses, server } of scene.exchanges) {
      const [first] = copies;
      const [response] = responses;
      if (method !== 'INVITE' || !first || !response || response.status === 100 || first.transport > 1) continue;
      const repeated = copies.filter(({ time }) => time < response.time);
      if (repeated.length < 2 || !(response.time - first.time > LIMIT)) continue;
      yield {
        messages: rowsOf(copies, [response]),
        text: `${scene.nameOf(server)} took ${sayDuration(response.time - first.time)} to react, with ${statusText(response)}, and sent no 100 before: the INVITE was sent ${sayTimes(repeated.length)} meanwhile.`,
      };
    }
  },
};
