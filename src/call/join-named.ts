import { LOWER_BRANCH, NAMED_DIALOG, TOKEN } from '../sip/key-table.ts';
import { LegLists } from './leg-lists.ts';
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
  let branches: Int32Array | null = null;
  let lastCallId = -1;
  const naming = new Naming(byCallId.length);
  for (let i = 0; i < index.keys.count; i++) {
    const what = kind[i] as number;
    if (what !== TOKEN && what !== NAMED_DIALOG && what !== LOWER_BRANCH) continue;
    const leg = facts.legOfRow[row[i] as number] as number;
    const key = value[i] as number;
    if (what === LOWER_BRANCH) {
      branches ??= legsByBranch(legs);
      // Among them is the top one of the message itself.
      const branch = index.branches.findFrom(index.keys.values, key, index.columns.branch[row[i] as number]);
      const a = branch < 0 ? -1 : (branches[branch] as number);
      if (a >= 0 && leg >= 0 && a !== leg) links.add(a, leg, VIA_BRANCH, 0, key);
      continue;
    }
    // The headers of an INVITE that name another leg name one mostly.
    const callId = index.callIds.findFrom(index.keys.values, key, lastCallId);
    if (callId >= 0) lastCallId = callId;
    const a = callId < 0 ? -1 : (byCallId[callId] as number);
    if (a < 0 || leg < 0 || a === leg) continue;
    if (what === NAMED_DIALOG) links.add(a, leg, DIALOG_NAMED, 0, key);
    else if (index.callIds.lengthOf(callId) >= LEAST_CALL_ID && mayBeOne(facts, a, leg)) naming.add(callId, key, leg);
  }
  naming.link(legs, byCallId, links);
}

/** Legs by the Call-ID of another leg that they name: mostly it is one. */
class Naming {
  /** The Call-IDs, and the keys that are equal to them, in the order in which they were first named. */
  readonly #callIds: number[] = [];
  readonly #keys: number[] = [];
  /** All legs that name a Call-ID, where there are several. */
  readonly #several = new Map<number, number[]>();
  readonly #first: Int32Array;

  constructor(callIds: number) {
    this.#first = new Int32Array(callIds).fill(-1);
  }

  add(callId: number, key: number, leg: number): void {
    const first = this.#first[callId] as number;
    if (first === leg) return;
    if (first < 0) {
      this.#first[callId] = leg;
      this.#callIds.push(callId);
      this.#keys.push(key);
      return;
    }
    const several = this.#several.get(callId);
    if (!several) this.#several.set(callId, [first, leg]);
    else if (several.length <= MOST_NAMING && !several.includes(leg)) several.push(leg);
  }

  link(legs: Legs, byCallId: Int32Array, links: LinkSink): void {
    for (const [i, callId] of this.#callIds.entries()) {
      const a = byCallId[callId] as number;
      const key = this.#keys[i] as number;
      const several = this.#several.get(callId);
      if (!several) links.add(a, this.#first[callId] as number, CALL_ID_NAMED, 0, key);
      else if (!isConstant(legs, several)) for (const leg of several) links.add(a, leg, CALL_ID_NAMED, 0, key);
    }
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

/** Legs whose Call-ID is another leg's plus what some B2BUAs put before or after it, by the shorter Call-ID. */
export function longerCallIds({ index, facts, callIds: { at, arena } }: Legs, byCallId: Int32Array): LegLists {
  const longer = new LegLists(byCallId.length, facts.count);
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
    if (first >= 0 && first !== leg && overlap(facts, first, leg)) longer.add(stem, leg);
  }
  return longer;
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
