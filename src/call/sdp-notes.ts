import { ACK, INVITE, PRACK, UPDATE } from '../sip/methods.ts';
import {
  SDP,
  SDP_FAX,
  SDP_INACTIVE,
  SDP_RECVONLY,
  SDP_SECURE,
  SDP_SENDONLY,
  SDP_VIDEO,
  SDP_ZERO_ADDRESS,
} from '../sip/sdp-flags.ts';
import { isEarlyMedia } from './judge.ts';
import type { CallModel } from './read-call.ts';
import type { SdpNote } from './types.ts';

/** For each message of a call what its SDP is: offer or answer (RFC 3264, RFC 6337 §2), hold, early media. */
export function sdpNotes(model: CallModel): (SdpNote | null)[] {
  const roles = new OfferAnswer(model);
  const notes: (SdpNote | null)[] = [];
  for (let i = 0; i < model.rows.length; i++) notes.push(note(model, i, roles.roleOf(i)));
  return notes;
}

function note(model: CallModel, i: number, role: 'offer' | 'answer' | null): SdpNote | null {
  const row = model.rows[i] as number;
  const flags = model.index.columns.body[row] as number;
  if (!(flags & SDP)) return null;
  const { toTag, status } = model.index.columns;
  const inDialog = status[row] === 0 ? toTag[row] !== -1 : isInDialog(model, i);
  const reoffer = role === 'offer' && inDialog && model.index.columns.method[row] !== ACK;
  const still = (flags & (SDP_SENDONLY | SDP_INACTIVE | SDP_ZERO_ADDRESS)) !== 0;
  return {
    role,
    direction: directionOf(flags),
    earlyMedia: isEarlyMedia(model, row),
    reoffer,
    hold: reoffer && still,
    secure: (flags & SDP_SECURE) !== 0,
    video: (flags & SDP_VIDEO) !== 0,
    fax: (flags & SDP_FAX) !== 0,
  };
}

function directionOf(flags: number): SdpNote['direction'] {
  if (flags & SDP_INACTIVE) return 'inactive';
  if (flags & SDP_SENDONLY) return 'sendonly';
  return flags & SDP_RECVONLY ? 'recvonly' : 'sendrecv';
}

function isInDialog(model: CallModel, i: number): boolean {
  const transaction = model.transactions.list[model.transactions.of[i] as number];
  if (!transaction || transaction.request < 0) return false;
  return model.index.columns.toTag[model.rows[transaction.request] as number] !== -1;
}

/** The first SDP of a transaction is the offer, the next from the other side its answer. */
class OfferAnswer {
  readonly #model: CallModel;

  constructor(model: CallModel) {
    this.#model = model;
  }

  roleOf(i: number): 'offer' | 'answer' | null {
    const model = this.#model;
    const c = model.index.columns;
    const row = model.rows[i] as number;
    if (!((c.body[row] as number) & SDP)) return null;
    const transaction = model.transactions.list[model.transactions.of[i] as number];
    const method = c.method[row];
    if (!transaction) return null;
    if (c.status[row] === 0) {
      if (method === INVITE || method === UPDATE) return 'offer';
      // RFC 3261 §13.2.1: SDP in the ACK answers the offer of the 2xx.
      if (method === ACK) return 'answer';
      return method === PRACK ? this.#prackRole(i) : null;
    }
    if (method !== INVITE && method !== UPDATE && method !== PRACK) return null;
    if (transaction.request < 0) return null;
    return (c.body[model.rows[transaction.request] as number] as number) & SDP ? 'answer' : 'offer';
  }

  /** RFC 3262 §5: PRACK answers an offer in a reliable 1xx, else it makes a new one. */
  #prackRole(i: number): 'offer' | 'answer' {
    const model = this.#model;
    const c = model.index.columns;
    for (let j = i - 1; j >= 0; j--) {
      const row = model.rows[j] as number;
      if (c.method[row] === INVITE && c.status[row] === 0) return (c.body[row] as number) & SDP ? 'offer' : 'answer';
    }
    return 'offer';
  }
}
