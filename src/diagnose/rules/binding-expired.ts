import { REGISTER } from '../../sip/methods.ts';
import { addressClass } from '../address-class.ts';
import { hasAddresses } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { silenceOf } from '../silence.ts';
import { rowsOf } from '../texts.ts';
import type { TraceFacts } from '../trace-facts.ts';

/** Home routers forget a UDP binding after 30 to 60 s without traffic, microseconds. */
const FORGOTTEN = 60_000_000;

export const bindingExpired: Rule = {
  id: 'G06',
  title: 'NAT binding probably expired',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 5626 §4.4',
  reads: ['index'],
  asks: ['INVITE', 'unanswered'],
  when: 'An INVITE over UDP to a registered device behind a NAT gets no answer, and nothing had passed that way for more than 60 seconds.',
  unless: ['over TCP or TLS', 'something passed within the last 60 seconds', 'the device answers'],
  nextStep: 'Let the device send keepalives every 25 to 30 seconds, or register more often.',
  *check(scene) {
    const exchange = scene.exchanges.find(
      (one) => one.method === 'INVITE' && !one.inDialog && silenceOf(scene, one) === 'silent',
    );
    const request = exchange?.request;
    if (!request || request.transport > 1 || !hasAddresses(request)) return;
    const { address, port } = scene.endpoint(request.to);
    if (addressClass(address) !== 'public' || port === 5060 || port === 0) return;
    const times = scene.trace.once(trafficByEndpoint).get(request.to);
    const last = times?.findLast((time) => time < request.time);
    if (last === undefined || request.time - last < FORGOTTEN) return;
    yield {
      confidence: 'hint',
      messages: rowsOf(exchange.copies),
      text: `Nothing had passed between the server and ${scene.nameOf(request.to)} for ${sayDuration(request.time - last)} when the INVITE was sent: a home router closes the door after 30 to 60 s.`,
    };
  },
};

/** Times of all messages from and to each endpoint that sent a REGISTER. */
function trafficByEndpoint({ index }: TraceFacts): ReadonlyMap<number, readonly number[]> {
  const c = index.columns;
  const devices = new Map<number, number[]>();
  for (let row = 0; row < index.count; row++) {
    if (c.method[row] === REGISTER && c.status[row] === 0) devices.set(c.from[row] as number, []);
  }
  for (let row = 0; row < index.count; row++) {
    for (const end of [c.from[row] as number, c.to[row] as number]) devices.get(end)?.push(c.time[row] as number);
  }
  return devices;
}
