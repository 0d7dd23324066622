import type { MessageIndex } from '../sip/message-index.ts';
import { measureRegistrations, measureSession } from './measure.ts';
import type { CallTable } from './types.ts';

/** How some durations lie, microseconds; NaN for each when there is none. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly median: number;
  /** 95 of 100 are no longer (nearest rank). */
  readonly most95: number;
  readonly longest: number;
}

/** A part of a whole. RFC 6076 §4: undefined (NaN) where the whole is nothing. */
export interface Ratio {
  readonly of: number;
  readonly total: number;
  readonly percent: number;
}

/** The figures of RFC 6076, as the user agents that began the calls and registrations saw them. */
export interface Performance {
  /** §4.1, registration request delay. */
  readonly rrd: Spread;
  /** §4.2, ineffective registration attempts. */
  readonly ira: Ratio;
  /** §4.3, session request delay, never mixed: set up, and failed. */
  readonly srd: Spread;
  readonly srdFailed: Spread;
  /** §4.4, session disconnect delay. */
  readonly sdd: Spread;
  /** §4.5, session duration time: with an answered BYE, and with one that nobody answered. */
  readonly sdt: Spread;
  readonly sdtFailed: Spread;
  /** §4.6, session establishment ratio. */
  readonly ser: Ratio;
  /** §4.7, session establishment effectiveness ratio. */
  readonly seer: Ratio;
  /** §4.8, ineffective session attempts. */
  readonly isa: Ratio;
  /** §4.9, session completion ratio. */
  readonly scr: Ratio;
}

/** RFC 6076 §4.7: what a person at the far end does is no fault of the network. */
const PERSONS = new Set([480, 486, 600, 603]);
/** RFC 6076 §4.8: released by a machine. */
const MACHINES = new Set([408, 500, 503, 504]);

/** Measures all calls and registrations of a table. */
export function performanceOf(index: MessageIndex, table: CallTable): Performance {
  const times = { rrd: [] as number[], srd: [] as number[], srdFailed: [] as number[], sdd: [] as number[] };
  const lasted = { sdt: [] as number[], sdtFailed: [] as number[] };
  const count = { invites: 0, redirected: 0, answered: 0, persons: 0, machines: 0, sessions: 0, completed: 0 };
  const registrations = { all: 0, failed: 0 };
  for (let call = 0; call < table.count; call++) {
    for (const { delay, failed } of measureRegistrations(index, table, call)) {
      registrations.all++;
      if (failed) registrations.failed++;
      else times.rrd.push(delay);
    }
    const session = measureSession(index, table, call);
    if (!session) continue;
    for (const { status } of session.invites) {
      count.invites++;
      if (status >= 200 && status < 300) count.answered++;
      else if (status >= 300 && status < 400) count.redirected++;
      else if (PERSONS.has(status)) count.persons++;
      else if (MACHINES.has(status)) count.machines++;
    }
    (session.answered ? times.srd : times.srdFailed).push(session.requestDelay);
    times.sdd.push(session.disconnectDelay);
    if (session.completed !== null) (session.completed ? lasted.sdt : lasted.sdtFailed).push(session.duration);
    // A session that is still up, or still being set up, when the trace ends says nothing yet.
    if (session.answered ? session.completed !== null : session.invites.length > 0) count.sessions++;
    if (session.completed) count.completed++;
  }
  const tried = count.invites - count.redirected;
  return {
    rrd: spreadOf(times.rrd),
    ira: ratioOf(registrations.failed, registrations.all),
    srd: spreadOf(times.srd),
    srdFailed: spreadOf(times.srdFailed),
    sdd: spreadOf(times.sdd),
    sdt: spreadOf(lasted.sdt),
    sdtFailed: spreadOf(lasted.sdtFailed),
    ser: ratioOf(count.answered, tried),
    seer: ratioOf(count.answered + count.persons, tried),
    isa: ratioOf(count.machines, count.invites),
    scr: ratioOf(count.completed, count.sessions),
  };
}

/** What is not known, and what clocks that disagree make negative, is left out. */
export function spreadOf(values: readonly number[]): Spread {
  const known = values.filter((value) => value >= 0).sort((a, b) => a - b);
  const at = (place: number) => known[place] ?? Number.NaN;
  const half = known.length >> 1;
  return {
    count: known.length,
    mean: known.reduce((sum, value) => sum + value, 0) / known.length,
    median: known.length % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2,
    most95: at(Math.ceil(0.95 * known.length) - 1),
    longest: known.at(-1) ?? Number.NaN,
  };
}

function ratioOf(of: number, total: number): Ratio {
  return { of, total, percent: total === 0 ? Number.NaN : (100 * of) / total };
}
