import { describeCall } from '../call/describe.ts';
import { hopsOf } from '../call/hops.ts';
import type { CallMessage } from '../call/types.ts';
import { compareMessages } from '../sip/compare/compare.ts';
import type { ComparedRow } from '../sip/compare/table.ts';
import { parseMessage } from '../sip/parse.ts';
import type { OpenTrace } from './open-trace.ts';

/** One column: the message as it was on one hop. */
export interface ComparedHop {
  readonly message: CallMessage;
  /** Column of the message that it came from, -1 for the first. */
  readonly parent: number;
}

/** The same message hop by hop, and what each box changed in it. */
export interface ComparedHops {
  readonly hops: readonly ComparedHop[];
  readonly rows: readonly ComparedRow[];
}

/** What the boxes of call `call` changed in message `row`; null when the call has no such message. */
export async function compareHops(trace: OpenTrace, call: number, row: number): Promise<ComparedHops | null> {
  const { index, calls, readBytes } = trace;
  if (!(call >= 0 && call < calls.count)) return null;
  const detail = describeCall(index, calls, call);
  const byRow = new Map(detail.messages.map((message) => [message.row, message]));
  const hops = hopsOf(detail, index.endpoints.hosts(), row).flatMap(({ row: at, parent }): ComparedHop[] => {
    const message = byRow.get(at);
    return message ? [{ message, parent }] : [];
  });
  if (hops.length === 0) return null;
  const bytes = await Promise.all(hops.map(({ message }) => readBytes(message.row)));
  const rows = compareMessages(
    bytes.map((one) => parseMessage(one)),
    hops.map(({ parent }) => parent),
  );
  return { hops, rows };
}
