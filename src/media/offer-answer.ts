import type { CallMessage, Transaction } from '../call/types.ts';
import type { SessionDescription } from '../sip/sdp-types.ts';
import type { MediaInput } from './input.ts';

/** A session description on its way. */
export interface Described {
  readonly message: CallMessage;
  /** Tag of whoever sent it. */
  readonly sender: string;
  readonly sdp: SessionDescription;
}

/**
 * committed: both sides agreed. pending: no answer yet, and the trace holds no failure. rejected: a failure took the offer
 * back, and what was before goes on (RFC 3261 §14.1, RFC 6141). unanswered: the exchange ended without an answer.
 */
export type NegotiationState = 'committed' | 'pending' | 'rejected' | 'unanswered';

/** One exchange of offer and answer (RFC 3264). */
export interface Negotiation {
  readonly method: string;
  readonly offer: Described | null;
  readonly answer: Described | null;
  /** Answers in unreliable 18x: a foretaste that the 2xx has to repeat (RFC 3261 §13.2.1). */
  readonly previews: readonly Described[];
  readonly state: NegotiationState;
  /** The request that carried it, and the response that decided it. */
  readonly request: CallMessage;
  readonly final: CallMessage | null;
  /** The request stood inside the dialog. */
  readonly later: boolean;
}

/** A transaction as one side saw it, and what belongs to it beside its own messages. */
export interface NegotiationSource {
  readonly transaction: Transaction;
  readonly request: CallMessage;
  /** Responses of this dialog, in order. */
  readonly responses: readonly CallMessage[];
  readonly final: CallMessage | null;
  /** ACK to the 2xx, and the PRACKs of this dialog, as the same side saw them. */
  readonly ack: CallMessage | null;
  readonly pracks: readonly CallMessage[];
}

/** The exchange of an INVITE, UPDATE or PRACK; null when no session description is in it. */
export function negotiationOf(input: MediaInput, source: NegotiationSource): Negotiation | null {
  const { request } = source;
  const described = (message: CallMessage | null | undefined): Described | null => {
    const sdp = message ? input.sdp(message.row) : null;
    if (!message || !sdp) return null;
    return { message, sender: message.kind === 'request' ? message.fromTag : message.toTag, sdp };
  };
  const offer = described(request);
  if (request.method !== 'INVITE') return offer ? simple(source, offer, described(source.final)) : null;
  return offer ? offered(input, source, offer, described) : invited(input, source, described);
}

type Describe = (message: CallMessage | null | undefined) => Described | null;

/** UPDATE (RFC 3311) and PRACK (RFC 3262 §5): the answer is in the final response. */
function simple(source: NegotiationSource, offer: Described, answer: Described | null): Negotiation {
  const { final } = source;
  const state = !final ? 'pending' : isSuccess(final) ? (answer ? 'committed' : 'unanswered') : 'rejected';
  return negotiation(source, { offer, answer: state === 'rejected' ? null : answer, previews: [], state });
}

/** INVITE with an offer: the answer is in the 2xx or in a reliable 18x before it. */
function offered(input: MediaInput, source: NegotiationSource, offer: Described, described: Describe): Negotiation {
  const { responses, final } = source;
  const previews: Described[] = [];
  let answer: Described | null = null;
  for (const response of responses) {
    const found = described(response);
    if (!found || response.status >= 300) continue;
    const binding = isSuccess(response) || input.isReliable(response.row);
    if (binding) answer ??= found;
    else if (!answer) previews.push(found);
  }
  return negotiation(source, { offer, answer, previews, state: stateOf(final, answer !== null) });
}

/** INVITE without an offer: it is in a reliable 18x or the 2xx, the answer in PRACK or ACK (RFC 6337 §2). */
function invited(input: MediaInput, source: NegotiationSource, described: Describe): Negotiation | null {
  const { responses, final, pracks, ack } = source;
  const early = responses.find(({ row, status }) => status < 200 && input.isReliable(row) && input.sdp(row) !== null);
  if (early) {
    const prack = pracks.find(({ row, cseq }) => row !== early.row && cseq > source.request.cseq);
    const answer = described(prack);
    return negotiation(source, {
      offer: described(early),
      answer,
      previews: [],
      state: stateOf(final, answer !== null),
    });
  }
  const offer = isSuccess(final) ? described(final) : null;
  if (!offer) return null;
  const answer = described(ack);
  const state = answer ? 'committed' : ack ? 'unanswered' : 'pending';
  return negotiation(source, { offer, answer, previews: [], state });
}

function stateOf(final: CallMessage | null, answered: boolean): NegotiationState {
  if (final && final.status >= 300) return 'rejected';
  if (answered) return 'committed';
  return final ? 'unanswered' : 'pending';
}

function negotiation(
  { request, final }: NegotiationSource,
  found: Pick<Negotiation, 'offer' | 'answer' | 'previews' | 'state'>,
): Negotiation {
  const { offer, answer, previews, state } = found;
  return { method: request.method, offer, answer, previews, state, request, final, later: request.toTag !== '' };
}

function isSuccess(message: CallMessage | null): boolean {
  return message !== null && message.status >= 200 && message.status < 300;
}
