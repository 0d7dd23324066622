import { bytesOf, callOf, type Trace } from '../analyse.ts';
import { type LaneProposal, proposeLanes } from '../lanes/propose.ts';

/** Of so many calls that are shown together the lanes are looked at. */
const MOST_CALLS = 30;

/** Which lanes of these calls may be one machine; each once. */
export async function proposeFor(trace: Trace | null, calls: readonly number[]): Promise<LaneProposal[]> {
  const found = new Map<string, LaneProposal>();
  if (!trace) return [];
  const known = calls.filter((call) => call >= 0 && call < trace.calls.count);
  for (const call of known.slice(0, MOST_CALLS)) {
    const list = await proposeLanes(trace.index, callOf(trace, call), (row) => bytesOf(trace, row));
    for (const proposal of list) if (!found.has(proposal.id)) found.set(proposal.id, proposal);
  }
  return [...found.values()];
}
