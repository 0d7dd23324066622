import { CHARGING, ICE, IDENTITY, MEDIA, ORIGIN, SESSION_LOCAL, SESSION_REMOTE, VENDOR } from '../sip/key-table.ts';
import { linkFamily, MOST_LEGS, parentsOf, type Tie } from './family.ts';
import { linkByCorrelation } from './join-correlations.ts';
import { linkFollowers } from './join-follow.ts';
import { affixFamilies, legsByCallId, linkByName } from './join-named.ts';
import { linkOffers } from './join-offers.ts';
import { areNeighbours, areParallel, type Legs, sharedNumbers } from './leg-relations.ts';
import { EVIDENCE, type Evidence, evidenceCode, type LinkSink } from './link.ts';
import type { SharedKeys } from './shared-keys.ts';

/** Kinds of key that join the legs which carry an equal value. */
const EQUAL = (
  [
    [CHARGING, 'icid'],
    [VENDOR, 'vendor-key'],
    [IDENTITY, 'identity'],
    [ORIGIN, 'sdp-origin'],
    [MEDIA, 'media-address'],
    [ICE, 'ice'],
  ] as const
).map(([kind, name]) => ({ bit: 1 << kind, evidence: evidenceCode(name), strong: confidenceIs(name, 'strong') }));

const SESSION = (1 << SESSION_LOCAL) | (1 << SESSION_REMOTE);
const JOINING = EQUAL.reduce((bits, { bit }) => bits | bit, SESSION);
const WHOLE_SESSION = evidenceCode('session-id');
const HALF_SESSION = evidenceCode('half-session-id');
const FROM_TAG: Tie = { evidence: evidenceCode('from-tag'), strong: true };
const CALL_ID_AFFIX: Tie = { evidence: evidenceCode('call-id-affix'), strong: true };
/** Shorter tags are counters, or constants of test tools. Bytes. */
const LEAST_TAG = 8;

function confidenceIs(name: Evidence, wanted: string): boolean {
  return EVIDENCE.some(([evidence, confidence]) => evidence === name && confidence === wanted);
}

/** Adds links of legs that share a key: evidence that is certain or strong. Linear in the number of keys. */
export function linkByKey(legs: Legs, shared: SharedKeys, links: LinkSink): void {
  const byCallId = legsByCallId(legs);
  linkByName(legs, byCallId, links);
  for (let i = 0; i < shared.count; i++) {
    const kinds = shared.kinds[i] as number;
    if ((kinds & JOINING) === 0) continue;
    const value = shared.value[i] as number;
    for (const tie of EQUAL)
      if (kinds & tie.bit) linkFamily(legs, membersOf(legs, shared, i, tie.bit), tie, value, links);
    if (kinds & SESSION) linkSession(legs, shared, i, links);
  }
  linkFollowers(legs, shared, links);
  linkOffers(legs, shared, links);
  linkTags(legs, links);
  linkByCorrelation(legs, links);
  for (const [value, members] of affixFamilies(legs, byCallId)) linkFamily(legs, members, CALL_ID_AFFIX, value, links);
}

/** Legs whose keys of some kinds carry value `i`, each once; none when there are too many. */
function membersOf({ index, facts }: Legs, shared: SharedKeys, i: number, kinds: number): number[] {
  const { row, kind } = index.keys.columns;
  const members: number[] = [];
  const stop = shared.start[i + 1] as number;
  for (let at = shared.start[i] as number; at < stop; at++) {
    const key = shared.keys[at] as number;
    if (!(kinds & (1 << (kind[key] as number)))) continue;
    const leg = facts.legOfRow[row[key] as number] as number;
    if (members.includes(leg)) continue;
    if (members.length === MOST_LEGS) return [];
    members.push(leg);
  }
  return members;
}

/** RFC 7989: both halves match, or the one half of an INVITE whose other half is nil; one half of two is only strong (§9). */
function linkSession(legs: Legs, shared: SharedKeys, i: number, links: LinkSink): void {
  const value = shared.value[i] as number;
  const members = membersOf(legs, shared, i, SESSION);
  const parents = parentsOf(legs, members, false);
  for (let at = 1; at < parents.length; at++) {
    const a = members[parents[at] as number] as number;
    const b = members[at] as number;
    const one = otherHalf(legs, a, value);
    const other = otherHalf(legs, b, value);
    if (one === -1 || other === -1 || one === other) links.add(a, b, WHOLE_SESSION, 0, value);
    else if (!areParallel(legs, a, b) && (areNeighbours(legs, a, b) || sharedNumbers(legs, a, b)))
      links.add(a, b, HALF_SESSION, 0, value);
  }
}

/** The half of the Session-ID of a leg's first INVITE that is not `one`; -1 when it is nil. */
function otherHalf({ sessions: { from, to, value } }: Legs, leg: number, one: number): number {
  for (let i = from[leg] as number; i < (to[leg] as number); i++) if (value[i] !== one) return value[i] as number;
  return -1;
}

/** The same From tag under different Call-IDs: topology hiding. */
function linkTags(legs: Legs, links: LinkSink): void {
  const { index, facts } = legs;
  const { fromTag } = index.columns;
  const firstLeg = new Int32Array(index.tags.count).fill(-1);
  const members = new Map<number, number[]>();
  for (let leg = 0; leg < facts.count; leg++) {
    const row = facts.first[leg] as number;
    const tag = row < 0 ? -1 : (fromTag[row] as number);
    if (tag < 0) continue;
    const first = firstLeg[tag] as number;
    if (first === -1) firstLeg[tag] = leg;
    else if (index.tags.lengthOf(tag) >= LEAST_TAG) {
      const known = members.get(tag);
      if (known) known.push(leg);
      else members.set(tag, [first, leg]);
    }
  }
  for (const [value, same] of members) linkFamily(legs, same, FROM_TAG, value, links);
}
