import { captured } from '../../base/captured.ts';
import { describeCall } from '../../call/describe.ts';
import { summarise } from '../../call/summarise.ts';
import { summaryOf } from '../../call/table.ts';
import type { CallDetail, CallMessage, CallTable } from '../../call/types.ts';
import type { Capsule, CapsuleEndpoint } from '../../capsule/capsule.ts';
import { diagnoseCall } from '../../diagnose/diagnose.ts';
import type { Finding } from '../../diagnose/finding.ts';
import { MessageIndex } from '../../sip/message-index.ts';

/** Something that redaction made look different. */
export interface Difference {
  /** Position of the call, -1 for the trace as a whole. */
  readonly call: number;
  /** `findings`, `messages`, `outcome`, …. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** What a trace says, names aside: one text for each aspect of each call. */
type Model = readonly { readonly call: number; readonly what: string; readonly text: string }[];

/** How two traces differ in what they say; empty when only names do. */
export async function compareModels(before: Capsule, after: Capsule): Promise<Difference[]> {
  const [one, other] = [await modelOf(before), await modelOf(after)];
  const differences: Difference[] = [];
  for (let i = 0; i < Math.max(one.length, other.length); i++) {
    const [a, b] = [one[i], other[i]];
    if (a?.text === b?.text && a?.what === b?.what) continue;
    const { call, what } = a ?? b ?? { call: -1, what: '' };
    differences.push({ call, what, before: a?.text ?? '', after: b?.text ?? '' });
  }
  return differences;
}

async function modelOf(capsule: Capsule): Promise<Model> {
  const { index, unread } = indexOf(capsule);
  const calls = summarise(index);
  const readBytes = (row: number) => Promise.resolve(capsule.messages[row]?.bytes ?? new Uint8Array(0));
  const sources = capsule.sources.map(({ clock, packets }) => ({ lossy: !packets, clock: clock !== 'none' }));
  const model: { call: number; what: string; text: string }[] = [
    { call: -1, what: 'messages that can be read', text: unread.join(' ') },
    { call: -1, what: 'calls', text: String(calls.count) },
  ];
  for (let call = 0; call < calls.count; call++) {
    const detail = describeCall(index, calls, call);
    const findings = await diagnoseCall({ index, calls, readBytes, sources }, call);
    const add = (what: string, text: string) => model.push({ call, what, text });
    add('outcome', outcomeOf(calls, call));
    add('messages', messagesOf(detail));
    add('transactions and dialogs', exchangesOf(detail));
    add('findings', findings.map(findingOf).join('\n'));
  }
  return model;
}

function indexOf({ messages, endpoints }: Capsule): { index: MessageIndex; unread: number[] } {
  const index = new MessageIndex();
  const unread: number[] = [];
  for (const [i, message] of messages.entries()) {
    const known = captured(message.source);
    const { time, transport, flags, sequence } = message;
    const from = idOf(index, endpoints[message.from], message.source, 'sender');
    const to = idOf(index, endpoints[message.to], message.source, 'receiver');
    Object.assign(known, { time, transport, flags, sequence, from, to });
    if (index.add(message.bytes, 0, message.bytes.length, known) < 0) unread.push(i);
    // RFC 3261 §18.1.1: rules about sizes judge what was on the wire.
    else if (message.size !== message.bytes.length) index.wireSizes.set(index.count - 1, message.size);
  }
  return { index, unread };
}

function idOf(
  { endpoints }: MessageIndex,
  endpoint: CapsuleEndpoint | undefined,
  source: number,
  side: 'sender' | 'receiver',
): number {
  if (endpoint?.kind === 'address' || endpoint?.kind === 'name')
    return endpoints.ofHost(endpoint.address, endpoint.port);
  return endpoint?.kind === 'self' ? endpoints.ofSelf(source) : endpoints.ofUnknown(source, side);
}

function outcomeOf(calls: CallTable, call: number): string {
  const summary = summaryOf(calls, call);
  if (!summary) return '';
  const { kind, state, outcome, cause, result, partial, forwarded, endedBy, status, decidedBy } = summary;
  const { start, end, postDialDelay, setup, ringing, talk, messages, caller, callee } = summary;
  const times = { start, end, postDialDelay, setup, ringing, talk };
  const parties = [caller, callee].map((party) => `${party.endpoint} ${named(party)}`);
  const came = { kind, state, outcome, cause, result, partial, forwarded, endedBy, status, decidedBy };
  return JSON.stringify({ ...came, times, messages, parties });
}

/** Whether a party has a name and an address, not which. */
function named({ name, uri }: { readonly name: string; readonly uri: string }): string {
  return `${name === '' ? '' : 'name '}${uri === '' ? '' : 'uri'}`;
}

/** All of each message but what it is called. */
function messagesOf({ messages }: CallDetail): string {
  return messages.map(messageOf).join('\n');
}

function messageOf(message: CallMessage): string {
  const { row, source, time, from, to, transport, flags, kind, method, status, cseq, cseqMethod } = message;
  const { reinvite, retried, copy, of, transaction, dialog, sdp, size } = message;
  const seen = { row, source, time, from, to, transport, flags, kind, method, status, cseq, cseqMethod };
  return JSON.stringify({ ...seen, reinvite, retried, copy, of, transaction, dialog, sdp, size });
}

function exchangesOf({ transactions, dialogs, attempts, phases }: CallDetail): string {
  const unnamed = transactions.map(({ branch: _, ...transaction }) => transaction);
  return JSON.stringify({ transactions: unnamed, dialogs: dialogs.map(({ state }) => state), attempts, phases });
}

function findingOf({ rule, severity, confidence, messages, ghost, headline }: Finding): string {
  const missing = ghost && { after: ghost.after, from: ghost.from, to: ghost.to };
  return JSON.stringify({ rule, severity, confidence, messages, missing, headline });
}
