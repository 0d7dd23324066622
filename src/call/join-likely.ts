import { CALLED, CALLING } from '../sip/key-table.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import type { LegFacts } from './leg-facts.ts';
import type { LegLink } from './link.ts';

/** A B2BUA sends its INVITE within two seconds of the one it got. */
const WINDOW = 2_000_000;
/** Answer and end on both legs this close together mirror each other. */
const MIRROR = 500_000;
/** More calls of one number in the window than this are not told apart. */
const MOST = 64;

export interface Likely {
  readonly links: LegLink[];
  /** Pairs that fit but exclude each other: for a person to decide. */
  readonly offered: LegLink[];
}

interface Candidate {
  readonly parent: number;
  readonly leg: number;
  readonly byCalled: boolean;
  /** Microseconds: the largest distance between what both legs did; NaN when nothing can be compared. */
  readonly error: number;
}

/** An INVITE leaves a host soon after another arrived there, and a number agrees. */
export function linksByNumber(
  index: MessageIndex,
  facts: LegFacts,
  parted: (leg: number, other: number) => boolean,
): Likely {
  const numbers = numbersOf(index, facts);
  const arrivals = arrivalsByNumber(facts, numbers);
  const candidates: Candidate[][] = [];
  for (let leg = 0; leg < facts.count; leg++) {
    candidates.push(
      facts.from[leg] === -1
        ? []
        : candidatesOf(facts, numbers, arrivals, leg).filter(({ parent }) => parted(parent, leg)),
    );
  }
  return choose(facts, candidates);
}

interface Numbers {
  readonly called: number[][];
  readonly calling: number[][];
}

function numbersOf(index: MessageIndex, facts: LegFacts): Numbers {
  const called: number[][] = [];
  const calling: number[][] = [];
  const { row, kind, value } = index.keys.columns;
  for (let i = 0; i < index.keys.count; i++) {
    if (kind[i] !== CALLED && kind[i] !== CALLING) continue;
    const leg = facts.legOfRow[row[i] as number] as number;
    if (leg < 0) continue;
    const lists = kind[i] === CALLED ? called : calling;
    const list = lists[leg];
    if (!list) lists[leg] = [value[i] as number];
    else if (!list.includes(value[i] as number)) list.push(value[i] as number);
  }
  return { called, calling };
}

/** Legs that arrived at a host with a number, sorted by time; key = number and host, called and calling apart. */
function arrivalsByNumber(facts: LegFacts, numbers: Numbers): Map<number, number[]> {
  const arrivals = new Map<number, number[]>();
  for (let leg = 0; leg < facts.count; leg++) {
    if (facts.to[leg] === -1) continue;
    for (const [side, lists] of [numbers.called, numbers.calling].entries()) {
      for (const number of lists[leg] ?? []) {
        const key = keyOf(number, facts.toHost[leg] as number, side);
        const list = arrivals.get(key);
        if (list) list.push(leg);
        else arrivals.set(key, [leg]);
      }
    }
  }
  for (const list of arrivals.values())
    list.sort((a, b) => (facts.start[a] as number) - (facts.start[b] as number) || a - b);
  return arrivals;
}

function keyOf(number: number, host: number, side: number): number {
  return (number * 0x100000 + host) * 2 + side;
}

function candidatesOf(facts: LegFacts, numbers: Numbers, arrivals: Map<number, number[]>, leg: number): Candidate[] {
  const host = facts.fromHost[leg] as number;
  const found = new Map<number, Candidate>();
  for (const number of numbers.called[leg] ?? []) {
    for (const parent of inWindow(facts, arrivals.get(keyOf(number, host, 0)), leg))
      found.set(parent, candidate(facts, parent, leg, true));
  }
  for (const number of numbers.calling[leg] ?? []) {
    for (const parent of inWindow(facts, arrivals.get(keyOf(number, host, 1)), leg)) {
      if (!found.has(parent)) found.set(parent, candidate(facts, parent, leg, false));
    }
  }
  return [...found.values()].filter(({ error }) => !(error > MIRROR));
}

/** Legs of a sorted list that began in the window before `leg` and had not ended when it began. */
function inWindow(facts: LegFacts, list: readonly number[] | undefined, leg: number): number[] {
  if (!list) return [];
  const start = facts.start[leg] as number;
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((facts.start[list[middle] as number] as number) < start - WINDOW) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let i = low; i < list.length && found.length < MOST; i++) {
    const other = list[i] as number;
    if (!((facts.start[other] as number) <= start)) break;
    if (other !== leg && facts.toHost[leg] !== facts.fromHost[other] && !((facts.end[other] as number) < start))
      found.push(other);
  }
  return found;
}

function candidate(facts: LegFacts, parent: number, leg: number, byCalled: boolean): Candidate {
  const known = [answerDistance(facts, parent, leg), endDistance(facts, parent, leg)].filter(
    (error) => !Number.isNaN(error),
  );
  return { parent, leg, byCalled, error: known.length === 0 ? Number.NaN : Math.max(...known) };
}

/** A PBX may answer before it dials (an announcement), so only an answer that came after the leg began has a mirror. */
function answerDistance(facts: LegFacts, parent: number, leg: number): number {
  const answered = facts.answered[parent] as number;
  if (!(answered >= (facts.start[leg] as number))) return Number.NaN;
  return Math.abs(answered - (facts.answered[leg] as number));
}

/** A branch that failed may be followed by another one, so only legs that were both answered must end together. */
function endDistance(facts: LegFacts, parent: number, leg: number): number {
  const apart = Math.abs((facts.decided[parent] as number) - (facts.decided[leg] as number));
  const bothAnswered = !Number.isNaN(facts.answered[parent]) && !Number.isNaN(facts.answered[leg]);
  return bothAnswered || apart <= MIRROR ? apart : Number.NaN;
}

/** Joins where exactly one pair fits; where several do, only when one mirrors far better than all others, both ways. */
function choose(facts: LegFacts, candidates: readonly (readonly Candidate[])[]): Likely {
  const byParent = new Map<number, Candidate[]>();
  for (const one of candidates.flat()) {
    const list = byParent.get(one.parent);
    if (list) list.push(one);
    else byParent.set(one.parent, [one]);
  }
  const links: LegLink[] = [];
  const offered: LegLink[] = [];
  for (const [leg, list] of candidates.entries()) {
    const best = clearWinner(list);
    const rivals = (best && byParent.get(best.parent)?.filter((other) => isRival(facts, other, leg))) ?? [];
    const wins = best && clearWinner([best, ...rivals]) === best;
    if (wins) links.push(linkOf(facts, best, 'likely'));
    else for (const one of list) offered.push(linkOf(facts, one, 'likely'));
  }
  return { links, offered };
}

/** Another leg to the same host claims the same parent: a parallel call, not a branch of a fork. */
function isRival(facts: LegFacts, other: Candidate, leg: number): boolean {
  return other.leg !== leg && facts.toHost[other.leg] === facts.toHost[leg];
}

function clearWinner(list: readonly Candidate[]): Candidate | null {
  const [first, second] = [...list].sort((a, b) => rank(a) - rank(b));
  if (!first) return null;
  if (!second) return first;
  return first.error < 100_000 && second.error > first.error * 4 + 50_000 ? first : null;
}

function rank({ error }: Candidate): number {
  return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
}

function linkOf(facts: LegFacts, { parent, leg, byCalled }: Candidate, confidence: 'likely'): LegLink {
  const apart = (facts.start[leg] as number) - (facts.start[parent] as number);
  return { a: parent, b: leg, evidence: byCalled ? 'called-number' : 'calling-number', confidence, value: '', apart };
}
