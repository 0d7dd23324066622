import { hostPortText, isSameSocket } from '../addressing.ts';
import { aorOf, ownBinding, registeredOf } from '../registrations.ts';
import type { Rule } from '../rule.ts';
import { plural, rowsOf } from '../texts.ts';

/** Bindings of one device that are left over. */
const STALE = 5;

export const contactAltered: Rule = {
  id: 'G05',
  title: 'Registrar returned another Contact',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3261 §10.3',
  reads: ['messages'],
  asks: ['REGISTER'],
  when: 'The 200 to a REGISTER lists the Contact of the sender with another host or port, or more than five old bindings of the same device.',
  unless: [
    'only parameters such as received or expires were added',
    'other devices of the account are listed too',
    'the same host or port is written in another way',
  ],
  nextStep: 'Look for a SIP ALG on the way, or a registrar that rewrites the Contact; remove old bindings.',
  *check(scene) {
    const done = registeredOf(scene).findLast(({ removes, asked }) => !removes && asked.length > 0);
    const [own] = done?.asked ?? [];
    if (!done || !own) return;
    const altered = ownBinding(done)
      ? undefined
      : done.bindings.find(
          ({ uri, instance }) => uri.host !== '' && !isSameSocket(uri, own.uri) && isOfDevice(uri.user, instance, own),
        );
    if (altered) {
      yield {
        messages: rowsOf([done.request, done.final]),
        text: `${aorOf(scene)} sent the Contact ${hostPortText(own.uri)}, and ${scene.nameOf(done.final.from)} lists ${hostPortText(altered.uri)} instead.`,
      };
    }
    const same = done.bindings.filter(({ instance }) => instance !== null && instance === own.instance);
    if (same.length > STALE) {
      yield {
        messages: rowsOf([done.request, done.final]),
        text: `${plural(same.length, 'binding')} of the same device are registered for ${aorOf(scene)}: old ones were never removed.`,
      };
    }
  },
};

function isOfDevice(
  user: string | null,
  instance: string | null,
  own: { readonly uri: { readonly user: string | null }; readonly instance: string | null },
): boolean {
  return own.instance !== null && instance !== null ? instance === own.instance : user === own.uri.user;
}
