import { isNil } from '../sip/join-spans.ts';
import { INVITE } from '../sip/methods.ts';
import { linkFamily, MOST_LEGS } from './family.ts';
import type { Legs } from './leg-relations.ts';
import { evidenceCode, type LinkList } from './link.ts';

const CORRELATION = evidenceCode('correlation');
/** Shorter ids are numbers of machines, or words that say nothing. Bytes. */
const LEAST_ID = 8;

/** Adds links of legs to which the agents that captured them gave one correlation id (HEP 3, chunk 0x11). */
export function linkByCorrelation(legs: Legs, links: LinkList): void {
  if (legs.index.correlations.count === 0) return;
  for (const [value, members] of familiesOf(legs)) {
    if (isReused(legs, value, members)) continue;
    linkFamily(legs, members, { evidence: CORRELATION, strong: true, value }, links);
  }
}

/** Legs by the id that the INVITEs of several of them carry; none for an id that stands on what is no call as well. */
function familiesOf({ index, facts }: Legs): Map<number, number[]> {
  const { correlations } = index;
  const { method, status, toTag } = index.columns;
  const firstLeg = new Int32Array(correlations.count).fill(-1);
  const isConstant = new Uint8Array(correlations.count);
  const families = new Map<number, number[]>();
  for (const row of correlations.rows()) {
    const id = correlations.idOf(row);
    const leg = facts.legOfRow[row] ?? -1;
    if (leg < 0) continue;
    if (facts.isCall[leg] === 0) isConstant[id] = 1;
    if (method[row] !== INVITE || status[row] !== 0 || toTag[row] !== -1) continue;
    const first = firstLeg[id] as number;
    if (first === -1) firstLeg[id] = leg;
    else if (first !== leg) note(families, id, first, leg);
  }
  for (const id of families.keys()) {
    const bytes = correlations.bytesOf(id);
    if (isConstant[id] === 1 || bytes.length < LEAST_ID || isNil(bytes, 0, bytes.length)) families.delete(id);
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
