import type { CallDetail, CallMessage, CallSummary } from '../call/types.ts';
import { q850Guide } from '../guide/causes.ts';
import { parseReasons } from '../sip/reason.ts';
import type { Heard } from './heard.ts';
import { type People, peopleOf, type StoryLane } from './people.ts';

/** A call with the names that its story uses. */
export interface Telling extends People {
  readonly detail: CallDetail;
  readonly summary: CallSummary;
  /** Messages of the call without copies of any sort. */
  readonly firsts: readonly CallMessage[];
  readonly byRow: ReadonlyMap<number, CallMessage>;
  /** Values of Reason headers (RFC 3326) by row. */
  readonly reasons: ReadonlyMap<number, string>;
  readonly heard: Heard;
}

export function tellingOf(
  detail: CallDetail,
  lanes: ReadonlyMap<number, StoryLane>,
  reasons: ReadonlyMap<number, string>,
  heard: Heard,
): Telling {
  const { summary, messages } = detail;
  const firsts = messages.filter((message) => message.copy === null);
  const byRow = new Map(messages.map((message) => [message.row, message]));
  return { ...peopleOf(detail, lanes), detail, summary, firsts, byRow, reasons, heard };
}

/** The messages that a call turns on, where the trace holds them; of the caller's leg, on the caller's hop. */
export interface Turns {
  /** The INVITE that was answered, or the last one that was tried. */
  readonly invite: CallMessage | undefined;
  readonly ringing: CallMessage | undefined;
  readonly answer: CallMessage | undefined;
  readonly ack: CallMessage | undefined;
  readonly bye: CallMessage | undefined;
  readonly cancel: CallMessage | undefined;
}

export function turnsOf({ firsts, summary }: Pick<Telling, 'firsts' | 'summary'>): Turns {
  const own = firsts.filter(({ leg }) => leg === 0);
  const requests = own.filter(({ kind }) => kind === 'request');
  const replies = own.filter(({ kind, method, reinvite }) => kind === 'response' && method === 'INVITE' && !reinvite);
  const is = (low: number, high: number) => replies.find(({ status }) => status >= low && status <= high);
  const decided = own.find(({ row }) => row === summary.decidedBy);
  const invite = requests.findLast(({ method, reinvite }) => method === 'INVITE' && !reinvite);
  return {
    invite,
    ringing: is(180, 180) ?? is(101, 199),
    answer: is(200, 299),
    ack: requests.find(({ method, cseq }) => method === 'ACK' && cseq === invite?.cseq),
    bye:
      decided?.method === 'BYE' && decided.kind === 'request'
        ? decided
        : requests.find(({ method }) => method === 'BYE'),
    cancel: requests.find(({ method }) => method === 'CANCEL'),
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
