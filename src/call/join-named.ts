import { LOWER_BRANCH, NAMED_DIALOG, TOKEN } from '../sip/key-table.ts';
import { bothTalk, type Legs, mayBeOne, overlap, shareTarget } from './leg-relations.ts';
import { evidenceCode, type Link } from './link.ts';

const CALL_ID_NAMED = evidenceCode('call-id-named');
const DIALOG_NAMED = evidenceCode('dialog-named');
const VIA_BRANCH = evidenceCode('via-branch');
/** A shorter Call-ID may stand in a header by chance. Bytes. */
const LEAST_CALL_ID = 10;

/** Links of legs of which one names the other: its Call-ID, its dialog, its Via branch. */
export function linksByName(legs: Legs): Link[] {
  return namedLinks(legs, legsByCallId(legs));
}

/** Leg by Call-ID; -1 for none, -2 for a Call-ID that several legs use (again, or masked), which so names none. */
function legsByCallId({ index, facts }: Legs): Int32Array {
  const legs = new Int32Array(index.callIds.count).fill(-1);
  const { callId } = index.columns;
  for (let leg = 0; leg < facts.count; leg++) {
    const row = facts.first[leg] as number;
    const id = row < 0 ? -1 : (callId[row] as number);
    if (id >= 0) legs[id] = legs[id] === -1 ? leg : -2;
  }
  return legs;
}

function namedLinks(legs: Legs, callIds: Int32Array): Link[] {
  const { index, facts } = legs;
  const { row, kind, value } = index.keys.columns;
  const named = new Map<number, Set<number>>();
  const links: Link[] = [];
  const mayName = callIdFilter(legs);
  let branches: Int32Array | null = null;
  for (let i = 0; i < index.keys.count; i++) {
    const what = kind[i] as number;
    if (what !== TOKEN && what !== NAMED_DIALOG && what !== LOWER_BRANCH) continue;
    const leg = facts.legOfRow[row[i] as number] as number;
    if (leg < 0) continue;
    const bytes = index.keys.values.bytesOf(value[i] as number);
    if (what === LOWER_BRANCH) {
      branches ??= legsByBranch(legs);
      const branch = index.branches.find(bytes, 0, bytes.length);
      const a = branch < 0 ? -1 : (branches[branch] as number);
      if (a >= 0 && a !== leg) links.push({ a, b: leg, evidence: VIA_BRANCH, support: 0, value: value[i] as number });
      continue;
    }
    if (!mayName(bytes)) continue;
    const id = index.callIds.find(bytes, 0, bytes.length);
    const a = id < 0 ? -1 : (callIds[id] as number);
    if (a < 0 || a === leg) continue;
    if (what === NAMED_DIALOG) links.push({ a, b: leg, evidence: DIALOG_NAMED, support: 0, value: value[i] as number });
    else if (bytes.length >= LEAST_CALL_ID && mayBeOne(facts, a, leg)) {
      const naming = named.get(value[i] as number);
      if (naming) naming.add(leg);
      else named.set(value[i] as number, new Set([leg]));
    }
  }
  for (const [token, naming] of named) {
    // A constant: calls side by side all name one Call-ID.
    if (areSideBySide(legs, [...naming])) continue;
    const bytes = index.keys.values.bytesOf(token);
    const a = callIds[index.callIds.find(bytes, 0, bytes.length)] as number;
    for (const b of naming) links.push({ a, b, evidence: CALL_ID_NAMED, support: 0, value: token });
  }
  return links;
}

/** Tells most tokens that are no Call-ID of a call from those that may be one, without hashing them. */
function callIdFilter({ index, facts }: Legs): (bytes: Uint8Array) => boolean {
  const shapes = new Uint8Array(0x10000);
  const shapeOf = (bytes: Uint8Array) => {
    const { length } = bytes;
    const [first = 0, second = 0] = bytes;
    return (
      ((length * 31 + first) * 31 +
        second * 7 +
        (bytes[length - 1] as number) * 131 +
        (bytes[length >> 1] as number) * 61) &
      0xffff
    );
  };
  for (let leg = 0; leg < facts.count; leg++) {
    const row = facts.first[leg] as number;
    const id = row < 0 ? -1 : (index.columns.callId[row] as number);
    if (id >= 0) shapes[shapeOf(index.callIds.bytesOf(id))] = 1;
  }
  return (bytes) => shapes[shapeOf(bytes)] === 1;
}

function areSideBySide(legs: Legs, naming: readonly number[]): boolean {
  const { facts } = legs;
  return naming.some((a, i) =>
    naming
      .slice(i + 1, i + 64)
      .some(
        (b) =>
          facts.fromHost[a] === facts.fromHost[b] &&
          shareTarget(legs, a, b) &&
          overlap(facts, a, b) &&
          bothTalk(facts, a, b),
      ),
  );
}

/** Leg by the top Via branch of its INVITEs; -1 for a branch of several legs. */
function legsByBranch({ index, facts }: Legs): Int32Array {
  const legs = new Int32Array(index.branches.count).fill(-1);
  const { branch } = index.columns;
  for (const row of facts.invites) {
    const id = branch[row] as number;
    const leg = facts.legOfRow[row] as number;
    if (id >= 0) legs[id] = legs[id] === -1 || legs[id] === leg ? leg : -2;
  }
  return legs;
}

const encoder = new TextEncoder();
const PREFIX = encoder.encode('B2B.');
const SUFFIX = encoder.encode('_b2b-');

/** Legs whose Call-ID is another leg's plus what some B2BUAs put before or after it, with that leg; by the shorter Call-ID. */
export function affixFamilies(legs: Legs): Map<number, number[]> {
  const { index, facts } = legs;
  const callIds = legsByCallId(legs);
  const families = new Map<number, number[]>();
  for (let id = 0; id < index.callIds.count; id++) {
    const leg = callIds[id] as number;
    if (leg < 0) continue;
    const bytes = index.callIds.bytesOf(id);
    const from = startsWith(bytes, PREFIX, 0) ? PREFIX.length : 0;
    const to = stemEnd(bytes);
    if (to - from === bytes.length || to - from < LEAST_CALL_ID) continue;
    const stem = index.callIds.find(bytes, from, to);
    const first = stem < 0 ? -1 : (callIds[stem] as number);
    if (first < 0 || first === leg || !overlap(facts, first, leg)) continue;
    const family = families.get(stem);
    if (family) family.push(leg);
    else families.set(stem, [first, leg]);
  }
  return families;
}

function startsWith(bytes: Uint8Array, word: Uint8Array, at: number): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false;
  return true;
}

/** Where `_b2b-1` or `-0` begins at the end of a Call-ID; its length without. */
function stemEnd(bytes: Uint8Array): number {
  let at = bytes.length;
  while (at > 0 && isDigit(bytes[at - 1] as number)) at--;
  if (at === bytes.length || bytes[at - 1] !== 45) return bytes.length;
  if (at >= SUFFIX.length && startsWith(bytes, SUFFIX, at - SUFFIX.length)) return at - SUFFIX.length;
  return bytes.length - at === 1 ? at - 1 : bytes.length;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
