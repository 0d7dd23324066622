import { CHARGING, ICE, IDENTITY, MEDIA, ORIGIN, SESSION_LOCAL, SESSION_REMOTE, VENDOR } from '../sip/key-table.ts';
import { familyOf } from './family.ts';
import { followers } from './join-follow.ts';
import { affixFamilies, linksByName } from './join-named.ts';
import { areNeighbours, areParallel, type Legs, sharedNumbers } from './leg-relations.ts';
import { EVIDENCE, type Evidence, evidenceCode, type Link } from './link.ts';
import { findSharedKeys, type SharedKeys } from './shared-keys.ts';

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
const WHOLE_SESSION = evidenceCode('session-id');
const HALF_SESSION = evidenceCode('half-session-id');
const FROM_TAG = evidenceCode('from-tag');
const CALL_ID_AFFIX = evidenceCode('call-id-affix');
/** Shorter tags are counters, or constants of test tools. Bytes. */
const LEAST_TAG = 8;

function confidenceIs(name: Evidence, wanted: string): boolean {
  return EVIDENCE.some(([evidence, confidence]) => evidence === name && confidence === wanted);
}

/** Links of legs that share a key: evidence that is certain or strong. Linear in the number of keys. */
export function linksByKey(legs: Legs): { links: Link[]; shared: SharedKeys } {
  const shared = findSharedKeys(legs);
  const links = linksByName(legs);
  for (let i = 0; i < shared.count; i++) {
    const kinds = shared.kinds[i] as number;
    const value = shared.value[i] as number;
    for (const { bit, evidence, strong } of EQUAL) {
      if (kinds & bit) linkFamily(legs, membersOf(legs, shared, i, bit), { evidence, strong, value }, links);
    }
    if (kinds & SESSION) linkSession(legs, shared, i, links);
  }
  followers(legs, shared, links);
  linkTags(legs, links);
  for (const [value, members] of affixFamilies(legs))
    linkFamily(legs, members, { evidence: CALL_ID_AFFIX, strong: true, value }, links);
  return { links, shared };
}

/** Legs whose keys of some kinds carry value `i`, each once. */
function membersOf({ index, facts }: Legs, shared: SharedKeys, i: number, kinds: number): number[] {
  const { row, kind } = index.keys.columns;
  const members: number[] = [];
  const stop = shared.start[i + 1] as number;
  for (let at = shared.start[i] as number; at < stop; at++) {
    const key = shared.keys[at] as number;
    if (!(kinds & (1 << (kind[key] as number)))) continue;
    const leg = facts.legOfRow[row[key] as number] as number;
    // Keys of one leg mostly stand together; a long list is not searched for each of its keys.
    if (members.at(-1) !== leg && (members.length > 64 || !members.includes(leg))) members.push(leg);
  }
  return members.length > 64 ? [...new Set(members)] : members;
}

interface Shared {
  readonly evidence: number;
  readonly strong: boolean;
  readonly value: number;
}

function linkFamily(legs: Legs, members: number[], { evidence, strong, value }: Shared, links: Link[]): void {
  if (members.length < 2) return;
  const parents = familyOf(legs, members, strong);
  if (!parents) return;
  for (let i = 1; i < members.length; i++) {
    const a = members[parents[i] as number] as number;
    links.push({ a, b: members[i] as number, evidence, support: 0, value });
  }
}

/** RFC 7989: both halves match, or the one half of an INVITE whose other half is nil; one half of two is only strong (§9). */
function linkSession(legs: Legs, shared: SharedKeys, i: number, links: Link[]): void {
  const members = membersOf(legs, shared, i, SESSION);
  const parents = members.length < 2 ? null : familyOf(legs, members, false);
  if (!parents) return;
  const value = shared.value[i] as number;
  for (let at = 1; at < members.length; at++) {
    const b = members[at] as number;
    const a = members[parents[at] as number] as number;
    const one = otherHalf(legs, a, value);
    const other = otherHalf(legs, b, value);
    const whole = one === -1 || other === -1 || one === other;
    if (!whole && (areParallel(legs, a, b) || !(areNeighbours(legs, a, b) || sharedNumbers(legs, a, b)))) continue;
    links.push({ a, b, evidence: whole ? WHOLE_SESSION : HALF_SESSION, support: 0, value });
  }
}

/** The half of the Session-ID of a leg's first INVITE that is not `value`; -1 when it is nil. */
function otherHalf({ index, firstKey }: Legs, leg: number, value: number): number {
  const { row, kind, value: valueAt } = index.keys.columns;
  const from = firstKey[leg] as number;
  if (from < 0) return -1;
  for (let i = from; i < index.keys.count && row[i] === row[from]; i++) {
    if ((kind[i] === SESSION_LOCAL || kind[i] === SESSION_REMOTE) && valueAt[i] !== value) return valueAt[i] as number;
  }
  return -1;
}

/** The same From tag under different Call-IDs: topology hiding. */
function linkTags(legs: Legs, links: Link[]): void {
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
    else if (index.tags.lengthOf(tag) >= LEAST_TAG) members.set(tag, [...(members.get(tag) ?? [first]), leg]);
  }
  for (const [value, same] of members) linkFamily(legs, same, { evidence: FROM_TAG, strong: true, value }, links);
}
