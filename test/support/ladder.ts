import { describeCall } from '../../src/call/describe.ts';
import { summarise } from '../../src/call/summarise.ts';
import type { CallDetail, CallMessage } from '../../src/call/types.ts';
import type { LadderInput } from '../../src/ladder/input.ts';
import { laneFacts } from '../../src/ladder/lane-facts.ts';
import { EMPTY_LANES } from '../../src/view/view.ts';
import { callFrom, indexFrom } from './flow.ts';

/** What a ladder of a flow is drawn from: all its calls on one ladder, in the order of the messages. */
export function ladderInput(flow: string, changes: Partial<LadderInput> = {}): LadderInput {
  const written = callFrom(flow);
  const index = indexFrom(written);
  const table = summarise(index);
  const details = Array.from({ length: table.count }, (_, call) => describeCall(index, table, call));
  const facts = details.flatMap((detail) => [...laneFacts(index, detail)]);
  return {
    messages: inOrder(details),
    // The first call that knows a name for a lane gives it.
    lanes: new Map(facts.toSorted(([, a], [, b]) => Number(a.name !== '') - Number(b.name !== ''))),
    phases: details.flatMap(({ phases }) => phases),
    findings: [],
    decisions: EMPTY_LANES,
    clock: written.clock,
    zone: 0,
    unfolded: false,
    width: 900,
    ...changes,
  };
}

function inOrder(details: readonly CallDetail[]): CallMessage[] {
  const messages = details.flatMap((detail) => detail.messages);
  return details.length > 1 ? messages.toSorted((a, b) => a.row - b.row) : messages;
}
