import { TRUNCATED } from '../../base/captured.ts';
import type { CallMessage } from '../../call/types.ts';
import { faultFound, faultsOf, messageText, wasAccepted } from '../hygiene.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { rowsOf, statusText } from '../texts.ts';

const CODES = new Set(['missing-from-tag', 'empty-tag']);

export const tagWrong: Rule = {
  id: 'H05',
  title: 'Tag missing or wrong',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 3261 §8.1.1.3, §8.2.6.2',
  reads: ['index', 'messages'],
  when: 'From has no tag, a final response has no To tag, or a request inside the call has tags that no dialog of its Call-ID has.',
  unless: [
    'its receiver took the message all the same: worth a note',

    '100 needs no To tag',
    'the trace starts in the middle of the call',
    'a peer of RFC 2543 (no z9hG4bK) knows no tags',
    'the 2xx that made the dialog is not in the trace',
  ],
  nextStep: 'Correct the sender; peers answer 481.',
  *check(scene) {
    for (const fault of faultsOf(scene, CODES)) yield faultFound(scene, fault, this.severity);
    if (scene.coverage.lossy) return;
    const untagged = scene.messages.find(
      ({ status, toTag, copy, flags, branch }) =>
        status >= 200 && toTag === '' && copy === null && !(flags & TRUNCATED) && branch.startsWith('z9hG4bK'),
    );
    if (untagged) {
      yield {
        severity: wasAccepted(scene, untagged) ? 'info' : 'error',
        messages: rowsOf([untagged]),
        text: `The ${statusText(untagged)} of ${scene.nameOf(untagged.from)} has no To tag.`,
      };
    }
    const stray = strayOf(scene);
    if (stray) {
      yield {
        messages: rowsOf([stray]),
        text: `The ${messageText(scene, stray)} has tags that do not belong to any dialog of this call.`,
      };
    }
  },
};

/** A request inside a dialog, of a call whose beginning the trace has, with a pair of tags that nobody agreed on. */
function strayOf(scene: Scene): CallMessage | undefined {
  if (scene.call.summary.kind !== 'call' || scene.coverage.startsMidCall || scene.initial.length === 0)
    return undefined;
  if (!mayStray(scene)) return undefined;
  const pairs = new Set<string>();
  let answered = false;
  for (const { kind, fromTag, toTag, status, method } of scene.messages) {
    if (kind !== 'response' || toTag === '') continue;
    pairs.add(pairText(fromTag, toTag)).add(pairText(toTag, fromTag));
    if (method === 'INVITE' && status >= 200 && status < 300) answered = true;
  }
  if (!answered) return undefined;
  return scene.messages.find(
    ({ kind, method, fromTag, toTag, copy }) =>
      kind === 'request' &&
      method !== 'ACK' &&
      toTag !== '' &&
      fromTag !== '' &&
      copy === null &&
      !pairs.has(pairText(fromTag, toTag)),
  );
}

/** Whether a request stands in a dialog in which no response does: nearly never. */
function mayStray({ messages }: Scene): boolean {
  const agreed = new Set<number>();
  for (const { kind, toTag, dialog } of messages) if (kind === 'response' && toTag !== '') agreed.add(dialog);
  return messages.some(
    ({ kind, dialog, toTag, fromTag }) =>
      kind === 'request' && toTag !== '' && (!agreed.has(dialog) || fromTag === toTag),
  );
}

/** Two tags as one text that no other two tags make. */
function pairText(one: string, other: string): string {
  return `${one.length} ${one} ${other}`;
}
