import type { InternedBytes } from '../base/interner.ts';
import type { Evidence, LinkConfidence, LinkTable } from './link.ts';

/** What a group of messages under one Call-ID is about. */
export const KINDS = ['call', 'registration', 'subscription', 'options', 'message', 'publish', 'other'] as const;
export type CallKind = (typeof KINDS)[number];

/** States of a call in the order in which it passes through them. */
export const STATES = [
  'setup',
  'proceeding',
  'ringing',
  'early-media',
  'cancelling',
  'answered',
  'in-call',
  'ending',
  'ended',
] as const;
export type CallState = (typeof STATES)[number];

/** How a call came out; exactly one each. */
export const OUTCOMES = [
  'completed',
  'dropped',
  'cancelled',
  'no-answer',
  'busy',
  'declined',
  'not-found',
  'forbidden',
  'auth-failed',
  'media-rejected',
  'redirected',
  'unavailable',
  'server-error',
  'bad-request',
  'timeout',
  'in-progress',
  'partial',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a call counts as dropped or cancelled; '' for every other outcome. */
export const CAUSES = [
  '',
  'ack-timeout',
  'session-timer',
  'in-dialog-408',
  'in-dialog-481',
  'media-timeout',
  'transport',
  'reason',
  'before-ringing',
  'after-ringing',
  'answered-elsewhere',
] as const;
export type Cause = (typeof CAUSES)[number];

/** What came of everything that is not a call. */
export const RESULTS = ['ok', 'failed', 'challenged', 'unanswered'] as const;
export type Result = (typeof RESULTS)[number];

/** Who sent the first BYE. */
export const ENDED_BY = ['caller', 'callee', 'middle', 'both'] as const;
export type EndedBy = (typeof ENDED_BY)[number];

/** Who a party of a call is, as From and To of its first request say. */
export interface Party {
  /** URI without brackets and parameters of the header; '' when unknown. */
  readonly uri: string;
  /** Display name, '' when none. */
  readonly name: string;
  /** Endpoint id of the socket that stands for the party; -1 when unknown. */
  readonly endpoint: number;
}

/** One call in the list: what is known without looking at its messages again. Times in microseconds, NaN = unknown. */
export interface CallSummary {
  readonly index: number;
  readonly kind: CallKind;
  /** Of the caller's leg. */
  readonly callId: string;
  /** One for each leg, the caller's first. */
  readonly callIds: readonly string[];
  readonly caller: Party;
  readonly callee: Party;
  readonly state: CallState;
  /** null for kinds other than `call`, which have `result`. */
  readonly outcome: Outcome | null;
  readonly cause: Cause;
  readonly result: Result | null;
  /** The beginning is missing in the trace. */
  readonly partial: boolean;
  /** A 181 or a 3xx was seen on the way. */
  readonly forwarded: boolean;
  readonly endedBy: EndedBy | null;
  /** Status code of the final response that decided, 0 when none. */
  readonly status: number;
  /** Time of the first and of the last message. */
  readonly start: number;
  readonly end: number;
  /** RFC 6076 §4.3 SRD, INVITE to 2xx, ringing, RFC 6076 §4.5 SDT: durations in microseconds. */
  readonly postDialDelay: number;
  readonly setup: number;
  readonly ringing: number;
  readonly talk: number;
  /** Messages, copies included. */
  readonly messages: number;
  /** Row (of the message index) whose message decided the outcome, -1 when none. */
  readonly decidedBy: number;
}

/**
 * All calls of a trace as plain columns: clonable, and small enough for the page to hold. A call is one leg, or several
 * that were joined; then its outcome, state and times are those of the caller's leg.
 */
export interface CallTable {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly state: Uint8Array;
  /** Position in OUTCOMES, or 255 for kinds without one; then `result` counts. */
  readonly outcome: Uint8Array;
  readonly cause: Uint8Array;
  /** Position in RESULTS, 255 for calls. */
  readonly result: Uint8Array;
  /** Position in ENDED_BY, 255 when nobody sent BYE. */
  readonly endedBy: Uint8Array;
  /** Bit 0 partial, bit 1 forwarded. */
  readonly flags: Uint8Array;
  readonly status: Uint16Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly postDialDelay: Float64Array;
  readonly setup: Float64Array;
  readonly ringing: Float64Array;
  readonly talk: Float64Array;
  readonly callerEndpoint: Int32Array;
  readonly calleeEndpoint: Int32Array;
  readonly decidedBy: Int32Array;
  /** Ids in `strings`, -1 = none: URI and display name of the parties, Call-ID in `callIds`. */
  readonly callerUri: Int32Array;
  readonly callerName: Int32Array;
  readonly calleeUri: Int32Array;
  readonly calleeName: Int32Array;
  readonly callId: Int32Array;
  /** Rows of call i are rows[rowStart[i]] … rows[rowStart[i + 1] - 1], in order of the ladder. */
  readonly rowStart: Uint32Array;
  readonly rows: Uint32Array;
  /** For each of `rows` which leg of its call it belongs to, from 0 on. */
  readonly rowLeg: Uint16Array;
  /** Legs of call i are legs[legStart[i]] … legs[legStart[i + 1] - 1]: positions in the table of legs, the caller's first. */
  readonly legStart: Uint32Array;
  readonly legs: Uint32Array;
  /** Call-ID of each of `legs`. */
  readonly legCallId: Int32Array;
  /** Why legs are one call, and pairs that may be one but exclude each other; both name positions in the table of legs. */
  readonly links: LinkTable;
  readonly offered: LinkTable;
  readonly strings: InternedBytes;
  readonly callIds: InternedBytes;
}

/** How a message relates to one seen before it (never guessed from bytes alone). */
export type Copy = 'duplicate' | 'retransmission' | 'hop';

/** SDP of a message in the few words that a chip on a rung needs. */
export interface SdpNote {
  /** offer or answer as the order of messages tells (RFC 3264); null when that cannot be told. */
  readonly role: 'offer' | 'answer' | null;
  /** Least direction of the media in use: sendrecv, sendonly, recvonly, inactive. */
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
  /** In a provisional response before the answer. */
  readonly earlyMedia: boolean;
  /** First offer or a later one. */
  readonly reoffer: boolean;
  readonly hold: boolean;
  readonly secure: boolean;
  readonly video: boolean;
  readonly fax: boolean;
}

/** One message of an opened call, ready for ladder, inspector and export. */
export interface CallMessage {
  /** Row of the message index: the identity of the message in the trace. */
  readonly row: number;
  readonly source: number;
  /** Microseconds as in Captured.time; NaN without a clock. */
  readonly time: number;
  readonly from: number;
  readonly to: number;
  readonly transport: number;
  /** Bits of base/captured.ts. */
  readonly flags: number;
  readonly kind: 'request' | 'response';
  /** Request method; for a response the method of its CSeq, or of the only request that it can answer. */
  readonly method: string;
  /** 0 for a request. */
  readonly status: number;
  readonly reason: string;
  readonly callId: string;
  readonly cseq: number;
  readonly cseqMethod: string;
  readonly fromTag: string;
  readonly toTag: string;
  readonly branch: string;
  /** INVITE inside an established dialog, or a response to one (RFC 3261 §14). */
  readonly reinvite: boolean;
  /** A challenge or redirect that a later request answers: a step of the attempt, not a failure. */
  readonly retried: boolean;
  readonly copy: Copy | null;
  /** Row that this message copies, -1 when it is no copy. */
  readonly of: number;
  /** Position in CallDetail.legs. */
  readonly leg: number;
  /** Position in CallDetail.transactions / dialogs, -1 when none. */
  readonly transaction: number;
  readonly dialog: number;
  readonly sdp: SdpNote | null;
  /** Bytes on the wire or in the log. */
  readonly size: number;
}

/** RFC 3261 §17: a request and what answered it, on one hop. Rows of the message index. */
export interface Transaction {
  readonly method: string;
  readonly branch: string;
  readonly client: number;
  readonly server: number;
  /** Row of the first copy of the request, -1 when it was not seen. */
  readonly request: number;
  readonly responses: readonly number[];
  /** Row of the first final response, -1 when none came. */
  readonly final: number;
  /** ACK to a failure (same branch) and CANCEL are noted with the INVITE they belong to. */
  readonly ack: number;
  readonly cancel: number;
}

export const DIALOG_STATES = ['early', 'confirmed', 'terminated'] as const;

/** RFC 3261 §12: Call-ID and both tags; one early dialog for each To-tag. */
export interface Dialog {
  readonly callId: string;
  readonly fromTag: string;
  readonly toTag: string;
  readonly state: (typeof DIALOG_STATES)[number];
}

/**
 * What became of an attempt: `answered-elsewhere` and `cancelled` were taken back, because another one was answered or for
 * another reason; `refused` has a failure, `unanswered` none in time, `open` none yet.
 */
export type Fate = 'answered' | 'answered-elsewhere' | 'cancelled' | 'redirected' | 'refused' | 'unanswered' | 'open';

/** An INVITE outside a dialog with its retries after 401, 407, 420, 422 and followed redirects. */
export interface Attempt {
  /** Position in CallDetail.legs. */
  readonly leg: number;
  /** Endpoint ids: who sent it, and to whom the first time. */
  readonly client: number;
  readonly server: number;
  /** Rows of the INVITEs, in order, and of the last final response, -1 without. */
  readonly requests: readonly number[];
  readonly final: number;
  /** Status code of `final`, 0 without. */
  readonly status: number;
  readonly fate: Fate;
  /** Which of how many attempts of the same machine it is, from 1 on: more than one when it forks or hunts for an answer. */
  readonly number: number;
  readonly of: number;
  /** It began while another one of the same machine still went on: a fork, and no hunting one after the other. */
  readonly parallel: boolean;
}

/** A stretch of time between two lanes, drawn as a quiet bar: microseconds and the rows that bound it. */
export interface Phase {
  readonly kind: 'ringing' | 'early-media' | 'talking' | 'held';
  readonly fromRow: number;
  /** -1: open to the end of the trace. */
  readonly toRow: number;
  /** Endpoint ids of the two lanes it is drawn on. */
  readonly caller: number;
  readonly callee: number;
}

/** Why a leg belongs to the same call as one before it. */
export interface LegLink {
  /** Position in CallDetail.legs. */
  readonly to: number;
  readonly evidence: Evidence;
  readonly confidence: LinkConfidence;
  /** The reason in words: "both carry Session-ID …". */
  readonly text: string;
}

/** What a call has under one Call-ID. */
export interface CallLeg {
  /** The leg by itself: its own parties, outcome and times; `index` is that of the call. */
  readonly summary: CallSummary;
  readonly links: readonly LegLink[];
}

/** Another call that may be the same one: for a person to decide. */
export interface OfferedLink {
  /** Position in CallDetail.legs. */
  readonly leg: number;
  /** Position of the other call in the call table, which of its legs it is, and the Call-ID of that leg. */
  readonly call: number;
  readonly otherLeg: number;
  readonly callId: string;
  readonly text: string;
}

/** One call opened: its messages in order and what the model makes of them. */
export interface CallDetail {
  readonly summary: CallSummary;
  /** The caller's leg first, then in order of their beginning. */
  readonly legs: readonly CallLeg[];
  readonly offered: readonly OfferedLink[];
  readonly messages: readonly CallMessage[];
  readonly transactions: readonly Transaction[];
  readonly dialogs: readonly Dialog[];
  readonly attempts: readonly Attempt[];
  readonly phases: readonly Phase[];
}
