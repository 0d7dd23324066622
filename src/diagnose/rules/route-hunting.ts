import { followUpOf, isHunted } from '../hunting.ts';
import type { Rule } from '../rule.ts';
import { sayList } from '../say.ts';
import { rowsOf } from '../texts.ts';

/** Attempts further apart belong to a person who dials again, microseconds. */
const SPAN = 30_000_000;

export const routeHunting: Rule = {
  id: 'R22',
  title: 'Route hunting',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3263 §4.3',
  reads: ['index'],
  asks: ['INVITE'],
  when: 'After a failure (408, 5xx or no reply) the same call is tried at another host, under the same Call-ID or at once under a new one.',
  unless: ['a person dials again: that takes longer than 3 seconds', 'the attempts go to the same host'],
  nextStep: 'Nothing to do if the call went through; otherwise look at each route by itself.',
  *check(scene) {
    const { initial, trace } = scene;
    const hostOf = (endpoint: number) => trace.hostOf[endpoint] ?? -1;
    const routes = initial.filter(
      ({ server }, i) => initial.findIndex((other) => hostOf(other.server) === hostOf(server)) === i,
    );
    const [first] = routes;
    const last = routes.at(-1);
    const other = followUpOf(scene);
    const within = (last?.request?.time ?? 0) - (first?.request?.time ?? 0) <= SPAN;
    const failed = routes.slice(0, -1).every(({ final }) => isHunted(final?.status ?? 0));
    if (first && last && routes.length > 1 && within && failed && !initial.some(({ final }) => final?.retried)) {
      yield {
        messages: rowsOf(routes.flatMap(({ request, final }) => [request, final])),
        text: `${routes.length} routes were tried: ${sayList(routes.map(({ server }) => scene.nameOf(server)))}.`,
      };
    } else if (other >= 0 && first) {
      yield {
        confidence: 'likely',
        messages: rowsOf([first.request, first.final]),
        text: `${scene.nameOf(first.server)} failed, and at once the call was tried again at ${scene.nameOf(other)} under another Call-ID.`,
      };
    }
  },
};
