import { pairOf } from '../coverage.ts';
import type { Rule } from '../rule.ts';
import type { HostPair, TraceFacts } from '../trace-facts.ts';

/** Requests after which the missing answers are no chance. */
const ENOUGH = 5;

export const oneDirection: Rule = {
  id: 'T22',
  title: 'Only one direction captured',
  severity: 'info',
  tier: 'F1',
  reference: 'RFC 3261 §8.1.3',
  reads: ['index'],
  when: 'Five or more requests from one host to another have no response in the trace, and yet ACK, BYE or other requests follow that only make sense after an answer.',
  unless: ['the far side is really silent: then only retransmissions and new attempts follow'],
  nextStep: 'Capture both directions, or on all interfaces.',
  *check(scene) {
    if (!scene.trace.once(isOneWaySomewhere)) return;
    const told = new Set<number>();
    for (const { client, server, responses, request } of scene.exchanges) {
      const pair = pairOf(scene.trace, client, server);
      if (!pair || !request || responses.length > 0 || told.has(server)) continue;
      if (!isOneWay(pair)) continue;
      told.add(server);
      const own = scene.messages.filter(({ from, to }) => from === client && to === server);
      yield {
        messages: own.map(({ row }) => row),
        text: `The trace shows only what ${scene.nameOf(client)} sends to ${scene.nameOf(server)}: none of ${pair.requests} requests has an answer in it, and yet the calls go on. Missing replies prove nothing here.`,
      };
    }
  },
};

function isOneWay({ requests, answered, presuming }: HostPair): boolean {
  return requests >= ENOUGH && answered === 0 && presuming > 0;
}

function isOneWaySomewhere({ pairs }: TraceFacts): boolean {
  return [...pairs.values()].some(isOneWay);
}
