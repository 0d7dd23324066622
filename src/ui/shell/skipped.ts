import type { Skipped, SourceReport } from '../../worker/protocol.ts';

/** Media is told apart as it is passed over by the reader of messages, and measured all the same. */
const MEDIA: ReadonlySet<string> = new Set(['RTP', 'RTCP']);

export function isMedia({ what, reason }: Skipped): boolean {
  return what === 'packets' && MEDIA.has(reason);
}

/** How much of all sources was no message, by what became of it. */
export function countSkipped(reports: readonly SourceReport[]): {
  readonly lines: number;
  readonly packets: number;
  readonly media: number;
} {
  const counts = { lines: 0, packets: 0, media: 0 };
  for (const part of reports.flatMap(({ skipped }) => skipped))
    counts[isMedia(part) ? 'media' : part.what] += part.count;
  return counts;
}
