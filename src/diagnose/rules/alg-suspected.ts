import { isSameHost } from '../../base/address.ts';
import type { CallMessage } from '../../call/types.ts';
import { addressOf, isOpen } from '../../media/stream.ts';
import { BODY_SHORT, BODY_SURPLUS } from '../../sip/body-flags.ts';
import { hasParameter } from '../../sip/values.ts';
import { addressClass, isInside } from '../address-class.ts';
import { hasAddresses, isOwnCopy, isPublic, topViaOf, urisOf, viaPortOf } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import { sayList } from '../say.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';

/** Marks from which the suspicion is said. */
const ENOUGH = 3;

export const algSuspected: Rule = {
  id: 'N11',
  title: 'SIP ALG suspected',
  severity: 'warning',
  tier: 'F1',
  reference: 'RFC 3261 §18.2.1',
  reads: ['index', 'messages', 'sdp'],
  when: 'Several marks of a router that edits SIP come together: addresses changed in some places only, a Content-Length that no longer fits, doubled addresses.',
  unless: [
    'a single mark: phones with STUN mix addresses by themselves',
    'everything is private: a LAN or lab',
    'the log changed the message',
    'the Via names no port: that means 5060, or 5061 for TLS',
    'the sender asks by rport to be answered where it sends from: its port differs by design',
  ],
  nextStep:
    'Switch off SIP ALG (also called SIP helper, transformation or inspection) in the router, or use TLS or another port.',
  *check(scene) {
    if (scene.coverage.lossy) return;
    const told = new Set<number>();
    for (const message of scene.messages) {
      if (told.has(message.from) || !hasAddresses(message) || !isPublic(scene, message.from)) continue;
      if (!isOwnCopy(scene, message) || !isWorthALook(scene, message)) continue;
      const marks = marksOf(scene, message);
      if (marks.reduce((sum, { weight }) => sum + weight, 0) < ENOUGH) continue;
      told.add(message.from);
      yield {
        confidence: 'hint',
        messages: rowsOf([message]),
        text: `Something between ${scene.nameOf(message.from)} and ${scene.nameOf(message.to)} seems to edit SIP: ${sayList(marks.map(({ text }) => text))}.`,
      };
    }
  },
};

interface Mark {
  readonly weight: number;
  readonly text: string;
}

function marksOf(scene: Scene, message: CallMessage): Mark[] {
  const { row } = message;
  const marks: Mark[] = [];
  const contact = urisOf(scene, row, 'Contact')[0]?.host ?? '';
  const via = message.kind === 'request' ? topViaOf(scene, row) : undefined;
  const source = scene.endpoint(message.from);
  const sdp = scene.sdp(row);
  const media = sdp?.media.find(isOpen);
  const origin = sdp?.origin?.address ?? '';
  const mixed = [contact, via?.host ?? ''].some((host) => addressClass(host) === 'public');
  if (mixed && (isInside(origin) || isInside(addressOf(media)))) {
    marks.push({ weight: 1, text: 'the headers have a public address and the SDP a private one' });
  }
  if (mixed && isInside(hostOfCallId(message))) marks.push({ weight: 1, text: 'the Call-ID kept a private address' });
  if (isMeasuredWrong(scene, message)) {
    marks.push({ weight: 2, text: 'the Content-Length no longer fits the SDP' });
  }
  if (
    via &&
    isSameHost(via.host, source.address) &&
    source.port > 0 &&
    viaPortOf(via) !== source.port &&
    !hasParameter(via.parameters, 'rport')
  ) {
    marks.push({ weight: 1, text: 'the Via has the right address with another port' });
  }
  if (isDoubled(scene, row)) marks.push({ weight: 2, text: 'an address stands there twice in a row' });
  return marks;
}

/** Without one of these no other marks are enough: the other three are, together, and one of those only a request has. */
function isWorthALook(scene: Scene, message: CallMessage): boolean {
  const mayHaveOthers = message.kind === 'request' && isInside(hostOfCallId(message));
  return mayHaveOthers || isMeasuredWrong(scene, message) || isDoubled(scene, message.row);
}

function hostOfCallId({ callId }: CallMessage): string {
  return callId.slice(callId.lastIndexOf('@') + 1);
}

function isMeasuredWrong({ trace }: Scene, { row, sdp }: CallMessage): boolean {
  return sdp !== null && ((trace.index.columns.body[row] ?? 0) & (BODY_SHORT | BODY_SURPLUS)) !== 0;
}

/** Two IPv4 addresses in a row have at least six dots between their digits, which nearly no value has. */
const DOTTED = /(?:\.\d*){5}\./;

function hasDoubled(value: string): boolean {
  return DOTTED.test(value) && /(\d{1,3}(?:\.\d{1,3}){3})\1/.test(value.slice(0, 500));
}

function isDoubled(scene: Scene, row: number): boolean {
  return scene
    .headers(row)
    .lines.some(({ name, value }) => (name === 'Via' || name === 'Contact') && hasDoubled(value));
}
