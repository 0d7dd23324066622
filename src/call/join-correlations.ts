import { isNil } from '../sip/join-spans.ts';
import { linkFamily, MOST_LEGS, type Tie } from './family.ts';
import type { Legs } from './leg-relations.ts';
import { evidenceCode, type LinkSink } from './link.ts';

const CORRELATION: Tie = { evidence: evidenceCode('correlation'), strong: true };
/** Shorter ids are numbers of machines, or words that say nothing. Bytes. */
const LEAST_ID = 8;

/** Adds links of legs to which the agents that captured them gave one correlation id (HEP 3, chunk 0x11). */
export function linkByCorrelation(legs: Legs, links: LinkSink): void {
  if (legs.index.correlations.count === 0) return;
  for (const [value, members] of familiesOf(legs)) {
    if (isReused(legs, value, members)) continue;
    linkFamily(legs, members, CORRELATION, value, links);
  }
}

/** Legs by the id that the INVITEs of several of them carry; none for an id that stands on what is no call as well. */
function familiesOf({ index: { correlations, count }, facts }: Legs): Map<number, number[]> {
  const firstLeg = new Int32Array(correlations.count).fill(-1);
  const families = new Map<number, number[]>();
  for (const row of facts.invites) {
    const id = correlations.idOf(row);
    if (id < 0) continue;
    const leg = facts.legOfRow[row] as number;
    const first = firstLeg[id] as number;
    if (first === -1) firstLeg[id] = leg;
    else if (first !== leg) note(families, id, first, leg);
  }
  for (const id of families.keys()) {
    const bytes = correlations.bytesOf(id);
    if (bytes.length < LEAST_ID || isNil(bytes, 0, bytes.length)) families.delete(id);
  }
  for (let row = 0; row < count && families.size > 0; row++) {
    if (facts.isCall[facts.legOfRow[row] as number] === 0) families.delete(correlations.idOf(row));
  }
  return families;
}

function note(families: Map<number, number[]>, id: number, first: number, leg: number): void {
  const members = families.get(id);
  if (!members) families.set(id, [first, leg]);
  else if (members.length <= MOST_LEGS && !members.includes(leg)) members.push(leg);
}

/** Whether the id is the Call-ID of several of these legs: most agents say no more, and the Call-ID was used again. */
function isReused({ index, facts }: Legs, id: number, members: readonly number[]): boolean {
  const bytes = index.correlations.bytesOf(id);
  const callId = index.callIds.find(bytes, 0, bytes.length);
  if (callId < 0) return false;
  return members.filter((leg) => index.columns.callId[facts.first[leg] as number] === callId).length > 1;
}
