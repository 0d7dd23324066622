import { hasParameter } from '../../sip/values.ts';
import { hasAddresses, isOwnCopy, viasOf } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

export const noRport: Rule = {
  id: 'N04',
  title: 'Reply goes to the wrong port',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3581 §3',
  reads: ['index', 'messages'],
  asks: ['retransmission'],
  when: 'A UDP request leaves from another port than its Via names, without rport; the reply goes to the port in the Via, and the request is sent again.',
  unless: ['the server answers to the source port anyway', 'the request is not repeated: the reply arrived'],
  nextStep: 'Enable rport (RFC 3581) in the client.',
  *check(scene) {
    for (const { request, copies, responses } of scene.exchanges) {
      if (!request || request.transport > 1 || !hasAddresses(request) || !isOwnCopy(scene, request)) continue;
      const [via] = viasOf(scene, request.row);
      const source = scene.endpoint(request.from).port;
      const named = via?.port ?? 5060;
      if (!via || source === 0 || source === named || hasParameter(via.parameters, 'rport')) continue;
      const response = responses.find(({ to }) => scene.endpoint(to).port === named);
      const again = response && copies.find(({ time }) => time > response.time);
      if (!response || !again) continue;
      yield {
        messages: rowsOf([request, response, again]),
        text: `The reply went to port ${named}, but ${scene.nameOf(request.from)} had asked from port ${source} and did not get it: a NAT drops such a reply.`,
      };
      return;
    }
  },
};
