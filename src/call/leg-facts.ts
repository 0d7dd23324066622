import type { MessageIndex } from '../sip/message-index.ts';
import { INVITE } from '../sip/methods.ts';
import type { CallTable } from './types.ts';
import { KINDS } from './types.ts';

/** What joining asks of each leg, by leg; a leg is what the table holds under one Call-ID. Times microseconds, NaN unknown. */
export interface LegFacts {
  readonly count: number;
  readonly isCall: Uint8Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly answered: Float64Array;
  /** When the message came that decided the outcome: the BYE, or the final response. */
  readonly decided: Float64Array;
  /** Endpoint ids and host numbers of the first INVITE's ends, -1 where no INVITE was seen. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly fromHost: Int32Array;
  readonly toHost: Int32Array;
  readonly fromTag: Int32Array;
  /** Leg of each row of the index, -1 for what is no call. */
  readonly legOfRow: Int32Array;
}

const CALL = KINDS.indexOf('call');

export function collectLegFacts(index: MessageIndex, table: CallTable): LegFacts {
  const { count } = table;
  const ids = () => new Int32Array(count).fill(-1);
  const facts: LegFacts = {
    count,
    isCall: table.kind.map((kind) => (kind === CALL ? 1 : 0)),
    start: table.start,
    end: table.end,
    answered: table.start.map((start, leg) => start + (table.setup[leg] as number)),
    decided: Float64Array.from(table.decidedBy, (row) => (row < 0 ? Number.NaN : (index.columns.time[row] as number))),
    from: ids(),
    to: ids(),
    fromHost: ids(),
    toHost: ids(),
    fromTag: ids(),
    legOfRow: new Int32Array(index.count).fill(-1),
  };
  const hosts = hostNumbers(index);
  for (let leg = 0; leg < count; leg++) if (facts.isCall[leg]) readLeg(index, table, facts, hosts, leg);
  return facts;
}

function readLeg(index: MessageIndex, table: CallTable, facts: LegFacts, hosts: Int32Array, leg: number): void {
  const c = index.columns;
  for (let i = table.rowStart[leg] as number; i < (table.rowStart[leg + 1] as number); i++) {
    const row = table.rows[i] as number;
    facts.legOfRow[row] = leg;
    if (facts.from[leg] !== -1 || c.method[row] !== INVITE || c.status[row] !== 0 || c.toTag[row] !== -1) continue;
    facts.from[leg] = c.from[row] as number;
    facts.to[leg] = c.to[row] as number;
    facts.fromHost[leg] = hosts[c.from[row] as number] as number;
    facts.toHost[leg] = hosts[c.to[row] as number] as number;
    facts.fromTag[leg] = c.fromTag[row] as number;
  }
}

/** Endpoints that differ only in port are one host. */
function hostNumbers(index: MessageIndex): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(index.endpoints.list(), (endpoint) => {
    const name = endpoint.address === '' ? `${endpoint.kind} ${endpoint.id}` : endpoint.address;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

/** Two legs may be one call only when one begins before the other has been over for five seconds. */
const ADJACENT = 5_000_000;

/** Legs sorted by start, when they can all be one call: each begins while those before it go on, or right after. Null otherwise. */
export function inOneStretch(facts: LegFacts, legs: readonly number[]): number[] | null {
  const sorted = [...legs].sort((a, b) => (facts.start[a] as number) - (facts.start[b] as number) || a - b);
  let end = Number.NEGATIVE_INFINITY;
  for (const [i, leg] of sorted.entries()) {
    // Without a clock nothing contradicts.
    if (i > 0 && (facts.start[leg] as number) > end + ADJACENT) return null;
    end = Math.max(end, facts.end[leg] as number);
  }
  return sorted;
}

/** Two legs between the same hosts are two calls side by side, so what they share singles out neither. */
export function hasParallelLegs(facts: LegFacts, legs: readonly number[]): boolean {
  const seen = new Set<number>();
  for (const leg of legs) {
    const key = ((facts.fromHost[leg] as number) + 1) * 0x1000000 + (facts.toHost[leg] as number) + 1;
    if (seen.has(key)) return true;
    seen.add(key);
  }
  return false;
}
