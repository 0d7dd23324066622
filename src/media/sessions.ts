import type { CallDetail, CallMessage, Transaction } from '../call/types.ts';
import type { MediaInput } from './input.ts';
import { type Described, type Negotiation, type NegotiationSource, negotiationOf } from './offer-answer.ts';

/** Whose copies of the messages are read: on the way a proxy may have changed them. */
export type View = 'caller' | 'callee';

/** The negotiations of one dialog as one side saw them. */
export interface MediaSession {
  readonly view: View;
  /** Position in CallDetail.dialogs; -1 while nobody replied. */
  readonly dialog: number;
  /** Tags of both sides: who sent the first INVITE, and who answered it. */
  readonly callerTag: string;
  readonly calleeTag: string;
  readonly negotiations: readonly Negotiation[];
  /** The 2xx or ACK confirmed the dialog; an early one may have had SDP all the same. */
  readonly confirmed: boolean;
}

const CARRIERS = new Set(['INVITE', 'UPDATE', 'PRACK', 'ACK']);

/** One request on all its hops, from the side that sent it to the side that it was sent to. */
interface Carried {
  readonly method: string;
  readonly hops: readonly Hop[];
}

interface Hop {
  readonly transaction: Transaction;
  readonly request: CallMessage;
}

/**
 * The sessions of a call: one for each dialog, and a second one for the callee's side where the descriptions were changed
 * on the way.
 */
export function mediaSessions(input: MediaInput): MediaSession[] {
  const { call } = input;
  if (!call.messages.some(({ sdp }) => sdp !== null)) return [];
  const byRow = new Map(call.messages.map((message) => [message.row, message]));
  const carried = carriedRequests(call, byRow);
  const isRelayed = carried.some(({ hops }) => hops.length > 1);
  // An offer to which nobody replied belongs to no dialog yet.
  const dialogs = call.dialogs.length > 0 ? [...call.dialogs.keys()] : [-1];
  return dialogs.flatMap((dialog) => {
    const near = sessionOf(input, byRow, carried, dialog, 'caller');
    // What went over one hop only, both sides saw alike.
    const far = isRelayed ? sessionOf(input, byRow, carried, dialog, 'callee') : null;
    if (!near || near.negotiations.length === 0) return far && far.negotiations.length > 0 ? [far] : [];
    return far && !isSame(near, far) ? [near, far] : [near];
  });
}

function carriedRequests(call: CallDetail, byRow: ReadonlyMap<number, CallMessage>): Carried[] {
  const groups = new Map<string, Hop[]>();
  for (const transaction of call.transactions) {
    const request = byRow.get(transaction.request);
    if (!request || !CARRIERS.has(transaction.method)) continue;
    const key = `${request.method} ${request.cseq} ${request.fromTag}`;
    const group = groups.get(key);
    if (group) group.push({ transaction, request });
    else groups.set(key, [{ transaction, request }]);
  }
  return [...groups.values()].map((hops) => ({ method: hops[0]?.request.method ?? '', hops }));
}

function sessionOf(
  input: MediaInput,
  byRow: ReadonlyMap<number, CallMessage>,
  carried: readonly Carried[],
  dialog: number,
  view: View,
): MediaSession | null {
  const sources = carried.flatMap((group) => sourceOf(input, byRow, group, dialog, view) ?? []);
  const acks = sources.filter(({ request }) => request.method === 'ACK');
  const pracks = sources.filter(({ request }) => request.method === 'PRACK').map(({ request }) => request);
  const all = sources
    .filter(({ request }) => request.method !== 'ACK')
    .flatMap((source) => {
      const ack = acks.find(
        ({ request: { cseq, fromTag } }) => cseq === source.request.cseq && fromTag === source.request.fromTag,
      );
      return negotiationOf(input, { ...source, ack: ack?.request ?? null, pracks }) ?? [];
    });
  // A PRACK that answers the offer of a 18x makes none of its own.
  const answers = new Set(all.filter(({ method }) => method === 'INVITE').map(({ answer }) => answer?.message.row));
  const negotiations = all.filter(({ method, request }) => method !== 'PRACK' || !answers.has(request.row));
  const first = sources.find(({ request }) => request.method === 'INVITE' && request.toTag === '')?.request;
  const tags = input.call.dialogs[dialog] ?? { fromTag: first?.fromTag ?? '', toTag: '' };
  const callerTag = first?.fromTag ?? tags.fromTag;
  const calleeTag = callerTag === tags.fromTag ? tags.toTag : tags.fromTag;
  const confirmed = sources.some(({ final, request }) => request.method === 'INVITE' && isSuccess(final));
  return { view, dialog, callerTag, calleeTag, negotiations, confirmed: confirmed || first === undefined };
}

/** The hop of a request that a side saw, with the responses of the dialog; null when it does not belong to it. */
function sourceOf(
  input: MediaInput,
  byRow: ReadonlyMap<number, CallMessage>,
  { hops }: Carried,
  dialog: number,
  view: View,
): NegotiationSource | null {
  const own = hops.filter(({ transaction, request }) => belongs(transaction, request, byRow, dialog));
  const { caller, callee } = input.call.summary;
  const side = input.hostOf(view === 'caller' ? caller.endpoint : (calleeOf(input, byRow, own) ?? callee.endpoint));
  const touches = ({ transaction }: Hop) =>
    input.hostOf(transaction.client) === side || input.hostOf(transaction.server) === side;
  const hop = own.find(touches) ?? (view === 'caller' ? own[0] : own.at(-1));
  if (!hop) return null;
  const responses = hop.transaction.responses
    .flatMap((row) => byRow.get(row) ?? [])
    .filter((response) => response.dialog === dialog || response.status >= 300);
  const final = responses.find(isSuccess) ?? responses.find(({ status }) => status >= 200) ?? null;
  return { transaction: hop.transaction, request: hop.request, responses, final, ack: null, pracks: [] };
}

/** A request inside the dialog, or one that made it. */
function belongs(
  { responses }: Transaction,
  request: CallMessage,
  byRow: ReadonlyMap<number, CallMessage>,
  dialog: number,
): boolean {
  if (request.dialog >= 0 || dialog < 0) return request.dialog === dialog;
  return responses.some((row) => byRow.get(row)?.dialog === dialog);
}

/** Endpoint at which a dialog ends: where its first response left. */
function calleeOf(
  input: MediaInput,
  byRow: ReadonlyMap<number, CallMessage>,
  hops: readonly Hop[],
): number | undefined {
  const last = hops.at(-1);
  const outside = last && last.request.toTag === '' ? last : undefined;
  return (
    outside?.transaction.responses.flatMap((row) => byRow.get(row) ?? [])[0]?.from ?? input.call.summary.callee.endpoint
  );
}

function isSame(a: MediaSession, b: MediaSession): boolean {
  if (a.negotiations.length !== b.negotiations.length) return false;
  return a.negotiations.every((one, i) => {
    const other = b.negotiations[i];
    return (
      other !== undefined &&
      one.state === other.state &&
      isSameText(one.offer, other.offer) &&
      isSameText(one.answer, other.answer)
    );
  });
}

/** Whether two descriptions say the same, line by line. */
function isSameText(a: Described | null, b: Described | null): boolean {
  if (a?.sdp === b?.sdp) return true;
  if (!a || !b || a.sdp.lines.length !== b.sdp.lines.length) return false;
  return a.sdp.lines.every(({ type, value }, i) => {
    const other = b.sdp.lines[i];
    return other?.type === type && other.value === value;
  });
}

function isSuccess(message: CallMessage | null): boolean {
  return message !== null && message.status >= 200 && message.status < 300;
}
