import { isSameSocket } from '../addressing.ts';
import { aorOf, ownBinding, registeredOf } from '../registrations.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

export const expiryChanged: Rule = {
  id: 'G02',
  title: 'Registrar changed the expiry',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3261 §10.2.4',
  reads: ['messages'],
  asks: ['REGISTER'],
  when: 'The 200 to a REGISTER gives a shorter time than was asked for; an error when the own Contact is not in it at all.',
  unless: [
    'the registration is taken away (Expires 0, Contact: *)',
    'it only asks which bindings there are (no Contact)',
    'the Contact is there with another address: that is a finding of its own',
  ],
  nextStep: 'The client has to register again within the time that the registrar gives.',
  *check(scene) {
    const done = registeredOf(scene).findLast(({ removes, asked }) => !removes && asked.length > 0);
    const [own] = done?.asked ?? [];
    if (!done || !own) return;
    const kept = ownBinding(done);
    const given = kept?.expires;
    if (!kept) {
      if (done.bindings.some(({ uri }) => uri.user === own.uri.user || isSameSocket(uri, own.uri))) return;
      yield {
        severity: 'error',
        messages: rowsOf([done.request, done.final]),
        title: 'Registered, but not listed',
        text: `The registrar ${scene.nameOf(done.final.from)} says 200, but the Contact of ${aorOf(scene)} is not among those that it lists: calls will not reach it.`,
      };
    } else if (given !== null && given !== undefined && done.wanted !== null && given < done.wanted) {
      yield {
        messages: rowsOf([done.request, done.final]),
        text: `${aorOf(scene)} is registered for ${given} s; it had asked for ${done.wanted} s.`,
      };
    }
  },
};
