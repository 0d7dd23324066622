import { ACK, INVITE } from '../sip/methods.ts';
import { RETRANSMISSION } from './copies.ts';
import { type CallModel, timeAt } from './read-call.ts';
import { parseReason, type ReasonValue } from './reason.ts';
import type { HopTransaction } from './transactions.ts';
import type { Cause } from './types.ts';

/** Why a BYE was not a person hanging up, '' when nothing says so. `invite` is null when the setup was not seen. */
export function dropCause(model: CallModel, invite: HopTransaction | null, bye: HopTransaction): Cause {
  const position = bye.request;
  if (position < 0) return '';
  const header = model.index.columns.cause[model.rows[position] as number] as number;
  const stated = header < 0 ? '' : statedCause(parseReason(model.index.texts.text(header)));
  if (stated !== '' && stated !== 'reason') return stated;
  if (invite && isAckTimeout(model, invite, bye)) return 'ack-timeout';
  const refused = refusedInDialog(model, bye);
  if (refused !== '') return refused;
  if (stated !== '') return stated;
  return isSessionTimer(model, bye) ? 'session-timer' : '';
}

const TEXTS: readonly (readonly [RegExp, Cause])[] = [
  [/\back\b.*time|no ack|ack not received/i, 'ack-timeout'],
  [/session.?(?:timer|expire)|refresh/i, 'session-timer'],
  [/media.?time|rtp.?time|no.?rtp|no.?media/i, 'media-timeout'],
  [/transport|connection (?:lost|closed|reset)/i, 'transport'],
];

/** Q.850 causes that speak of the network and not of a person: 3, 25, 27, 32 to 111. */
function isNetworkCause(cause: number): boolean {
  return cause === 3 || cause === 25 || cause === 27 || (cause >= 32 && cause <= 111);
}

function statedCause(reasons: readonly ReasonValue[]): Cause {
  for (const { protocol, cause, text } of reasons) {
    const named = TEXTS.find(([pattern]) => pattern.test(text));
    if (named && !(protocol === 'Q.850' && cause === 16)) return named[1];
    if (protocol === 'Q.850' && isNetworkCause(cause)) return 'reason';
    if (protocol === 'SIP' && (cause === 408 || cause === 481 || (cause >= 500 && cause < 600))) return 'reason';
  }
  return '';
}

/**
 * The 2xx was repeated and nobody acknowledged it, or it went on after an ACK that cannot have arrived, until its sender
 * gave up (RFC 3261 §13.3.1.4).
 */
function isAckTimeout(model: CallModel, invite: HopTransaction, bye: HopTransaction): boolean {
  if (bye.client !== invite.server && bye.fromTag === invite.fromTag) return false;
  let copies = 0;
  let lastCopy = -1;
  let ack = -1;
  let copiesAfterAck = 0;
  const c = model.index.columns;
  for (let i = 0; i < bye.request; i++) {
    const row = model.rows[i] as number;
    if (c.method[row] === ACK && c.status[row] === 0 && c.cseq[row] === invite.cseq && ack < 0) ack = i;
    if (model.copies.kind[i] !== RETRANSMISSION || model.copies.of[i] !== invite.final) continue;
    copies++;
    lastCopy = i;
    if (ack >= 0) copiesAfterAck++;
  }
  if (copies < 2) return false;
  if (ack < 0) return true;
  const sinceAnswer = timeAt(model, bye.request) - timeAt(model, invite.final);
  const stillRepeating = timeAt(model, bye.request) - timeAt(model, lastCopy) < 5_000_000;
  return copiesAfterAck >= 2 && stillRepeating && sinceAnswer >= 28e6 && sinceAnswer <= 36e6;
}

/** The same side's request inside the dialog got 408 or 481 (or nothing), and the BYE follows within five seconds. */
function refusedInDialog(model: CallModel, bye: HopTransaction): Cause {
  const { toTag } = model.index.columns;
  for (const transaction of model.transactions.list) {
    if (
      transaction === bye ||
      transaction.method === ACK ||
      transaction.request < 0 ||
      transaction.request > bye.request
    )
      continue;
    if (transaction.fromTag !== bye.fromTag || toTag[model.rows[transaction.request] as number] === -1) continue;
    if (transaction.status !== 408 && transaction.status !== 481) continue;
    if (!(timeAt(model, bye.request) - timeAt(model, transaction.final) > 5_000_000)) {
      return transaction.status === 408 ? 'in-dialog-408' : 'in-dialog-481';
    }
  }
  return '';
}

/**
 * The session interval ran out without a refresh: RFC 4028 §10, the side that does not refresh sends BYE when
 * min(32 s, a third of the interval) is left, or at the end of the interval.
 */
function isSessionTimer(model: CallModel, bye: HopTransaction): boolean {
  const c = model.index.columns;
  let interval = 0;
  let since = Number.NaN;
  for (let i = 0; i < bye.request; i++) {
    const row = model.rows[i] as number;
    const status = c.status[row] as number;
    if (status < 200 || status > 299 || (c.sessionExpires[row] as number) === 0) continue;
    if (c.method[row] !== INVITE && model.index.methodName(c.method[row] as number) !== 'UPDATE') continue;
    interval = (c.sessionExpires[row] as number) * 1e6;
    since = timeAt(model, i);
  }
  if (interval < 60e6) return false;
  const elapsed = timeAt(model, bye.request) - since;
  const early = interval - Math.min(32e6, interval / 3);
  return Math.abs(elapsed - interval) < 1e6 || Math.abs(elapsed - early) < 1e6;
}
