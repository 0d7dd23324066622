import type { CallDetail, CallMessage, Transaction } from '../call/types.ts';

/** A transaction of a call (RFC 3261 §17) on one hop, with its messages at hand. */
export interface Exchange {
  readonly method: string;
  readonly branch: string;
  /** Endpoint ids. */
  readonly client: number;
  readonly server: number;
  /** First copy of the request, null when it was not seen. */
  readonly request: CallMessage | null;
  /** The request and its retransmissions, in order; duplicates of the capture left out. */
  readonly copies: readonly CallMessage[];
  /** First copies of the responses, in order. */
  readonly responses: readonly CallMessage[];
  readonly final: CallMessage | null;
  readonly ack: CallMessage | null;
  readonly cancel: CallMessage | null;
  /** The request is the next hop of another one of the call. */
  readonly hop: boolean;
  /** The request was sent inside a dialog (RFC 3261 §12.2). */
  readonly inDialog: boolean;
  readonly cseq: number;
  readonly fromTag: string;
}

/** All transactions of a call, in order of their first message. @param byRow its messages */
export function exchangesOf(call: CallDetail, byRow: ReadonlyMap<number, CallMessage>): Exchange[] {
  const repeated = new Map<number, CallMessage[]>();
  for (const message of call.messages) {
    if (message.copy === 'retransmission') repeated.set(message.of, [...(repeated.get(message.of) ?? []), message]);
  }
  return call.transactions.map((transaction) => exchangeOf(transaction, byRow, repeated));
}

function exchangeOf(
  transaction: Transaction,
  byRow: ReadonlyMap<number, CallMessage>,
  repeated: ReadonlyMap<number, readonly CallMessage[]>,
): Exchange {
  const at = (row: number) => byRow.get(row) ?? null;
  const request = at(transaction.request);
  const responses = transaction.responses.flatMap((row) => byRow.get(row) ?? []);
  const known = request ?? responses[0];
  return {
    method: transaction.method,
    branch: transaction.branch,
    client: transaction.client,
    server: transaction.server,
    request,
    copies: request ? [request, ...(repeated.get(request.row) ?? [])] : [],
    responses,
    final: at(transaction.final),
    ack: at(transaction.ack),
    cancel: at(transaction.cancel),
    hop: request?.copy === 'hop',
    inDialog: request ? request.toTag !== '' : false,
    cseq: known?.cseq ?? 0,
    fromTag: known?.fromTag ?? '',
  };
}

/** Whether a status is 2xx. */
export function isSuccess(
  message: CallMessage | null | undefined,
): message is CallMessage & { readonly kind: 'response' } {
  return message !== null && message !== undefined && message.status >= 200 && message.status < 300;
}

/** A 1xx other than 100: a sign from the far side. */
export function isProgress(message: CallMessage): boolean {
  return message.status > 100 && message.status < 200;
}
