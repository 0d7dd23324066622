import { bytesOf, type Trace } from '../analyse.ts';
import type { OpenTrace } from '../export/open-trace.ts';
import { type SeenTraffic, seenTraffic } from '../media/traffic.ts';
import type { TrafficTables } from '../packets/traffic.ts';
import type { SourceReport } from './protocol.ts';

/** A trace as exports, links and the opening of a call take it. */
export function openTrace(trace: Trace): OpenTrace {
  return {
    index: trace.index,
    calls: trace.calls,
    sources: trace.reports.map((report) => ({ ...report, packets: isCapture(report) })),
    traffic: trafficOf(trace),
    readBytes: (row) => bytesOf(trace, row),
  };
}

const known = new WeakMap<TrafficTables, SeenTraffic>();

/** Read out once: calls are joined anew more often than captures are read. */
function trafficOf({ traffic }: Trace): SeenTraffic {
  const seen = known.get(traffic) ?? seenTraffic(traffic);
  known.set(traffic, seen);
  return seen;
}

/** Packets are captured whole or not at all; a log prints what its program chose to. */
function isCapture({ formats }: SourceReport): boolean {
  return formats.length > 0 && formats.every(({ id }) => CAPTURES.has(id));
}

const CAPTURES: ReadonlySet<string> = new Set(['pcap', 'pcapng', 'snoop', 'rungs-packets']);
