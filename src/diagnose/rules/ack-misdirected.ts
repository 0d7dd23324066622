import { isSameHost } from '../../base/address.ts';
import type { CallMessage } from '../../call/types.ts';
import type { Uri } from '../../sip/uri.ts';
import { hasParameter } from '../../sip/values.ts';
import { isInside } from '../address-class.ts';
import { hostPortText, isName, isSameSocket, nextHostOf, portOf, requestUriOf, urisOf } from '../addressing.ts';
import { type Answer, ackState, answersOf } from '../answers.ts';
import type { Confidence } from '../finding.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';

/** What is wrong with the address of an ACK, in words. */
interface AckFault {
  readonly ack: CallMessage;
  readonly response: CallMessage;
  readonly text: string;
  readonly confidence: Confidence;
}

export const ackMisdirected: Rule = {
  id: 'T06',
  title: 'ACK sent to the wrong place',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3261 §12.2.1.1',
  reads: ['index', 'messages'],
  asks: ['answer', 'retransmission'],
  when: 'At least two more copies of the 2xx follow an ACK whose Request-URI is not the Contact of that 2xx, which skips the first Route, or which went to a private address while the call runs between public ones.',
  unless: [
    'only one copy of the 2xx follows: it crossed the ACK',
    'a proxy rewrote the ACK: only the copy that its own user agent sent is judged',
    'the Contact names no port: that means 5060, or 5061 for TLS',
    'the Contact is a name that resolves to where the ACK went',
    'the first Route is a strict router: its URI is the Request-URI, and the Contact the last Route',
    'the same IPv6 address is written in another way',
    'the Route names in maddr where it leads',
  ],
  nextStep:
    'Correct how the caller’s side handles Contact and Record-Route (loose routing), its external address, or switch off the SIP ALG on the way.',
  *check(scene) {
    for (const answer of answersOf(scene)) {
      const fault = ackState(scene, answer) === 'useless' ? ackFault(scene, answer) : null;
      if (!fault) continue;
      yield {
        confidence: fault.confidence,
        messages: rowsOf(answer.repeated.copies, answer.acks, [fault.response]),
        text: `The ACK left, but ${fault.text}. ${scene.nameOf(answer.repeated.exchange.server)} does not get it, or cannot match it, and goes on waiting.`,
      };
    }
  },
};

/** What is wrong with where an ACK was sent, as the UA that sent it (one Via) did; null when nothing is. */
export function ackFault(scene: Scene, answer: Answer): AckFault | null {
  for (const ack of answer.acks) {
    if (ack.copy !== null || scene.viaCount(ack.row) !== 1) continue;
    const response = answer.hops.find(({ exchange }) => exchange.client === ack.from)?.response;
    if (!response) continue;
    const fault =
      wrongRoute(scene, ack, response) ?? wrongTarget(scene, answer, ack, response) ?? wrongHost(scene, ack);
    if (fault) return { ack, response, ...fault };
  }
  return null;
}

type Fault = Pick<AckFault, 'text' | 'confidence'>;

/**
 * RFC 3261 §12.2.1.1: with a route set the request goes to its first entry, and carries it as its first Route, or as its
 * Request-URI when that is a strict router.
 */
function wrongRoute(scene: Scene, ack: CallMessage, response: CallMessage): Fault | null {
  const recorded = urisOf(scene, response.row, 'Record-Route');
  const first = recorded.at(-1);
  if (!first) return null;
  const routes = urisOf(scene, ack.row, 'Route');
  const sentTo = scene.endpoint(ack.to);
  if (routes.length === 0 && !isAt(first, sentTo.address, sentTo.port)) {
    return { text: `without the Route to ${nextHostOf(first)} that the 200 asks for`, confidence: sureOf(first) };
  }
  const top = isStrict(first) ? first : routes[0];
  if (top && !isName(nextHostOf(top)) && sentTo.kind === 'address' && !isAt(top, sentTo.address, 0)) {
    return { text: `to ${sentTo.address} instead of its first Route ${nextHostOf(top)}`, confidence: sureOf(top) };
  }
  return null;
}

/** The Request-URI must be the Contact of the 2xx, unless a strict router stands first. */
function wrongTarget(scene: Scene, answer: Answer, ack: CallMessage, response: CallMessage): Fault | null {
  const contact = urisOf(scene, response.row, 'Contact')[0];
  const target = requestUriOf(scene, ack.row);
  if (!contact || !target || contact.host === '' || target.host === '') return null;
  const route = urisOf(scene, response.row, 'Record-Route').at(-1);
  if (route && isStrict(route)) return null;
  if (isSameSocket(contact, target)) return null;
  // A name and an address may mean the same host: they do when the 200 came from that address.
  const sure = isName(contact.host) === isName(target.host);
  const callee = addressOfCallee(scene, answer);
  if (!sure && [contact, target].some(({ host }) => isSameHost(host, callee))) return null;
  return {
    text: `it is addressed to ${hostPortText(target)} instead of ${hostPortText(contact)}, the Contact of the 200`,
    confidence: sure ? 'certain' : 'likely',
  };
}

function isStrict({ parameters }: Uri): boolean {
  return !hasParameter(parameters, 'lr');
}

function addressOfCallee(scene: Scene, { hops, repeated }: Answer): string {
  return scene.endpoint((hops.at(-1) ?? repeated).exchange.server).address;
}

function wrongHost(scene: Scene, ack: CallMessage): Fault | null {
  const to = scene.endpoint(ack.to).address;
  const { caller, callee } = scene.call.summary;
  if (!isInside(to)) return null;
  const ends = [caller.endpoint, callee.endpoint].filter((id) => id >= 0).map((id) => scene.endpoint(id).address);
  if (ends.length === 0 || ends.some((address) => isInside(address))) return null;
  return { text: `to ${to}, a private address, while the call runs between public ones`, confidence: 'certain' };
}

/** Whether a URI leads to this address; port 0 asks for the host alone. */
function isAt(uri: Uri, address: string, port: number): boolean {
  const host = nextHostOf(uri);
  return !isName(host) && isSameHost(host, address) && (port === 0 || portOf(uri) === port);
}

function sureOf(uri: Uri): Confidence {
  return isName(nextHostOf(uri)) ? 'likely' : 'certain';
}
