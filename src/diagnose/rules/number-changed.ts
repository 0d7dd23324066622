import { requestUriOf } from '../addressing.ts';
import { digitsOf } from '../identity.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

export const numberChanged: Rule = {
  id: 'I06',
  title: 'Number format changes',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3966 §5',
  reads: ['messages'],
  asks: ['INVITE', 'hop'],
  when: 'The number in the Request-URI changes its form from one hop to the next: a plus sign, zeros or a prefix come or go.',
  unless: ['it becomes the name of a device or account', 'short codes and extensions'],
  nextStep: 'If the call fails behind that hop, check its translation rule.',
  *check(scene) {
    for (const message of scene.messages) {
      if (message.method !== 'INVITE' || message.kind !== 'request' || message.copy !== 'hop' || message.toTag !== '')
        continue;
      const before = scene.at(message.of);
      const [a, b] = [before ? userOf(scene, before.row) : '', userOf(scene, message.row)];
      if (!before || a === b || !isNumber(a) || !isNumber(b)) continue;
      const [x, y] = [digitsOf(a), digitsOf(b)];
      if (!x.endsWith(y.slice(-6)) && !y.endsWith(x.slice(-6))) continue;
      yield {
        confidence: 'hint',
        messages: rowsOf([before, message]),
        text: `The number changes from ${a} to ${b} at ${scene.nameOf(message.from)}.`,
      };
      return;
    }
  },
};

type UriScene = Parameters<typeof requestUriOf>[0];

function userOf(scene: UriScene, row: number): string {
  return (requestUriOf(scene, row)?.user ?? '').split(';')[0]?.slice(0, 40) ?? '';
}

/** At least six digits, perhaps with a plus sign. */
function isNumber(user: string): boolean {
  return /^\+?\d{6,}$/.test(user);
}
