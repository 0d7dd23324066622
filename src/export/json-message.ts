import { INFERRED_FROM, INFERRED_TO, TRUNCATED } from '../base/captured.ts';
import { transportName } from '../base/transport.ts';
import type { CallMessage } from '../call/types.ts';
import { socketText } from '../diagnose/party.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { parseMessage } from '../sip/parse.ts';
import type { OpenTrace, ReadSource } from './open-trace.ts';

/** Seconds of a duration or time in microseconds; null when it is unknown. */
export function seconds(microseconds: number): number | null {
  return Number.isFinite(microseconds) ? microseconds / 1e6 : null;
}

/** A message as docs/json.md has it. */
export async function jsonMessage(
  message: CallMessage,
  clocks: readonly ReadSource['clock'][],
  readBytes: OpenTrace['readBytes'],
): Promise<object> {
  const { row, source, transport, from, to, kind, method, callId, cseq, cseqMethod, copy, flags } = message;
  const { problems } = parseMessage(await readBytes(row));
  return {
    index: row,
    source,
    time: clocks[source] === 'none' ? null : seconds(message.time),
    transport: transportName(transport) || null,
    from,
    to,
    kind,
    method,
    status: kind === 'response' ? message.status : null,
    reason: kind === 'response' ? message.reason : null,
    callId,
    cseq,
    cseqMethod,
    fromTag: message.fromTag || null,
    toTag: message.toTag || null,
    branch: message.branch || null,
    copy,
    of: message.of < 0 ? null : message.of,
    truncated: (flags & TRUNCATED) !== 0,
    problems: problems.map(({ text }) => ({ text })),
  };
}

/** Every end of the messages, in order of their ids. */
export function jsonEndpoints({ endpoints }: MessageIndex, messages: readonly CallMessage[]): object[] {
  const transports = new Map<number, number>();
  const outright = new Set<number>();
  for (const { from, to, transport, flags } of messages) {
    for (const id of [from, to]) if (!transports.get(id)) transports.set(id, transport);
    if ((flags & INFERRED_FROM) === 0) outright.add(from);
    if ((flags & INFERRED_TO) === 0) outright.add(to);
  }
  return [...transports]
    .toSorted(([a], [b]) => a - b)
    .map(([id, transport]) => {
      const endpoint = endpoints.get(id);
      return {
        id,
        label: socketText(endpoint) || 'unknown',
        address: endpoint.address || null,
        port: endpoint.port || null,
        transport: transportName(transport) || null,
        inferred: !outright.has(id),
      };
    });
}
