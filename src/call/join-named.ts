import { LOWER_BRANCH, NAMED_DIALOG, TOKEN } from '../sip/key-table.ts';
import { bothTalk, type Legs, mayBeOne, overlap, shareTarget } from './leg-relations.ts';
import { evidenceCode, type LinkSink } from './link.ts';

const CALL_ID_NAMED = evidenceCode('call-id-named');
const DIALOG_NAMED = evidenceCode('dialog-named');
const VIA_BRANCH = evidenceCode('via-branch');
/** A shorter Call-ID may stand in a header by chance. Bytes. */
const LEAST_CALL_ID = 10;
/** More legs than this do not come from one leg. */
const MOST_NAMING = 512;

/**
 * Adds links of legs of which one names the other: its Call-ID, its dialog, its Via branch.
 * @param byCallId as legsByCallId found them
 */
export function linkByName(legs: Legs, byCallId: Int32Array, links: LinkSink): void {
  const { index, facts } = legs;
  const { row, kind, value } = index.keys.columns;
  let named: Int32Array | null = null;
  let branches: Int32Array | null = null;
  const naming = new Naming(index.keys.values.count);
  for (let i = 0; i < index.keys.count; i++) {
    const what = kind[i] as number;
    if (what !== TOKEN && what !== NAMED_DIALOG && what !== LOWER_BRANCH) continue;
    const leg = facts.legOfRow[row[i] as number] as number;
    const key = value[i] as number;
    if (what === LOWER_BRANCH) {
      branches ??= legsByBranch(legs);
      const branch = index.branches.findFrom(index.keys.values, key);
      const a = branch < 0 ? -1 : (branches[branch] as number);
      if (a >= 0 && leg >= 0 && a !== leg) links.add(a, leg, VIA_BRANCH, 0, key);
      continue;
    }
    named ??= legsByKey(legs, byCallId);
    const a = named[key] as number;
    if (a < 0 || leg < 0 || a === leg) continue;
    if (what === NAMED_DIALOG) links.add(a, leg, DIALOG_NAMED, 0, key);
    else if (index.keys.values.lengthOf(key) >= LEAST_CALL_ID && mayBeOne(facts, a, leg)) naming.add(key, leg);
  }
  for (const key of naming.keys) {
    const a = named?.[key] as number;
    const several = naming.several.get(key);
    if (!several) links.add(a, naming.legOf(key), CALL_ID_NAMED, 0, key);
    else if (!isConstant(legs, several)) for (const leg of several) links.add(a, leg, CALL_ID_NAMED, 0, key);
  }
}

/** Leg by the key that is its Call-ID, -1 for other keys. */
function legsByKey({ index }: Legs, byCallId: Int32Array): Int32Array {
  const { values } = index.keys;
  const legs = new Int32Array(values.count).fill(-1);
  for (let id = 0; id < byCallId.length; id++) {
    const key = (byCallId[id] as number) < 0 ? -1 : values.findFrom(index.callIds, id);
    if (key >= 0) legs[key] = byCallId[id] as number;
  }
  return legs;
}

/** Legs by the Call-ID of another leg that they name: mostly it is one. */
class Naming {
  /** The Call-IDs, as keys, in the order in which they were first named. */
  readonly keys: number[] = [];
  /** All legs that name a Call-ID, where there are several. */
  readonly several = new Map<number, number[]>();
  readonly #first: Int32Array;

  constructor(keys: number) {
    this.#first = new Int32Array(keys).fill(-1);
  }

  legOf(key: number): number {
    return this.#first[key] as number;
  }

  add(key: number, leg: number): void {
    const first = this.legOf(key);
    if (first === leg) return;
    if (first < 0) {
      this.#first[key] = leg;
      this.keys.push(key);
      return;
    }
    const several = this.several.get(key);
    if (!several) this.several.set(key, [first, leg]);
    else if (several.length <= MOST_NAMING && !several.includes(leg)) several.push(leg);
  }
}

/** Whether calls side by side all name one Call-ID. */
function isConstant(legs: Legs, naming: readonly number[]): boolean {
  const { facts } = legs;
  if (naming.length > MOST_NAMING) return true;
  return naming.some((a, i) =>
    naming.some(
      (b, j) =>
        j > i &&
        facts.fromHost[a] === facts.fromHost[b] &&
        shareTarget(legs, a, b) &&
        overlap(facts, a, b) &&
        bothTalk(facts, a, b),
    ),
  );
}

/** Leg by Call-ID; -1 for none, -2 for a Call-ID that several legs use (again, or masked), which so names none. */
export function legsByCallId({ index, facts }: Legs): Int32Array {
  const legs = new Int32Array(index.callIds.count).fill(-1);
  const { callId } = index.columns;
  for (let leg = 0; leg < facts.count; leg++) {
    const row = facts.first[leg] as number;
    const id = row < 0 ? -1 : (callId[row] as number);
    if (id >= 0) legs[id] = legs[id] === -1 ? leg : -2;
  }
  return legs;
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
const HYPHEN = 45;

/** Legs whose Call-ID is another leg's plus what some B2BUAs put before or after it, with that leg; by the shorter Call-ID. */
export function affixFamilies(
  { index, facts, callIds: { at, arena } }: Legs,
  byCallId: Int32Array,
): Map<number, number[]> {
  const families = new Map<number, number[]>();
  for (let id = 0; id < byCallId.length; id++) {
    const leg = byCallId[id] as number;
    if (leg < 0) continue;
    const start = at[id] as number;
    const end = at[id + 1] as number;
    const from = startsWith(arena, start, end, PREFIX) ? start + PREFIX.length : start;
    const to = stemEnd(arena, start, end);
    if (to - from === end - start || to - from < LEAST_CALL_ID) continue;
    const stem = index.callIds.find(arena, from, to);
    const first = stem < 0 ? -1 : (byCallId[stem] as number);
    if (first < 0 || first === leg || !overlap(facts, first, leg)) continue;
    const family = families.get(stem);
    if (family) family.push(leg);
    else families.set(stem, [first, leg]);
  }
  return families;
}

/** Whether bytes[from, to) begin with a word. */
function startsWith(bytes: Uint8Array, from: number, to: number, word: Uint8Array): boolean {
  if (to - from < word.length) return false;
  for (let i = 0; i < word.length; i++) if (bytes[from + i] !== word[i]) return false;
  return true;
}

/** Where `_b2b-1` or `-0` begins at the end of the Call-ID in bytes[start, end); its end without. */
function stemEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && isDigit(bytes[at - 1] as number)) at--;
  if (at === end || at === start || bytes[at - 1] !== HYPHEN) return end;
  const suffix = at - SUFFIX.length;
  if (suffix >= start && startsWith(bytes, suffix, end, SUFFIX)) return suffix;
  return end - at === 1 ? at - 1 : end;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
