import { TRUNCATED } from '../../base/captured.ts';
import type { CallMessage } from '../../call/types.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { rowsOf, statusText } from '../texts.ts';

const MAKERS = new Set(['INVITE', 'SUBSCRIBE', 'REFER', 'UPDATE']);

export const contactMissing: Rule = {
  id: 'N09',
  title: 'Contact missing',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 3261 §8.1.1.8, §12.1.1',
  reads: ['messages'],
  when: 'A request that makes a dialog, or the 2xx to INVITE or SUBSCRIBE, has no Contact, or an INVITE has several.',
  unless: [
    'requests reach that side all the same',
    'it is missing in a 1xx only, or in an answer to UPDATE or REFER',
    'the log leaves out headers, or the message was cut',
  ],
  nextStep: 'Correct the sender: without Contact the far side cannot send ACK, BYE or re-INVITE directly.',
  *check(scene) {
    if (scene.coverage.lossy) return;
    const told = new Set<number>();
    for (const message of scene.messages) {
      const { method, kind, copy, flags, from } = message;
      const counts =
        kind === 'request' ? MAKERS.has(method) : isSuccess(message) && (method === 'INVITE' || method === 'SUBSCRIBE');
      if (!counts || copy !== null || flags & TRUNCATED || told.has(from)) continue;
      const contacts = scene.headers(message.row).all('Contact');
      const many = method === 'INVITE' && kind === 'request' && contacts.length > 1;
      if (contacts.length > 0 && !many) continue;
      told.add(from);
      const serious = kind === 'response' || method === 'INVITE' || method === 'SUBSCRIBE';
      yield {
        severity: serious && (many || !isReached(scene, message)) ? 'error' : 'info',
        messages: rowsOf([message]),
        title: many ? 'Several Contacts' : this.title,
        text: `The ${kind === 'request' ? method : statusText(message)} of ${scene.nameOf(from)} has ${many ? `${contacts.length} Contacts instead of one` : 'no Contact: the far side cannot reach it directly'}.`,
      };
    }
  },
};

/** A later request of the same Call-ID was sent to it, or its NOTIFY brings the Contact after all (RFC 6665 §4.4.1). */
function isReached({ messages }: Scene, { from, time, toTag, fromTag, method }: CallMessage): boolean {
  if (method === 'SUBSCRIBE' && messages.some((later) => later.method === 'NOTIFY' && later.from === from)) return true;
  return messages.some(
    (later) =>
      later.kind === 'request' && later.time > time && later.to === from && [toTag, fromTag].includes(later.fromTag),
  );
}
