import { byesOf } from '../endings.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { rowsOf, statusText } from '../texts.ts';

/** What crosses the BYE comes sooner, microseconds. */
const CROSSED = 1_000_000;

export const afterTheEnd: Rule = {
  id: 'C15',
  title: 'Requests after the end',
  severity: 'warning',
  tier: 'F4',
  reference: 'RFC 5407 §3.2',
  reads: ['index'],
  asks: ['BYE'],
  when: 'A request inside the call comes more than a second after its BYE was answered.',
  unless: ['a late NOTIFY of a transfer', 'it crossed the BYE', 'the call came up again under the same Call-ID'],
  nextStep: 'Look for a side that did not get the BYE; a 481 is the right answer to such a request.',
  *check(scene) {
    const bye = byesOf(scene)[0];
    const { request: ended, final } = bye ?? {};
    if (!ended || !isSuccess(final)) return;
    const late = scene.exchanges.find(
      ({ request, method, hop, inDialog }) =>
        inDialog &&
        !hop &&
        request !== null &&
        !['BYE', 'ACK', 'NOTIFY', 'CANCEL'].includes(method) &&
        request.time - final.time > CROSSED &&
        sameDialog(request, ended),
    );
    if (!late?.request) return;
    yield {
      messages: rowsOf([ended, final, late.request, late.final]),
      text: `${scene.nameOf(late.client)} still sent ${late.method} after the call had ended${late.final ? `, and got ${statusText(late.final)}` : ''}.`,
    };
  },
};

interface Tagged {
  readonly fromTag: string;
  readonly toTag: string;
}

function sameDialog(a: Tagged, b: Tagged): boolean {
  return (a.fromTag === b.fromTag && a.toTag === b.toTag) || (a.fromTag === b.toTag && a.toTag === b.fromTag);
}
