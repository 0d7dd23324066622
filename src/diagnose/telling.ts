import type { Endpoint } from '../base/endpoint.ts';
import type { CallDetail, CallMessage, CallSummary, Party } from '../call/types.ts';
import { parseReasons } from '../sip/reason.ts';
import { partyName, socketText, uriAddress } from './party.ts';

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
  const lane = (id: number) => {
    const found = lanes.get(id);
    return found ? found.name || socketText(found.endpoint) : '';
  };
  const [caller, callee] = partyNames(summary.caller, summary.callee, lane);
  const who = (id: number) => {
    if (id >= 0 && id === summary.caller.endpoint) return caller;
    if (id >= 0 && id === summary.callee.endpoint) return callee;
    return lane(id) || 'somebody';
  };
  const firsts = messages.filter((message) => message.copy === null);
  const byRow = new Map(messages.map((message) => [message.row, message]));
  return { detail, summary, caller, callee, firsts, byRow, reasons, who };
}

/** Both names, longer ones where the short ones would be the same. */
function partyNames(caller: Party, callee: Party, lane: (id: number) => string): readonly [string, string] {
  const from = partyName(caller) || lane(caller.endpoint) || 'somebody';
  const to = partyName(callee) || lane(callee.endpoint) || 'somebody';
  if (from !== to) return [from, to];
  const [longFrom, longTo] = [uriAddress(caller.uri), uriAddress(callee.uri)];
  return longFrom !== longTo && longFrom !== '' && longTo !== '' ? [longFrom, longTo] : [from, to];
}

/** "488 Not Acceptable Here", or "488" when the phrase is missing. */
export function sayStatus({ status, reason }: Pick<CallMessage, 'status' | 'reason'>): string {
  return reason.trim() === '' ? String(status) : `${status} ${reason.trim()}`;
}

/** "Q.850 cause 16, “Normal call clearing”", of a Reason header (RFC 3326); as it stands when it cannot be read. */
export function sayReason(header: string): string {
  const said = parseReasons(header).map(({ protocol, cause, text }) => {
    const number = cause === null ? '' : ` ${protocol.toUpperCase() === 'SIP' ? '' : 'cause '}${cause}`;
    return `${protocol}${number}${text ? `, “${text}”` : ''}`;
  });
  return said.length > 0 ? said.join('; ') : header;
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
