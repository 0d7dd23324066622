import type { CallDetail } from '../call/types.ts';
import { type CallMedia, callMedia, NO_MEDIA } from '../media/call-media.ts';
import { mediaInput } from '../media/input.ts';
import { SDP } from '../sip/sdp-flags.ts';
import type { OpenTrace } from './open-trace.ts';

/** Messages whose descriptions are read at most. */
const MOST = 2000;

/** What the captures hold of a call beside its messages; nothing is read where they hold nothing. */
export async function openMedia({ index, traffic, readBytes }: OpenTrace, detail: CallDetail): Promise<CallMedia> {
  if (!traffic || traffic.flows.length + traffic.weak.length + traffic.others.length + traffic.events.length === 0) {
    return NO_MEDIA;
  }
  const rows = detail.messages
    .map(({ row }) => row)
    .filter((row) => ((index.columns.body[row] as number) & SDP) !== 0)
    .slice(0, MOST);
  const read = await Promise.all(rows.map((row) => readBytes(row)));
  const bytes = new Map(rows.map((row, i) => [row, read[i] ?? null]));
  const input = mediaInput(index, detail, (row) => bytes.get(row) ?? null);
  return callMedia(input, traffic, (endpoint) => index.endpoints.get(endpoint));
}
