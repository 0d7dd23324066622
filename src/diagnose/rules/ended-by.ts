import type { CallMessage, EndedBy } from '../../call/types.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';

const TITLES: Readonly<Record<EndedBy, string>> = {
  caller: 'Ended by the caller',
  callee: 'Ended by the callee',
  middle: 'Ended by a server between',
  both: 'Both hung up at once',
};

export const endedBy: Rule = {
  id: 'C01',
  title: 'Who ended the call',
  severity: 'info',
  tier: 'F1',
  reference: 'RFC 3261 §15.1',
  reads: ['index'],
  asks: ['BYE'],
  when: 'A call that was answered ends with a BYE: its sender is the side that hung up.',
  unless: [
    'both sides sent BYE before either was answered: both hung up',
    'a timer or a failed request explains the end better',
    'the beginning is not in the trace: caller and callee are not known',
  ],
  nextStep: 'Nothing to do.',
  *check(scene) {
    const { endedBy: side, talk, partial } = scene.call.summary;
    const answered = scene.initial.some(({ final }) => isSuccess(final));
    const bye = byeOf(scene);
    if (side === null || partial || !answered || !bye) return;
    const exchange = scene.exchanges.find(({ request }) => request?.row === bye.row);
    const length = sayDuration(talk);
    const product = scene.product(bye.row);
    const who =
      side === 'both'
        ? 'both sides at once'
        : `the ${side === 'middle' ? 'server between both sides' : side}, ${scene.nameOf(bye.from)}`;
    yield {
      messages: rowsOf([bye, exchange?.final]),
      title: TITLES[side],
      text: `The call was ended by ${who}${product === '' ? '' : ` (${product})`}${length === '' ? '' : ` after ${length} of talk time`}.`,
    };
  },
};

function byeOf(scene: Scene): CallMessage | undefined {
  const { decidedBy } = scene.call.summary;
  const decided = scene.at(decidedBy);
  if (decided?.method === 'BYE' && decided.kind === 'request') return decided;
  return scene.messages.find(({ method, kind }) => method === 'BYE' && kind === 'request');
}
