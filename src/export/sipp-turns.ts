import type { CallMessage } from '../call/types.ts';
import type { Side } from './sipp-message.ts';

/** A message that one side of a call sent or got. */
export interface Turn {
  readonly message: CallMessage;
  readonly isSent: boolean;
  /** What a response answers; null for a request, and where that is not there. */
  readonly request: Turn | null;
  /** A response to a request that is not the last message that came in. */
  readonly isLate: boolean;
  /** Of a CANCEL, and of an ACK to a final response that is no 2xx, the INVITE whose transaction it belongs to. */
  readonly invite: Turn | null;
  /** Other messages come in between this request and a response to it. */
  isAnsweredLate: boolean;
  /** Status of the last final response to this request, 0 before there is one. */
  final: number;
}

/** What the caller of the first leg, or the callee of the last, sent and got, each message once. */
export function turnsOf(all: readonly CallMessage[], side: Side): Turn[] {
  const { self, at } = messagesAt(all, side);
  /** By who asked, CSeq and method: both sides count by themselves (RFC 3261 §12.2.1.1). */
  const requests = new Map<string, Turn>();
  let lastIn: Turn | null = null;
  return at.map((message) => {
    const isSent = message.from === self;
    const isResponse = message.kind === 'response';
    const request = isResponse ? (requests.get(keyOf(!isSent, message.cseq, message.cseqMethod)) ?? null) : null;
    const isLate = isResponse && lastIn !== null && lastIn !== request;
    const invite = isResponse ? null : inviteOf(requests.get(keyOf(isSent, message.cseq, 'INVITE')), message);
    const turn: Turn = { message, isSent, request, isLate, invite, isAnsweredLate: false, final: 0 };
    if (request && isSent && isLate) request.isAnsweredLate = true;
    if (request && message.status >= 200) request.final = message.status;
    if (!isResponse) requests.set(keyOf(isSent, message.cseq, message.method), turn);
    if (!isSent) lastIn = turn;
    return turn;
  });
}

function keyOf(isSent: boolean, cseq: number, method: string): string {
  return `${isSent} ${cseq} ${method}`;
}

function inviteOf(invite: Turn | undefined, { method }: CallMessage): Turn | null {
  if (!invite) return null;
  return method === 'CANCEL' || (method === 'ACK' && invite.final >= 300) ? invite : null;
}

const NOBODY = { self: -1, at: [] };

/** The messages that the caller of the first leg, or the callee of the last, sent and got, each once. */
function messagesAt(
  all: readonly CallMessage[],
  side: Side,
): { readonly self: number; readonly at: readonly CallMessage[] } {
  const leg = side === 'caller' ? 0 : all.reduce((last, message) => Math.max(last, message.leg), 0);
  const own = all.filter((message) => message.leg === leg && (message.copy === null || message.copy === 'hop'));
  const request = own.find(({ kind }) => kind === 'request');
  if (!request) return NOBODY;
  const answers = own.filter(
    ({ kind, status, cseqMethod }) => kind === 'response' && status > 100 && cseqMethod === request.method,
  );
  // A proxy passes on what others answer: a response that is no copy of another one is of who answered, of several branches
  // the one that took the call.
  const genuine = answers.filter(({ copy }) => copy === null);
  const callee = (genuine.find(({ status }) => status < 300 && status >= 200) ?? genuine.at(-1) ?? answers[0])?.from;
  const self = side === 'caller' ? request.from : (callee ?? own.findLast(({ kind }) => kind === 'request')?.to ?? -1);
  // Who sent what is not known: neither part can be played.
  if (self < 0) return NOBODY;
  const at = own.filter(({ from, to }) => (from === self) !== (to === self));
  const begins = at.findIndex(({ kind, from }) => kind === 'request' && (from === self) === (side === 'caller'));
  return begins < 0 ? NOBODY : { self, at: at.slice(begins) };
}
