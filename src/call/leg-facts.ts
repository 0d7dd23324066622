import type { MessageIndex } from '../sip/message-index.ts';
import { INVITE, REFER } from '../sip/methods.ts';
import { type CallTable, KINDS, OUTCOMES } from './types.ts';

/**
 * What joining asks of each leg, by leg; a leg is what the table holds under one Call-ID. Moments are microseconds as in
 * Captured.time; a message without a time has a moment of its own era, in the order of reading. NaN = unknown.
 */
export interface LegFacts {
  readonly count: number;
  readonly isCall: Uint8Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly rang: Float64Array;
  readonly answered: Float64Array;
  /** A 2xx answered it, at a time known or not. */
  readonly isAnswered: Uint8Array;
  /** When the message came that ended it: BYE, or the final response. */
  readonly over: Float64Array;
  /** It holds a REFER: it may end long before the call does, or after. */
  readonly isReferred: Uint8Array;
  /** Row of the INVITE that began the leg and the host that sent it; -1 where no INVITE was seen. */
  readonly first: Int32Array;
  readonly fromHost: Int32Array;
  /** INVITEs outside a dialog, next hops and copies included: rows invites[inviteStart[leg]] … */
  readonly inviteStart: Uint32Array;
  readonly invites: Uint32Array;
  /** Host that all of them arrived at: SEVERAL_HOSTS where it is not one, -1 where there is none. */
  readonly toHost: Int32Array;
  /** Moment of the last of them. */
  readonly lastInvite: Float64Array;
  readonly legOfRow: Int32Array;
  /** Host number by endpoint id. */
  readonly hosts: Int32Array;
  /** By host number: 1 where one of the invites arrived, and so another leg may leave. */
  readonly isReached: Uint8Array;
  /** Moment of the last message of all. */
  readonly lastMoment: number;
}

/** INVITEs of a leg that went through proxies arrived at each of them. */
export const SEVERAL_HOSTS = -2;

const CALL = KINDS.indexOf('call');
const OPEN: readonly number[] = [OUTCOMES.indexOf('in-progress'), OUTCOMES.indexOf('partial')];
const TIMEOUT = OUTCOMES.indexOf('timeout');

/** Moments of messages without a time: far before all clocks, ten milliseconds a row. */
const NO_CLOCK = -1e15;
const ROW_STEP = 10_000;
/** Moments below belong to a time of day, moments above to a date (1973). */
const DATES = 1e14;

/** Moments of different eras tell nothing about each other. */
export function eraOf(moment: number): number {
  if (Number.isNaN(moment)) return -1;
  return moment < 0 ? 0 : moment < DATES ? 1 : 2;
}

/** Whether the INVITE that began a leg was seen, and left a host where another one arrived. */
export function mayComeFromAnother({ first, fromHost, isReached }: LegFacts, leg: number): boolean {
  return (first[leg] as number) >= 0 && isReached[fromHost[leg] as number] === 1;
}

/** What is known of all legs. One pass over the rows of the table. */
export function collectLegFacts(index: MessageIndex, table: CallTable): LegFacts {
  const { count } = table;
  const c = index.columns;
  const momentOf = (row: number) => {
    const time = c.time[row] as number;
    return Number.isNaN(time) ? NO_CLOCK + row * ROW_STEP : time;
  };
  const numbers = () => new Float64Array(count).fill(Number.NaN);
  const isCall = new Uint8Array(count);
  const isAnswered = new Uint8Array(count);
  const first = new Int32Array(count).fill(-1);
  const fromHost = new Int32Array(count).fill(-1);
  const toHost = new Int32Array(count);
  const lastInvite = new Float64Array(count);
  const [start, end, rang, answered, over] = [numbers(), numbers(), numbers(), numbers(), numbers()];
  const hosts = index.endpoints.hosts();
  const isReached = new Uint8Array(hosts.length);
  const { inviteStart, invites, legOfRow, isReferred } = findInvites(index, table);
  let lastMoment = Number.NEGATIVE_INFINITY;
  for (let leg = 0; leg < count; leg++) {
    isCall[leg] = table.kind[leg] === CALL ? 1 : 0;
    const from = table.rowStart[leg] as number;
    const row = originOf(index, invites, inviteStart[leg] as number, inviteStart[leg + 1] as number);
    if (row >= 0) {
      first[leg] = row;
      fromHost[leg] = hosts[c.from[row] as number] as number;
    }
    let host = -1;
    let last = Number.NaN;
    for (let i = inviteStart[leg] as number; i < (inviteStart[leg + 1] as number); i++) {
      const to = hosts[c.to[invites[i] as number] as number] as number;
      host = host === -1 || host === to ? to : SEVERAL_HOSTS;
      isReached[to] = 1;
      const moment = momentOf(invites[i] as number);
      if (!(last >= moment)) last = moment;
    }
    toHost[leg] = host;
    lastInvite[leg] = last;
    start[leg] = momentOf(row >= 0 ? row : (table.rows[from] as number));
    end[leg] = momentOf(table.rows[(table.rowStart[leg + 1] as number) - 1] as number);
    if ((end[leg] as number) > lastMoment) lastMoment = end[leg] as number;
    rang[leg] = (table.start[leg] as number) + (table.postDialDelay[leg] as number);
    answered[leg] = (table.start[leg] as number) + (table.setup[leg] as number);
    const status = table.status[leg] as number;
    isAnswered[leg] = status >= 200 && status < 300 ? 1 : 0;
    const outcome = table.outcome[leg] as number;
    const decided = table.decidedBy[leg] as number;
    if (decided >= 0 && !OPEN.includes(outcome) && !(outcome === TIMEOUT && status === 0))
      over[leg] = momentOf(decided);
  }
  return {
    count,
    isCall,
    start,
    end,
    rang,
    answered,
    isAnswered,
    over,
    isReferred,
    first,
    fromHost,
    inviteStart,
    invites,
    toHost,
    lastInvite,
    legOfRow,
    hosts,
    isReached,
    lastMoment,
  };
}

function findInvites(index: MessageIndex, table: CallTable) {
  const { method, status, toTag } = index.columns;
  const inviteStart = new Uint32Array(table.count + 1);
  const legOfRow = new Int32Array(index.count).fill(-1);
  const isReferred = new Uint8Array(table.count);
  let invites = new Uint32Array(1024);
  let found = 0;
  for (let leg = 0; leg < table.count; leg++) {
    const stop = table.rowStart[leg + 1] as number;
    for (let i = table.rowStart[leg] as number; i < stop; i++) {
      const row = table.rows[i] as number;
      legOfRow[row] = leg;
      if (method[row] === REFER) isReferred[leg] = 1;
      if (method[row] !== INVITE || status[row] !== 0 || toTag[row] !== -1) continue;
      if (found >= invites.length) {
        const grown = new Uint32Array(found * 2);
        grown.set(invites);
        invites = grown;
      }
      invites[found++] = row;
    }
    inviteStart[leg + 1] = found;
  }
  return { inviteStart, invites: invites.subarray(0, found), legOfRow, isReferred };
}

/** The first INVITE; of several with one time stamp, the one that was passed on least. */
function originOf(index: MessageIndex, invites: Uint32Array, from: number, to: number): number {
  if (from === to) return -1;
  const { time, viaCount } = index.columns;
  let best = invites[from] as number;
  for (let i = from + 1; i < to; i++) {
    const row = invites[i] as number;
    if (time[row] !== time[best]) break;
    if ((viaCount[row] as number) < (viaCount[best] as number)) best = row;
  }
  return best;
}
