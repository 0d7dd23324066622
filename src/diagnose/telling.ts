import type { Endpoint } from '../base/endpoint.ts';
import type { CallDetail, CallMessage, CallSummary } from '../call/types.ts';
import { q850Guide } from '../guide/causes.ts';
import { parseReasons } from '../sip/reason.ts';
import { partyNames, socketText } from './party.ts';

/** What a story needs to know of a socket. */
export interface StoryLane {
  readonly endpoint: Endpoint;
  readonly name: string;
}

/** One more sentence of a story, at the row of the message index that shows it; -1 for nowhere in particular. */
export interface StoryNote {
  readonly text: string;
  readonly row: number;
}

/** A call with the names that its story uses. */
export interface Telling {
  readonly detail: CallDetail;
  readonly summary: CallSummary;
  readonly caller: string;
  readonly callee: string;
  /** Messages of the call without copies of any sort. */
  readonly firsts: readonly CallMessage[];
  readonly byRow: ReadonlyMap<number, CallMessage>;
  readonly reasons: ReadonlyMap<number, string>;
  /** Name of an endpoint: the party it stands for, what the trace calls it, or its address. */
  readonly who: (endpoint: number) => string;
}

export function tellingOf(
  detail: CallDetail,
  lanes: ReadonlyMap<number, StoryLane>,
  reasons: ReadonlyMap<number, string>,
): Telling {
  const { summary, messages } = detail;
  const lane = laneWords(lanes);
  const [from, to] = partyNames(summary);
  const caller = from || lane(summary.caller.endpoint) || 'somebody';
  const callee = to || lane(summary.callee.endpoint) || 'somebody';
  const who = (id: number) => {
    if (id >= 0 && id === summary.caller.endpoint) return caller;
    if (id >= 0 && id === summary.callee.endpoint) return callee;
    return lane(id) || 'somebody';
  };
  const firsts = messages.filter((message) => message.copy === null);
  const byRow = new Map(messages.map((message) => [message.row, message]));
  return { detail, summary, caller, callee, firsts, byRow, reasons, who };
}

/** Name of a lane, else its address; with the port only where two lanes share the address. */
function laneWords(lanes: ReadonlyMap<number, StoryLane>): (id: number) => string {
  const sharing = new Map<string, number>();
  for (const { endpoint } of lanes.values()) sharing.set(endpoint.address, (sharing.get(endpoint.address) ?? 0) + 1);
  return (id) => {
    const lane = lanes.get(id);
    if (!lane) return '';
    const { endpoint, name } = lane;
    return name || (sharing.get(endpoint.address) === 1 && endpoint.address) || socketText(endpoint);
  };
}

/** "488 Not Acceptable Here", or "488" when the phrase is missing. */
export function sayStatus({ status, reason }: Pick<CallMessage, 'status' | 'reason'>): string {
  return reason.trim() === '' ? String(status) : `${status} ${reason.trim()}`;
}

/** "Q.850 cause 17 (User busy)", of a Reason header (RFC 3326); as it stands when it cannot be read. */
export function sayReason(header: string): string {
  const said = parseReasons(header).map(({ protocol, cause, text }) => {
    const number = cause === null ? '' : ` ${protocol.toUpperCase() === 'SIP' ? '' : 'cause '}${cause}`;
    const words = text || (isQ850(protocol) && cause !== null ? (q850Guide(cause)?.text ?? '') : '');
    return `${protocol}${number}${words && ` (${words})`}`;
  });
  return said.length > 0 ? said.join('; ') : header;
}

/** Whether a Reason header says only that somebody hung up: cause 16, normal call clearing. */
export function isOrdinaryReason(header: string): boolean {
  const reasons = parseReasons(header);
  return reasons.length > 0 && reasons.every(({ protocol, cause }) => isQ850(protocol) && cause === 16);
}

function isQ850(protocol: string): boolean {
  return protocol.toUpperCase() === 'Q.850';
}

/** The message that decided the outcome, when it is a response. */
export function decidingResponse({ summary, byRow }: Telling): CallMessage | null {
  const message = byRow.get(summary.decidedBy);
  return message?.kind === 'response' ? message : null;
}

/** Time from one message to another in microseconds; NaN without a clock. */
export function between(from: CallMessage | undefined, to: CallMessage | undefined): number {
  return from && to ? to.time - from.time : Number.NaN;
}
