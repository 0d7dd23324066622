import { bytesOf, clockOf, type Trace } from './analyse.ts';
import type { OpenTrace } from './export/open-trace.ts';
import { packetFormats } from './formats/captures.ts';
import type { SourceReport } from './formats/format.ts';
import { alignTraffic } from './media/align.ts';
import { type SeenTraffic, seenTraffic } from './media/traffic.ts';

/** A trace as exports, links and the opening of a call take it. */
export function openTrace(trace: Trace): OpenTrace {
  return {
    index: trace.index,
    calls: trace.calls,
    sources: trace.reports.map((report, i) => ({ ...report, clock: clockOf(trace, i), packets: isCapture(report) })),
    traffic: trafficOf(trace),
    readBytes: (row) => bytesOf(trace, row),
    links: trace.traffic.links,
    readSource: (source, start, end) => trace.sources[source]?.read(start, end) ?? Promise.resolve(new Uint8Array(0)),
  };
}

const known = new WeakMap<Trace['clocks'], SeenTraffic>();

/** Read out once: calls are joined anew more often than captures are read. */
function trafficOf({ traffic, clocks }: Trace): SeenTraffic {
  const offsets = clocks.map(({ applied }) => applied);
  const seen = known.get(clocks) ?? alignTraffic(seenTraffic(traffic), offsets);
  known.set(clocks, seen);
  return seen;
}

/** Packets are captured whole or not at all; a log prints what its program chose to. */
function isCapture({ formats }: SourceReport): boolean {
  return formats.length > 0 && formats.every(({ id }) => packetFormats.has(id));
}
