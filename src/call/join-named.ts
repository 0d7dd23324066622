import type { InternedBytes } from '../base/interner.ts';
import { LOWER_BRANCH, NAMED_DIALOG, TOKEN } from '../sip/key-table.ts';
import { bothTalk, type Legs, mayBeOne, overlap, shareTarget } from './leg-relations.ts';
import { evidenceCode, type LinkList } from './link.ts';

const CALL_ID_NAMED = evidenceCode('call-id-named');
const DIALOG_NAMED = evidenceCode('dialog-named');
const VIA_BRANCH = evidenceCode('via-branch');
/** A shorter Call-ID may stand in a header by chance. Bytes. */
const LEAST_CALL_ID = 10;
/** More legs than this do not come from one leg. */
const MOST_NAMING = 512;

/** Adds links of legs of which one names the other: its Call-ID, its dialog, its Via branch. */
export function linkByName(legs: Legs, links: LinkList): void {
  const { index, facts } = legs;
  const { row, kind, value } = index.keys.columns;
  const callIds = legsByCallId(legs);
  const naming = new Map<number, Named>();
  let branches: Int32Array | null = null;
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
    const callId = index.callIds.findFrom(index.keys.values, key);
    const a = callId < 0 ? -1 : (callIds[callId] as number);
    if (a < 0 || leg < 0 || a === leg) continue;
    if (what === NAMED_DIALOG) links.add(a, leg, DIALOG_NAMED, 0, key);
    else if (index.keys.values.lengthOf(key) >= LEAST_CALL_ID && mayBeOne(facts, a, leg)) note(naming, key, a, leg);
  }
  for (const [key, { named, by }] of naming) {
    if (!isConstant(legs, by)) for (const leg of by) links.add(named, leg, CALL_ID_NAMED, 0, key);
  }
}

/** A leg whose Call-ID others name. */
interface Named {
  readonly named: number;
  readonly by: number[];
}

function note(naming: Map<number, Named>, key: number, named: number, leg: number): void {
  const known = naming.get(key);
  if (!known) naming.set(key, { named, by: [leg] });
  else if (known.by.length <= MOST_NAMING && !known.by.includes(leg)) known.by.push(leg);
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
  const { index, facts, callIds: callIdBytes } = legs;
  const callIds = legsByCallId(legs);
  const families = new Map<number, number[]>();
  for (let id = 0; id < index.callIds.count; id++) {
    const leg = callIds[id] as number;
    if (leg < 0) continue;
    if (!mayHaveAffix(callIdBytes, id)) continue;
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

/** A digit at the end behind others and a hyphen, or a B at the beginning: most Call-IDs have neither. */
function mayHaveAffix({ at, arena }: InternedBytes, id: number): boolean {
  const from = at[id] as number;
  let to = at[id + 1] as number;
  if (arena[from] === PREFIX[0]) return true;
  const end = to;
  while (to > from && isDigit(arena[to - 1] as number)) to--;
  return to < end && arena[to - 1] === 45;
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
