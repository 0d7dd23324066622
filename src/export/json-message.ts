import { TRUNCATED } from '../base/captured.ts';
import { transportName } from '../base/transport.ts';
import type { CallMessage } from '../call/types.ts';
import { parseMessage } from '../sip/parse.ts';
import type { EndpointNumbers } from './json-endpoint.ts';
import type { OpenTrace } from './open-trace.ts';

/** Seconds of a duration or time in microseconds; null when it is unknown. */
export function seconds(microseconds: number): number | null {
  return Number.isFinite(microseconds) ? microseconds / 1e6 : null;
}

/** A message as docs/json.md has it. */
export async function jsonMessage(message: CallMessage, numbers: EndpointNumbers, trace: OpenTrace): Promise<object> {
  const { row, source, transport, kind, method, callId, cseq, cseqMethod, copy, flags } = message;
  const { problems } = parseMessage(await trace.readBytes(row));
  return {
    index: row,
    source,
    time: trace.sources[source]?.clock === 'none' ? null : seconds(message.time),
    transport: transportName(transport) || null,
    from: numbers.get(message.from) ?? null,
    to: numbers.get(message.to) ?? null,
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
