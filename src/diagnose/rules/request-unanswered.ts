import type { Rule } from '../rule.ts';
import { sayTimes } from '../say.ts';
import { silenceOf } from '../silence.ts';
import { rowsOf } from '../texts.ts';

/** Methods whose silence other rules speak of, with more to say. */
const OTHERS = new Set(['INVITE', 'ACK', 'CANCEL', 'OPTIONS', 'REGISTER', 'MESSAGE', 'SUBSCRIBE', 'NOTIFY', 'PRACK']);

export const requestUnanswered: Rule = {
  id: 'T08',
  title: 'Request never answered',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3261 §17.1.2.2',
  reads: ['index'],
  asks: ['unanswered'],
  when: 'A BYE, UPDATE, INFO, REFER or other request got no final response within 32 seconds (timer F).',
  unless: [
    'the trace ends before the sender had to give up',
    'answers in this direction were not captured',
    'another capture point shows the answer',
    'OPTIONS, REGISTER and CANCEL have rules of their own',
  ],
  nextStep: 'Check how requests inside a call are routed (Contact, Route) and whether a NAT binding had run out.',
  *check(scene) {
    for (const exchange of scene.exchanges) {
      const { method, copies, server, client } = exchange;
      if (OTHERS.has(method) && !(method === 'OPTIONS' && exchange.inDialog)) continue;
      if (silenceOf(scene, exchange) !== 'silent') continue;
      const over = method === 'BYE' ? ' The call is over anyway.' : '';
      yield {
        messages: rowsOf(copies),
        title: `${method} never answered`,
        text: `${scene.nameOf(client)} sent ${method} to ${scene.nameOf(server)} ${sayTimes(copies.length)} and got no answer.${over}`,
        ghost: { after: copies.at(-1)?.row ?? -1, from: server, to: client, label: `200 OK` },
      };
    }
  },
};
