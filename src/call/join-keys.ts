import {
  CHARGING,
  ICE,
  IDENTITY,
  LOWER_BRANCH,
  MEDIA,
  NAMED_DIALOG,
  ORIGIN,
  REDIRECTED,
  REFERRED,
  SESSION_LOCAL,
  SESSION_REMOTE,
  TARGET,
  TOKEN,
  VENDOR,
} from '../sip/key-table.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { hasParallelLegs, inOneStretch, type LegFacts } from './leg-facts.ts';
import type { Evidence, LegLink, LinkConfidence } from './link.ts';

/** A value carried by more legs than this singles nothing out. */
const MOST_LEGS = 24;
/** An INVITE that follows a REFER or a redirect comes within five seconds. */
const FOLLOWS = 5_000_000;
const LEAST_CALL_ID = 10;

/** Key kinds that join legs carrying an equal value. */
const EQUAL: readonly (readonly [number, Evidence, LinkConfidence])[] = [
  [CHARGING, 'icid', 'certain'],
  [VENDOR, 'vendor-key', 'certain'],
  [IDENTITY, 'identity', 'certain'],
  [ORIGIN, 'sdp-origin', 'strong'],
  [MEDIA, 'media-address', 'strong'],
  [ICE, 'ice', 'strong'],
];

/** Links of legs that share a key: what domain knowledge calls certain or strong evidence. Linear in the number of keys. */
export function linksByKey(index: MessageIndex, facts: LegFacts): LegLink[] {
  const links: LegLink[] = [];
  const entries = byValue(index, facts);
  const legOfBranch = new Map<number, number>();
  const legOfCallId = callIdLegs(index, facts);
  if (entries.hasLowerBranch) fillBranches(index, facts, legOfBranch);
  const at = { index, facts, links };
  for (let value = 0; value + 1 < entries.start.length; value++) {
    const from = entries.start[value] as number;
    const to = entries.start[value + 1] as number;
    if (from === to) continue;
    namedLegs(at, entries, value, from, to, legOfCallId, legOfBranch);
    if (to - from < 2) continue;
    for (const [kind, evidence, confidence] of EQUAL) {
      const legs = legsOf(entries, from, to, (one) => one === kind);
      if (legs.length > 1) joinBucket(at, legs, evidence, confidence, index.keys.values.text(value));
    }
    sessions(at, entries, value, from, to);
    followers(at, entries, value, from, to);
  }
  affixes(at, legOfCallId);
  sameTags(at);
  return links;
}

interface At {
  readonly index: MessageIndex;
  readonly facts: LegFacts;
  readonly links: LegLink[];
}

interface Entries {
  /** Keys with value v stand at order[start[v]] … order[start[v + 1] - 1]. */
  readonly start: Uint32Array;
  readonly kind: Uint8Array;
  readonly leg: Int32Array;
  readonly row: Uint32Array;
  readonly hasLowerBranch: boolean;
}

/** Keys sorted by value (counting sort), each with the leg it stands in. */
function byValue(index: MessageIndex, facts: LegFacts): Entries {
  const { keys } = index;
  const { row, kind, value } = keys.columns;
  const start = new Uint32Array(keys.values.count + 1);
  for (let i = 0; i < keys.count; i++)
    start[(value[i] as number) + 1] = (start[(value[i] as number) + 1] as number) + 1;
  for (let i = 1; i < start.length; i++) start[i] = (start[i] as number) + (start[i - 1] as number);
  const next = start.slice();
  const entries = {
    start,
    kind: new Uint8Array(keys.count),
    leg: new Int32Array(keys.count),
    row: new Uint32Array(keys.count),
    hasLowerBranch: false,
  };
  for (let i = 0; i < keys.count; i++) {
    const at = next[value[i] as number] as number;
    next[value[i] as number] = at + 1;
    entries.kind[at] = kind[i] as number;
    entries.row[at] = row[i] as number;
    entries.leg[at] = facts.legOfRow[row[i] as number] as number;
    if (kind[i] === LOWER_BRANCH) entries.hasLowerBranch = true;
  }
  return entries;
}

function legsOf(entries: Entries, from: number, to: number, wanted: (kind: number) => boolean): number[] {
  const legs = new Set<number>();
  for (let i = from; i < to; i++) {
    if (wanted(entries.kind[i] as number) && (entries.leg[i] as number) >= 0) legs.add(entries.leg[i] as number);
  }
  return [...legs];
}

/** First leg of each Call-ID; Call-IDs that several legs use (reuse, masking) name none. */
function callIdLegs(index: MessageIndex, facts: LegFacts): Int32Array {
  const legs = new Int32Array(index.callIds.count).fill(-1);
  for (let row = 0; row < index.count; row++) {
    const leg = facts.legOfRow[row] as number;
    const callId = index.columns.callId[row] as number;
    if (leg < 0 || callId < 0) continue;
    legs[callId] = legs[callId] === -1 || legs[callId] === leg ? leg : -2;
  }
  return legs;
}

function fillBranches(index: MessageIndex, facts: LegFacts, legOfBranch: Map<number, number>): void {
  for (let row = 0; row < index.count; row++) {
    const leg = facts.legOfRow[row] as number;
    const branch = index.columns.branch[row] as number;
    if (leg < 0 || branch < 0) continue;
    const known = legOfBranch.get(branch);
    legOfBranch.set(branch, known === undefined || known === leg ? leg : -1);
  }
}

function add(
  at: At,
  first: number,
  second: number,
  evidence: Evidence,
  confidence: LinkConfidence,
  value: string,
): void {
  const { start } = at.facts;
  const swap = (start[second] as number) < (start[first] as number);
  const a = swap ? second : first;
  const b = swap ? first : second;
  at.links.push({ a, b, evidence, confidence, value, apart: (start[b] as number) - (start[a] as number) });
}

/** Links each leg of a bucket to the one it left from, or to the one before it. */
function joinBucket(
  at: At,
  legs: readonly number[],
  evidence: Evidence,
  confidence: LinkConfidence,
  value: string,
): void {
  if (legs.length > MOST_LEGS) return;
  const sorted = inOneStretch(at.facts, legs);
  if (!sorted || (confidence === 'strong' && hasParallelLegs(at.facts, legs))) return;
  for (let i = 1; i < sorted.length; i++) {
    const leg = sorted[i] as number;
    const before = sorted.slice(0, i);
    const parent =
      before.findLast((other) => at.facts.toHost[other] === at.facts.fromHost[leg]) ?? (sorted[i - 1] as number);
    add(at, parent, leg, evidence, confidence, value);
  }
}

/** A header of one leg names the other: its Call-ID as a token, in Replaces and the like, or its Via branch. */
function namedLegs(
  at: At,
  entries: Entries,
  value: number,
  from: number,
  to: number,
  legOfCallId: Int32Array,
  legOfBranch: ReadonlyMap<number, number>,
): void {
  const { index } = at;
  let named = -2;
  for (let i = from; i < to; i++) {
    const kind = entries.kind[i];
    if (kind !== TOKEN && kind !== NAMED_DIALOG && kind !== LOWER_BRANCH) continue;
    const bytes = index.keys.values.bytesOf(value);
    const leg = entries.leg[i] as number;
    if (kind === LOWER_BRANCH) {
      const branch = index.branches.find(bytes, 0, bytes.length);
      const other = branch < 0 ? -1 : (legOfBranch.get(branch) ?? -1);
      if (other >= 0 && leg >= 0 && other !== leg)
        add(at, other, leg, 'via-branch', 'certain', index.keys.values.text(value));
      continue;
    }
    if (named === -2) {
      const callId = bytes.length < LEAST_CALL_ID && kind === TOKEN ? -1 : index.callIds.find(bytes, 0, bytes.length);
      named = callId < 0 ? -1 : (legOfCallId[callId] as number);
    }
    if (named < 0 || leg < 0 || named === leg) continue;
    if (kind === TOKEN && !inOneStretch(at.facts, [named, leg])) continue;
    add(at, named, leg, kind === TOKEN ? 'call-id-named' : 'dialog-named', 'certain', index.keys.values.text(value));
  }
}

/** RFC 7989: both halves match, or the one half of an INVITE whose other half is nil; one half of two is only strong (§9). */
function sessions(at: At, entries: Entries, value: number, from: number, to: number): void {
  const legs = legsOf(entries, from, to, (kind) => kind === SESSION_LOCAL || kind === SESSION_REMOTE);
  if (legs.length < 2 || legs.length > MOST_LEGS) return;
  const sorted = inOneStretch(at.facts, legs);
  if (!sorted) return;
  const text = at.index.keys.values.text(value);
  for (let i = 1; i < sorted.length; i++) {
    const leg = sorted[i] as number;
    const parent =
      sorted.slice(0, i).findLast((other) => at.facts.toHost[other] === at.facts.fromHost[leg]) ??
      (sorted[i - 1] as number);
    const a = otherHalf(at, entries, value, from, to, parent);
    const b = otherHalf(at, entries, value, from, to, leg);
    const whole = a === -1 || b === -1 || a === b;
    if (!whole && hasParallelLegs(at.facts, [parent, leg])) continue;
    add(at, parent, leg, whole ? 'session-id' : 'half-session-id', whole ? 'certain' : 'strong', text);
  }
}

/** Value of the other half of the Session-ID that the leg's INVITE carries, -1 when it is nil. */
function otherHalf(at: At, entries: Entries, value: number, from: number, to: number, leg: number): number {
  for (let i = from; i < to; i++) {
    if (entries.leg[i] !== leg) continue;
    const kind = entries.kind[i];
    if (kind !== SESSION_LOCAL && kind !== SESSION_REMOTE) continue;
    return sessionHalf(at, entries.row[i] as number, kind === SESSION_LOCAL ? SESSION_REMOTE : SESSION_LOCAL, value);
  }
  return -1;
}

/** Keys of one row stand together in the table; they are found by their row. */
function sessionHalf(at: At, row: number, kind: number, not: number): number {
  const { columns, count } = at.index.keys;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((columns.row[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < count && columns.row[i] === row; i++) {
    if (columns.kind[i] === kind && columns.value[i] !== not) return columns.value[i] as number;
  }
  return -1;
}

/** INVITE of the receiver of a REFER to its Refer-To, or of the receiver of a 3xx to its Contact. */
function followers(at: At, entries: Entries, value: number, from: number, to: number): void {
  const { facts, index } = at;
  const c = index.columns;
  for (let i = from; i < to; i++) {
    const kind = entries.kind[i];
    if ((kind !== REFERRED && kind !== REDIRECTED) || (entries.leg[i] as number) < 0) continue;
    const asked = entries.row[i] as number;
    // The receiver of the REFER, or of the 3xx, is who places the new call.
    const actor = c.to[asked] as number;
    const candidates = new Set<number>();
    for (let j = from; j < to && candidates.size <= MOST_LEGS; j++) {
      const leg = entries.leg[j] as number;
      if (entries.kind[j] !== TARGET || leg < 0 || leg === entries.leg[i]) continue;
      const apart = (facts.start[leg] as number) - (c.time[asked] as number);
      const sameHost = index.endpoints.get(facts.from[leg] as number).address === index.endpoints.get(actor).address;
      if (sameHost && apart >= 0 && apart <= FOLLOWS) candidates.add(leg);
    }
    const [only] = candidates;
    if (candidates.size !== 1 || only === undefined) continue;
    add(
      at,
      entries.leg[i] as number,
      only,
      kind === REFERRED ? 'refer' : 'redirect',
      'strong',
      index.keys.values.text(value),
    );
  }
}

const AFFIX = /^(?:B2B\.)?(.+?)(?:_b2b-\d+|-\d)?$/;

/** One Call-ID is the other plus what some B2BUAs put before or after it. */
function affixes(at: At, legOfCallId: Int32Array): void {
  const { index, facts } = at;
  for (let id = 0; id < index.callIds.count; id++) {
    const leg = legOfCallId[id] as number;
    if (leg < 0 || !mayHaveAffix(index.callIds.bytesOf(id))) continue;
    const text = index.callIds.text(id);
    const stem = AFFIX.exec(text)?.[1] ?? text;
    if (stem === text || stem.length < LEAST_CALL_ID) continue;
    const bytes = new TextEncoder().encode(stem);
    const found = index.callIds.find(bytes, 0, bytes.length);
    const other = found < 0 ? -1 : (legOfCallId[found] as number);
    if (other >= 0 && other !== leg && inOneStretch(facts, [leg, other]))
      add(at, other, leg, 'call-id-affix', 'strong', stem);
  }
}

function mayHaveAffix(bytes: Uint8Array): boolean {
  const last = bytes[bytes.length - 1] as number;
  return (bytes[0] === 66 && bytes[1] === 50 && bytes[2] === 66) || (last >= 48 && last <= 57);
}

/** The same From tag of eight characters or more under different Call-IDs: topology hiding. */
function sameTags(at: At): void {
  const { facts, index } = at;
  const legs = new Map<number, number[]>();
  for (let leg = 0; leg < facts.count; leg++) {
    const tag = facts.fromTag[leg] as number;
    if (tag < 0 || index.tags.lengthOf(tag) < 8) continue;
    const known = legs.get(tag);
    if (known) known.push(leg);
    else legs.set(tag, [leg]);
  }
  for (const [tag, same] of legs) if (same.length > 1) joinBucket(at, same, 'from-tag', 'strong', index.tags.text(tag));
}
