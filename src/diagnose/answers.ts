import type { CallMessage } from '../call/types.ts';
import { type Exchange, isSuccess } from './exchange.ts';
import type { Scene } from './scene.ts';

/** RFC 3261 §17.1.1.1, microseconds. */
export const T1 = 500_000;
export const T2 = 4_000_000;

/** A 2xx to an INVITE as one hop shows it. */
export interface AnswerHop {
  readonly exchange: Exchange;
  readonly response: CallMessage;
  /** The response and its retransmissions, in order. */
  readonly copies: readonly CallMessage[];
  /** ACKs that were seen on this very hop. */
  readonly acks: readonly CallMessage[];
}

/** A 2xx to an INVITE: one for each To tag, whatever the hops that it crossed. */
export interface Answer {
  readonly cseq: number;
  readonly fromTag: string;
  readonly toTag: string;
  /** From the caller's hop to the callee's. */
  readonly hops: readonly AnswerHop[];
  /** The hop on which the 2xx was repeated most, the callee's where there is a choice. */
  readonly repeated: AnswerHop;
  /** ACKs with its CSeq number and tags on any hop, in order: an ACK has its own branch (RFC 3261 §17.1.1.3). */
  readonly acks: readonly CallMessage[];
  readonly inDialog: boolean;
}

/** Every 2xx to an INVITE of the call. */
export function answersOf(scene: Scene): readonly Answer[] {
  return scene.once(findAnswers);
}

function findAnswers(scene: Scene): Answer[] {
  const groups = new Map<string, AnswerHop[]>();
  for (const exchange of scene.exchanges) {
    if (exchange.method !== 'INVITE') continue;
    for (const response of exchange.responses.filter(isSuccess)) {
      const key = JSON.stringify([response.cseq, response.fromTag, response.toTag]);
      const copies = scene.messages.filter(
        ({ row, copy, of }) => row === response.row || (copy === 'retransmission' && of === response.row),
      );
      const acks = acksOf(scene, response).filter(({ from, to }) => from === exchange.client && to === exchange.server);
      groups.set(key, [...(groups.get(key) ?? []), { exchange, response, copies, acks }]);
    }
  }
  return [...groups.values()].flatMap((hops) => answerOf(scene, hops) ?? []);
}

function answerOf(scene: Scene, hops: readonly AnswerHop[]): Answer | null {
  const most = Math.max(...hops.map(({ copies }) => copies.length));
  const repeated = hops.findLast(({ copies }) => copies.length === most);
  if (!repeated) return null;
  const { cseq, fromTag, toTag } = repeated.response;
  const inDialog = hops.some(({ exchange }) => exchange.inDialog);
  return { cseq, fromTag, toTag, hops, repeated, acks: acksOf(scene, repeated.response), inDialog };
}

function acksOf(scene: Scene, { cseq, fromTag, toTag }: CallMessage): CallMessage[] {
  return scene.messages.filter(
    (message) =>
      message.kind === 'request' &&
      message.method === 'ACK' &&
      message.cseq === cseq &&
      message.fromTag === fromTag &&
      (message.toTag === toTag || message.toTag === '' || toTag === ''),
  );
}

/** T1 as the sender of repeated messages has it, from the first gap between them; the default when that tells nothing. */
export function fittedT1(copies: readonly CallMessage[]): number {
  const [first, second] = copies;
  const gap = first && second ? second.time - first.time : Number.NaN;
  return gap >= 0.1 * T1 && gap <= 4 * T1 ? gap : T1;
}

/**
 * What became of the acknowledgement. `fine`: nothing was repeated. `late`: an ACK came and ended the repeats. `elsewhere`:
 * no ACK is in the trace, but the repeats ended early. `missing`: no ACK, and the repeats went on. `useless`: an ACK was
 * seen, and the repeats went on behind it.
 */
export type AckState = 'fine' | 'late' | 'elsewhere' | 'missing' | 'useless';

export function ackState(scene: Scene, { repeated, acks }: Answer): AckState {
  const { copies } = repeated;
  const last = copies.at(-1);
  if (copies.length < 2 || !last) return 'fine';
  const order = new Map(scene.messages.map(({ row }, i) => [row, i]));
  const place = (message: CallMessage) => order.get(message.row) ?? 0;
  const ack = acks[0];
  if (ack) {
    const behind = copies.filter((copy) => place(copy) > place(ack)).length;
    return behind >= 2 ? 'useless' : 'late';
  }
  return copies.length <= 3 && hasStopped(scene, copies) ? 'elsewhere' : copies.length < 3 ? 'elsewhere' : 'missing';
}

/** The next repeat is long overdue, and neither BYE nor the end of the trace explains why. */
function hasStopped(scene: Scene, copies: readonly CallMessage[]): boolean {
  const last = copies.at(-1);
  if (!last) return false;
  const due = Math.min(T2, fittedT1(copies) * 2 ** (copies.length - 1));
  const bye = scene.messages.find(
    ({ method, kind, time }) => method === 'BYE' && kind === 'request' && time > last.time,
  );
  const until = bye ? bye.time - last.time : scene.coverage.after(last.time);
  return until > 2 * due;
}
