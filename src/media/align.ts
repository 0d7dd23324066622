import type { SeenTraffic } from './traffic.ts';

interface Timed {
  readonly source: number;
  readonly first: number;
  readonly last: number;
}

/** The same on the time line of the messages: by source, microseconds that were added to its times. */
export function alignTraffic(seen: SeenTraffic, offsets: readonly number[]): SeenTraffic {
  if (offsets.every((offset) => offset === 0)) return seen;
  const by = (source: number) => offsets[source] ?? 0;
  const span = <T extends Timed>(one: T): T => {
    const offset = by(one.source);
    return { ...one, first: one.first + offset, last: one.last + offset };
  };
  const flow = (one: SeenTraffic['flows'][number]) => {
    const stretches = (list: typeof one.pauses) =>
      list.map(({ time, length }) => ({ time: time + by(one.source), length }));
    return { ...span(one), pauses: stretches(one.pauses), digits: stretches(one.digits) };
  };
  return {
    flows: seen.flows.map(flow),
    weak: seen.weak.map(flow),
    others: seen.others.map(flow),
    events: seen.events.map((event) => {
      const offset = by(event.source);
      return { ...event, time: event.time + offset, last: event.last + offset };
    }),
    reports: seen.reports.map(span),
  };
}
