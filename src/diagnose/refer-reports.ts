import type { CallMessage } from '../call/types.ts';

/** A NOTIFY on how a transfer goes (RFC 3515 §2.4.4). */
export interface ReferReport {
  readonly message: CallMessage;
  /** Status code in its body; 0 without. */
  readonly status: number;
  /** It is the last one: its subscription ends. */
  readonly terminated: boolean;
}

/** A REFER, and the final response to it as far as the trace holds one. */
export interface AskedRefer {
  readonly request: CallMessage;
  readonly final: CallMessage | null | undefined;
}

/** What has to be read of a NOTIFY: a header, '' or null without, and the status code in its body, 0 without. */
export interface ReferText {
  header(row: number, canonical: string): string | null;
  fragment(row: number): number;
}

/** A REFER whose reports are still being gathered. */
interface Gathered<T> {
  readonly refer: T;
  readonly reports: ReferReport[];
}

/**
 * The reports on each REFER, in their order; nothing under one that has none.
 * @param messages of the legs that the REFERs are in, in order
 */
export function referReports<T extends AskedRefer>(
  refers: readonly T[],
  messages: readonly CallMessage[],
  text: ReferText,
): ReadonlyMap<T, readonly ReferReport[]> {
  const byRow = new Map(refers.map((refer) => [refer.request.row, refer]));
  const asked: Gathered<T>[] = [];
  for (const message of messages) {
    const refer = byRow.get(message.row);
    if (refer) asked.push({ refer, reports: [] });
    else if (asked.length > 0 && isReport(message, text)) addReport(message, asked, text);
  }
  return new Map(asked.map(({ refer, reports }) => [refer, reports]));
}

/** A log may hold no header of a message but those that it prints. */
function isReport({ method, kind, copy, row }: CallMessage, text: ReferText): boolean {
  return method === 'NOTIFY' && kind === 'request' && copy === null && /^(?:refer\b|$)/i.test(eventOf(row, text));
}

function eventOf(row: number, text: ReferText): string {
  return text.header(row, 'Event') ?? '';
}

function addReport<T extends AskedRefer>(message: CallMessage, asked: readonly Gathered<T>[], text: ReferText): void {
  const terminated = /^terminated/i.test(text.header(message.row, 'Subscription-State') ?? '');
  reportedBy(message, asked, text)?.reports.push({ message, status: text.fragment(message.row), terminated });
}

/** The REFER that a NOTIFY reports on (RFC 3515 §2.4.6), as far as its earlier reports are gathered. */
function reportedBy<T extends AskedRefer>(
  notify: CallMessage,
  all: readonly Gathered<T>[],
  text: ReferText,
): Gathered<T> | undefined {
  const asked = all.filter(({ refer: { request } }) => request.leg === notify.leg && isReceived(request, notify));
  const id = Number(/;\s*id\s*=\s*(\d+)/i.exec(eventOf(notify.row, text))?.[1] ?? Number.NaN);
  const named = asked.find(({ refer }) => refer.request.cseq === id);
  // Only reports on the first one may lack an id. Some senders never give one: then it is about the next that goes on.
  const isOpen = ({ refer: { final }, reports }: Gathered<T>) =>
    !(final && final.status >= 300) && !reports.some(({ terminated }) => terminated);
  return named ?? asked.find(isOpen) ?? asked.at(-1);
}

/** Whoever was asked reports: its tag is not that of the REFER's sender. Without tags nothing speaks against it. */
function isReceived(request: CallMessage, notify: CallMessage): boolean {
  return request.fromTag === '' || request.fromTag !== notify.fromTag;
}
