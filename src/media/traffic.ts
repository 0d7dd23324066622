import type { Endpoint } from '../base/endpoint.ts';
import { EVENT_KINDS } from '../packets/event-table.ts';
import { OTHER_KIND } from '../packets/flow-table.ts';
import { DIGIT, PAUSE } from '../packets/moment-table.ts';
import type { ReportColumns } from '../packets/report-table.ts';
import { lostOf } from '../packets/rtp-sequence.ts';
import type { TrafficTables } from '../packets/traffic.ts';
import type { ExtendedReport, Jitter, MediaFlow, RtcpReport, Stretch } from './flow.ts';
import type { SeenEvent } from './packet-event.ts';

/** What captures hold beside SIP, taken out of its tables. */
export interface SeenTraffic {
  /** RTP by its own evidence. */
  readonly flows: readonly MediaFlow[];
  /** Too few packets to tell: RTP where a call agreed on their sockets. */
  readonly weak: readonly MediaFlow[];
  /** Datagrams that are no RTP. */
  readonly others: readonly MediaFlow[];
  readonly events: readonly SeenEvent[];
  readonly reports: readonly RtcpReport[];
}

/** Packets from which on a stream of RTP shows itself: same SSRC, numbers that follow each other, time that goes on. */
const ENOUGH = 8;
/** Moments of a kind that are told for one flow. */
const TOLD = 50;
/** Timestamps against time: nothing else is so near to a clock. */
const NEAR = 0.2;

/** Reads the tables out; linear, done once for a trace. */
export function seenTraffic(tables: TrafficTables): SeenTraffic {
  const moments = momentsOf(tables);
  const all = Array.from({ length: tables.flows.count }, (_, row) => flowAt(tables, row, moments));
  return {
    flows: all.filter(({ kind, certain }) => kind === 'rtp' && certain),
    weak: all.filter(({ kind, certain }) => kind === 'rtp' && !certain),
    others: all.filter(({ kind }) => kind === 'other'),
    events: Array.from({ length: tables.events.count }, (_, row) => eventAt(tables, row)),
    reports: Array.from({ length: tables.reports.count }, (_, row) => reportAt(tables, row)),
  };
}

interface Moments {
  readonly pauses: Map<number, Stretch[]>;
  readonly digits: Map<number, Stretch[]>;
}

function momentsOf({ flows: { moments } }: TrafficTables): Moments {
  const found: Moments = { pauses: new Map(), digits: new Map() };
  const c = moments.columns;
  for (let row = 0; row < moments.count; row++) {
    const byFlow = c.kind[row] === PAUSE ? found.pauses : c.kind[row] === DIGIT ? found.digits : null;
    const flow = c.flow[row] as number;
    const list = byFlow?.get(flow) ?? [];
    if (list.length < TOLD) list.push({ time: c.time[row] as number, length: c.length[row] as number });
    byFlow?.set(flow, list);
  }
  return found;
}

function flowAt(tables: TrafficTables, row: number, moments: Moments): MediaFlow {
  const { flows, sockets } = tables;
  const c = flows.columns;
  const from = sockets.get(c.from[row] as number);
  const to = sockets.get(c.to[row] as number);
  const payloadTypes = flows.types.of(row);
  const jitters = flows.jitter.of(row);
  const rate = rateOf(tables, row, jitters);
  const jitter = jitters.find((one) => one.rate === rate);
  return {
    row,
    source: c.source[row] as number,
    kind: c.kind[row] === OTHER_KIND ? 'other' : 'rtp',
    certain: isCertain(tables, row),
    ssrc: c.ssrc[row] as number,
    frame: c.frame[row] as number,
    ...endsOf(from, to),
    first: c.first[row] as number,
    last: c.last[row] as number,
    packets: c.packets[row] as number,
    octets: c.octets[row] as number,
    payloadTypes,
    lost: lostOf(c, row),
    longestLoss: c.longestRun[row] as number,
    lossRuns: c.runs[row] as number,
    duplicates: c.duplicates[row] as number,
    late: c.late[row] as number,
    restarts: c.restarts[row] as number,
    gap: c.gap[row] as number,
    jitter: jitter?.most ?? 0,
    meanJitter: jitter?.mean ?? 0,
    jitters,
    rate,
    pauseCount: c.pauses[row] as number,
    paused: c.paused[row] as number,
    pauses: moments.pauses.get(row) ?? [],
    digitCount: c.digits[row] as number,
    digits: moments.digits.get(row) ?? [],
    digitType: c.digitType[row] as number,
  };
}

function endsOf(from: Endpoint, to: Endpoint) {
  return { fromAddress: from.address, fromPort: from.port, toAddress: to.address, toPort: to.port };
}

function isCertain({ flows: { columns: c } }: TrafficTables, row: number): boolean {
  const packets = c.packets[row] as number;
  if (c.kind[row] === OTHER_KIND || packets < ENOUGH || (c.steps[row] as number) * 2 < packets) return false;
  return (c.stampSpan[row] as number) > 0 || (c.digits[row] as number) > 0;
}

/** The clock that the timestamps went by: that of the payload type, or the nearest to their pace; 0 when nothing tells. */
function rateOf({ flows }: TrafficTables, row: number, jitters: readonly Jitter[]): number {
  const [only] = jitters;
  if (only && jitters.length === 1) return only.rate;
  const c = flows.columns;
  const pace = ((c.stampSpan[row] as number) * 1e6) / ((c.mediaTime[row] as number) - (c.firstMedia[row] as number));
  const near = jitters
    .map(({ rate }) => ({ rate, off: Math.abs(pace - rate) / rate }))
    .toSorted((a, b) => a.off - b.off)[0];
  return near && near.off < NEAR ? near.rate : 0;
}

function eventAt({ events, sockets }: TrafficTables, row: number): SeenEvent {
  const c = events.columns;
  const reporter = c.reporter[row] as number;
  return {
    kind: EVENT_KINDS[c.kind[row] as number] ?? 'unreachable',
    time: c.time[row] as number,
    last: c.last[row] as number,
    count: c.count[row] as number,
    source: c.source[row] as number,
    frame: c.frame[row] as number,
    reporter: reporter < 0 ? '' : sockets.get(reporter).address,
    ...endsOf(sockets.get(c.from[row] as number), sockets.get(c.to[row] as number)),
    detail: events.detail(row),
  };
}

function reportAt({ reports, sockets }: TrafficTables, row: number): RtcpReport {
  const c = reports.columns;
  const roundTrip = c.roundTrip[row] as number;
  return {
    source: c.source[row] as number,
    fromAddress: sockets.get(c.from[row] as number).address,
    toAddress: sockets.get(c.to[row] as number).address,
    reporter: c.reporter[row] as number,
    about: c.about[row] as number,
    first: c.first[row] as number,
    last: c.last[row] as number,
    reports: c.reports[row] as number,
    sentPackets: c.sentPackets[row] as number,
    sentOctets: c.sentOctets[row] as number,
    lost: c.lost[row] as number,
    worstShare: (c.worstShare[row] as number) / 256,
    jitter: c.jitter[row] as number,
    roundTrip: roundTrip > 0 ? roundTrip : null,
    extended: c.extended[row] === 1 ? extendedAt(c, row) : null,
    bye: c.bye[row] === 1,
  };
}

/** RFC 3611 §4.7: 127 says that a figure is not there. */
function extendedAt(c: ReportColumns, row: number): ExtendedReport {
  const known = (value: number | undefined, unit: number) =>
    value === undefined || value === 127 ? null : value * unit;
  return {
    lossRate: (c.lossRate[row] as number) / 256,
    discardRate: (c.discardRate[row] as number) / 256,
    burstDensity: (c.burstDensity[row] as number) / 256,
    roundTrip: c.delay[row] as number,
    endSystemDelay: c.endDelay[row] as number,
    rFactor: known(c.rFactor[row], 1),
    mosListening: known(c.mosListening[row], 0.1),
    mosConversation: known(c.mosConversation[row], 0.1),
  };
}
