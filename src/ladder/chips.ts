import { INFERRED_FROM, INFERRED_TO, TRUNCATED } from '../base/captured.ts';
import { transportName } from '../base/transport.ts';
import type { CallMessage, SdpNote } from '../call/types.ts';
import type { ChipDraft } from './chip.ts';
import type { Fold } from './fold.ts';
import type { ChipTone } from './picture.ts';
import type { TimeWriter } from './times.ts';
import { visible } from './visible.ts';

/** What chips need to know beside their message. */
export interface ChipContext {
  readonly times: TimeWriter;
  /** Transport code of most messages: only others are worth a word. */
  readonly usualTransport: number;
  /** Endpoints that are marked as inferred as a whole. */
  readonly inferredEndpoints: ReadonlySet<number>;
  /** Several requests wait for answers on this hop, so that a response must say which it answers. */
  readonly ambiguous: boolean;
  /** The dialog is on hold before this message. */
  readonly onHold: boolean;
  /** What is worth a chip beside what the message says itself. */
  readonly mark: ChipDraft | undefined;
}

export function chipsOf(fold: Fold, context: ChipContext): ChipDraft[] {
  const { message } = fold;
  const chips: ChipDraft[] = [];
  if (context.ambiguous && message.method !== '') {
    const method = visible(message.method);
    chips.push(chip([`to ${method}`, method], `answers ${method}`));
  }
  // What a repeated message carries was said where it was sent first.
  if (message.sdp && message.copy !== 'retransmission') chips.push(sdpChip(message.sdp, message.kind, context.onHold));
  if (context.mark) chips.push(context.mark);
  const repeat = repeatChip(fold, context.times);
  if (repeat) chips.push(repeat);
  if (message.flags & TRUNCATED) chips.push(chip(['truncated', 'cut'], 'cut off by the capture or the log', 'warning'));
  if (message.transport !== 0 && message.transport !== context.usualTransport) {
    const name = transportName(message.transport);
    chips.push(chip([name], `over ${name}`));
  }
  if (isInferred(fold, context)) chips.push(chip(['inferred'], 'sender or receiver is told from other messages'));
  return chips;
}

function chip(forms: readonly string[], title: string, tone: ChipTone = 'plain'): ChipDraft {
  return { forms, title, tone };
}

/** An end that one capture of the packet names outright is known, whatever a log beside it leaves out. */
function isInferred({ message, duplicates }: Fold, { inferredEndpoints }: ChipContext): boolean {
  const flags = duplicates.reduce((common, copy) => common & copy.flags, message.flags);
  const sender = (flags & INFERRED_FROM) !== 0 && !inferredEndpoints.has(message.from);
  const receiver = (flags & INFERRED_TO) !== 0 && !inferredEndpoints.has(message.to);
  return sender || receiver;
}

function repeatChip({ message, copies }: Fold, times: TimeWriter): ChipDraft | null {
  const again = message.copy === 'retransmission';
  if (!again && copies.length === 0) return null;
  const count = copies.length + 1;
  const last = copies.at(-1);
  const sent = again ? (count > 1 ? `sent ${count} more times` : 'sent once more') : `sent ${count} times`;
  const short = count > 1 ? `×${count}` : 'again';
  const text = again && count > 1 ? `again ×${count}` : short;
  const at = last ? times.changed(last.time, message.time) : '';
  if (!last || at === '') return chip([text, short], sent);
  return chip(
    [`${text}, last at ${at}`, `${text}, last ${at}`, text, short],
    `${sent}, last at ${times.full(last.time)}`,
  );
}

/** RFC 3264: what the SDP of a message means, in as few words as tell it. */
function sdpChip(sdp: SdpNote, kind: CallMessage['kind'], onHold: boolean): ChipDraft {
  const isOffer = sdp.role !== 'answer';
  const words: string[] = [];
  // An offer in a request and an answer in a response are what everybody expects (RFC 3264, RFC 6337 §2).
  if (sdp.role && (sdp.role === 'offer') !== (kind === 'request')) words.push(sdp.role);
  if (isOffer && sdp.hold) words.push('hold');
  else if (isOffer && sdp.reoffer && onHold) words.push('resume');
  else if (isOffer && sdp.reoffer) words.push('re-offer');
  else if (isOffer && sdp.direction !== 'sendrecv') words.push(sdp.direction);
  if (sdp.fax) words.push('fax');
  if (sdp.video) words.push('video');
  const role = sdp.role ? `SDP ${sdp.role}` : 'SDP';
  const title = [role, ...words.filter((word) => word !== sdp.role), sdp.direction];
  if (sdp.earlyMedia) title.splice(1, 0, 'early media');
  if (sdp.secure) title.push('SRTP');
  const what = sdp.earlyMedia ? 'early media' : 'SDP';
  const shorter = words.length > 0 ? [words.join(' · '), words[0] ?? ''] : sdp.earlyMedia ? ['early'] : [];
  const forms = [[what, ...words].join(' · '), ...shorter];
  return chip(forms, [...new Set(title)].join(', '), sdp.earlyMedia ? 'media' : 'plain');
}
