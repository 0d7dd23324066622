import { SDP } from '../sip/sdp-flags.ts';
import { isBetweenPublic } from './addressing.ts';
import { faultyMessages } from './hygiene.ts';
import { mediaTraits } from './media-traits.ts';
import type { Scene } from './scene.ts';
import { TRAITS, type Trait, traitBits } from './traits.ts';

const METHODS: ReadonlyMap<string, number> = new Map(
  TRAITS.slice(0, TRAITS.indexOf('inside')).map((method) => [method, traitBits([method])]),
);
const REINVITES = new Set(['INVITE', 'UPDATE']);
const bit = (trait: Trait) => traitBits([trait]);
const INSIDE = bit('inside');
const REINVITE = bit('reinvite');
const PROGRESS = bit('progress');
const ANSWER = bit('answer');
const FAILURE = bit('failure');
const REFUSAL = bit('refusal');
const CHALLENGE = bit('challenge');
const RETRANSMISSION = bit('retransmission');
const DUPLICATE = bit('duplicate');
const HOP = bit('hop');
const UNANSWERED = bit('unanswered');
const WITH_SDP = bit('sdp');
const TIMER = bit('timer');
const FAULTY = bit('faulty');
const PUBLIC = bit('public');
const TRAFFIC = bit('traffic');

/** What the leg of a scene shows, as bits: one look at the columns of the index, and at what was negotiated. */
export function traitsOf(scene: Scene): number {
  const { call, trace } = scene;
  const { body, sessionExpires } = trace.index.columns;
  let bits = trace.traffic.flows.length + trace.traffic.events.length > 0 ? TRAFFIC : 0;
  for (const message of call.messages) {
    const { method, status, toTag, copy, row } = message;
    bits |= METHODS.get(method) ?? 0;
    if (copy !== null) bits |= copy === 'retransmission' ? RETRANSMISSION : copy === 'hop' ? HOP : DUPLICATE;
    if ((body[row] as number) & SDP) bits |= WITH_SDP;
    if ((sessionExpires[row] as number) > 0) bits |= TIMER;
    if (status === 0 && toTag !== '') bits |= REINVITES.has(method) ? INSIDE | REINVITE : INSIDE;
    else if (status > 100 && status < 200) bits |= PROGRESS;
    else if (status >= 200 && status < 300 && method === 'INVITE') bits |= ANSWER;
    else if (status >= 300) {
      bits |= message.retried ? FAILURE : FAILURE | REFUSAL;
      if (status === 401 || status === 407) bits |= CHALLENGE;
    }
    if ((bits & PUBLIC) === 0 && isBetweenPublic(scene, message)) bits |= PUBLIC;
  }
  const isOpen = call.transactions.some(({ request, final, method }) => request >= 0 && final < 0 && method !== 'ACK');
  if (isOpen) bits |= UNANSWERED;
  if (faultyMessages(scene).length > 0) bits |= FAULTY;
  return bits & WITH_SDP ? bits | traitBits(mediaTraits(scene)) : bits;
}
