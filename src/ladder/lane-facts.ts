import { INFERRED_FROM, INFERRED_TO } from '../base/captured.ts';
import type { CallDetail, CallMessage } from '../call/types.ts';
import { calleeName, partyName } from '../diagnose/party.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import type { LaneFacts } from './input.ts';

/**
 * What the trace says about each socket of a call, by endpoint id.
 * @param names that its sources give to addresses
 */
export function laneFacts(
  index: MessageIndex,
  detail: CallDetail,
  names: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<number, LaneFacts> {
  const { messages, summary } = detail;
  const seen = outright(messages);
  const products = productsOf(index, messages);
  const lanes = new Map<number, LaneFacts>();
  for (const { from, to } of messages) {
    for (const id of [from, to]) {
      if (id < 0 || lanes.has(id)) continue;
      const endpoint = index.endpoints.get(id);
      const party =
        id === summary.caller.endpoint
          ? partyName(summary.caller)
          : id === summary.callee.endpoint
            ? calleeName(summary)
            : '';
      const known = names.get(endpoint.address) ?? '';
      // Who calls is asked for first; what the machine is called stands with what it is.
      const product = [party === known ? '' : party && known, products.get(id) ?? ''].filter((text) => text !== '');
      lanes.set(id, { endpoint, name: party || known, product: product.join(' · '), inferred: !seen.has(id) });
    }
  }
  return lanes;
}

/** Endpoints that at least one message names without inference. */
function outright(messages: readonly CallMessage[]): ReadonlySet<number> {
  const seen = new Set<number>();
  for (const { from, to, flags } of messages) {
    if (!(flags & INFERRED_FROM)) seen.add(from);
    if (!(flags & INFERRED_TO)) seen.add(to);
  }
  return seen;
}

/**
 * User-Agent or Server by endpoint. A proxy passes both on unchanged, so they count only for the first sender of a
 * request (one Via) and for an answer to a request that its sender did not pass on.
 */
function productsOf(index: MessageIndex, messages: readonly CallMessage[]): ReadonlyMap<number, string> {
  const sent = new Set(messages.flatMap((message) => (message.kind === 'request' ? [request(message)] : [])));
  const products = new Map<number, string>();
  for (const message of messages) {
    const product = index.columns.product[message.row] ?? -1;
    if (product < 0 || products.has(message.from)) continue;
    const own = message.kind === 'request' ? index.columns.viaCount[message.row] === 1 : !sent.has(request(message));
    if (own) products.set(message.from, index.texts.text(product));
  }
  return products;
}

function request({ from, callId, cseq, method }: CallMessage): string {
  return JSON.stringify([from, callId, cseq, method]);
}
