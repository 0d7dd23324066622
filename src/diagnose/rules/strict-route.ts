import { hasParameter } from '../../sip/values.ts';
import { urisOf } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

export const strictRoute: Rule = {
  id: 'N07',
  title: 'Record-Route without lr',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 3261 §16.12.1',
  reads: ['messages'],
  asks: ['INVITE'],
  headers: ['Record-Route'],
  when: 'A proxy asks to stay in the path with a Record-Route that lacks lr: old, strict routing.',
  unless: ['lr=on counts as lr'],
  nextStep: 'Add ;lr to the Record-Route of that proxy.',
  *check(scene) {
    for (const message of scene.messages) {
      if (message.method !== 'INVITE' || message.status >= 300) continue;
      const strict = urisOf(scene, message.row, 'Record-Route').find(
        ({ parameters, host }) => host !== '' && !hasParameter(parameters, 'lr'),
      );
      if (!strict) continue;
      yield {
        messages: rowsOf([message]),
        text: `The proxy ${strict.host.slice(0, 80)} asks for strict routing (no lr in its Record-Route): many phones get the next request wrong.`,
      };
      return;
    }
  },
};
