import { internedText } from '../base/interner.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { attemptsOf } from './attempts.ts';
import { EVIDENCE } from './link.ts';
import { linkText } from './link-words.ts';
import { linksOfLegs } from './links-by-leg.ts';
import { placeOfLeg, rowsOf, summaryOf } from './table.ts';
import type { CallDetail, CallLeg, CallMessage, CallSummary, CallTable, LegLink, OfferedLink } from './types.ts';

/**
 * Several legs as one call: messages in order of time, with transactions, dialogs, attempts and phases of all legs.
 * @param legs each by itself, in the order of the table
 */
export function mergeDetails(
  index: MessageIndex,
  table: CallTable,
  i: number,
  legs: readonly CallDetail[],
): CallDetail {
  const summary = summaryOf(table, i) as CallSummary;
  const links = linksOf(index, table, i);
  const messages = inOrder(table, i, legs);
  const transactions = legs.flatMap((leg) => leg.transactions);
  return {
    summary,
    legs: legs.map((leg, at): CallLeg => ({ summary: leg.summary, links: links[at] ?? [] })),
    offered: offeredOf(index, table, i),
    messages,
    transactions,
    dialogs: legs.flatMap(({ dialogs }) => dialogs),
    attempts: attemptsOf(index, messages, transactions),
    phases: legs.flatMap(({ phases }) => phases),
  };
}

/** Messages of all legs in the order of the table; what they say of transactions and dialogs counts over all legs. */
function inOrder(table: CallTable, i: number, legs: readonly CallDetail[]): CallMessage[] {
  const byRow = new Map<number, CallMessage>();
  let transactions = 0;
  let dialogs = 0;
  for (const leg of legs) {
    for (const message of leg.messages) {
      byRow.set(message.row, {
        ...message,
        transaction: message.transaction < 0 ? -1 : message.transaction + transactions,
        dialog: message.dialog < 0 ? -1 : message.dialog + dialogs,
      });
    }
    transactions += leg.transactions.length;
    dialogs += leg.dialogs.length;
  }
  return Array.from(rowsOf(table, i)).flatMap((row) => byRow.get(row) ?? []);
}

/** For each leg of call `i` what ties it to the legs before it. */
function linksOf(index: MessageIndex, table: CallTable, i: number): LegLink[][] {
  const { links } = table;
  const members = table.legs.subarray(table.legStart[i], table.legStart[i + 1]);
  const found: LegLink[][] = Array.from(members, () => []);
  for (const link of linksOfLegs(links, members)) {
    const a = members.indexOf(links.a[link] as number);
    const b = a < 0 ? -1 : members.indexOf(links.b[link] as number);
    if (b < 0) continue;
    const [evidence, confidence] = EVIDENCE[links.evidence[link] as number] ?? ['by-hand', 'by hand'];
    const [to, of] = a < b ? [a, b] : [b, a];
    found[of]?.push({ to, evidence, confidence, text: linkText(index, table, links, link) });
  }
  // What ties legs without a hand needs none.
  return found.map((list) =>
    list.filter((one) => one.evidence !== 'by-hand' || !list.some((other) => isStronger(one, other))),
  );
}

function isStronger(byHand: LegLink, other: LegLink): boolean {
  return other.to === byHand.to && other.evidence !== 'by-hand';
}

/** Calls that may be the same as call `i`, by what is offered. */
export function offeredOf(index: MessageIndex, table: CallTable, i: number): OfferedLink[] {
  const { offered, legs, legStart } = table;
  const members = legs.subarray(legStart[i], legStart[i + 1]);
  const found: OfferedLink[] = [];
  for (const link of linksOfLegs(offered, members)) {
    const a = offered.a[link] as number;
    const b = offered.b[link] as number;
    const leg = Math.max(members.indexOf(a), members.indexOf(b));
    if (leg < 0) continue;
    const [call, at] = placeOfLeg(table, members[leg] === a ? b : a);
    const callId = internedText(table.callIds, table.legCallId[(legStart[call] as number) + at] as number);
    found.push({ leg, call, otherLeg: at, callId, text: linkText(index, table, offered, link) });
  }
  return found;
}
