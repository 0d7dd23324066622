import { sayDuration } from '../../diagnose/say.ts';
import type { CallFlow } from '../../media/call-flows.ts';
import type { ExtendedReport, RtcpReport } from '../../media/flow.ts';
import { sayCount, sayNumber, saySize, sayTime } from '../words.ts';

/** A line of a table: what, and its value; '' leaves the line out. */
export type FlowRow = readonly [name: string, value: string];

/** All that is known of a media flow, in the order in which people ask. */
export function flowRows(call: CallFlow, zone: number): FlowRow[] {
  const { flow, jitter, meanJitter, quality } = call;
  const length = flow.last - flow.first;
  return [
    ['from', socket(flow.fromAddress, flow.fromPort)],
    ['to', socket(flow.toAddress, flow.toPort)],
    ['codec', call.codec],
    ['protected', call.protocol === 'RTP' || call.protocol === 'T.38' ? '' : call.protocol],
    ['first', sayTime(flow.first, zone)],
    ['last', `${sayTime(flow.last, zone)} (${sayDuration(length)})`],
    ['packets', `${sayNumber(flow.packets)}, ${saySize(flow.octets)}`],
    ['lost', lossText(call)],
    ['out of order', countText(flow.late, 'packet')],
    ['twice', countText(flow.duplicates, 'packet')],
    ['began anew', countText(flow.restarts, 'time')],
    ['jitter', jitter === null ? '' : `at most ${millis(jitter)}, mean ${millis(meanJitter ?? 0)}`],
    ['longest gap', flow.gap > 0 ? sayDuration(flow.gap) : ''],
    ['pauses', flow.pauseCount > 0 ? `${sayCount(flow.pauseCount, 'pause')}, ${sayDuration(flow.paused)} in all` : ''],
    ['digits', call.digits > 0 ? `${sayCount(call.digits, 'digit')} as events (RFC 4733)` : ''],
    ['sounds like', quality ? `MOS ${quality.mos.toFixed(1)} of 4.5 (R ${Math.round(quality.rating)}), estimated` : ''],
    ['SSRC', flow.kind === 'rtp' ? `0x${flow.ssrc.toString(16).padStart(8, '0')}` : ''],
    ['payload types', [...flow.payloadTypes].map(([type, packets]) => `${type} (${sayNumber(packets)})`).join(', ')],
    ...reportRows(call),
  ];
}

function reportRows({ heard, sent }: CallFlow): FlowRow[] {
  return [
    ['sender reports', sent ? `${sayCount(sent.sentPackets, 'packet')} sent, ${saySize(sent.sentOctets)}` : ''],
    ['receiver reports', heard ? heardText(heard) : ''],
    ['extended report', heard?.extended ? extendedText(heard.extended) : ''],
  ];
}

function heardText({ lost, worstShare, roundTrip }: RtcpReport): string {
  const worst = worstShare > 0 ? `, at worst ${(worstShare * 100).toFixed(1)} % at once` : '';
  const trip = roundTrip === null ? '' : `; round trip from the capture ${sayDuration(roundTrip)}`;
  return `${sayCount(Math.max(0, lost), 'packet')} lost${worst}${trip}`;
}

function extendedText({ mosListening, rFactor, lossRate, discardRate }: ExtendedReport): string {
  return [
    mosListening === null ? '' : `MOS-LQ ${mosListening.toFixed(1)}`,
    rFactor === null ? '' : `R ${rFactor}`,
    `${(lossRate * 100).toFixed(1)} % lost`,
    `${(discardRate * 100).toFixed(1)} % discarded`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function lossText({ flow: { lost, longestLoss, kind }, loss }: CallFlow): string {
  if (lost === 0) return kind === 'rtp' ? 'nothing' : 'nothing (UDPTL)';
  return `${sayCount(lost, 'packet')}, ${(loss * 100).toFixed(1)} %, at most ${longestLoss} in a row`;
}

function countText(count: number, one: string): string {
  return count === 0 ? '' : sayCount(count, one);
}

function millis(microseconds: number): string {
  return `${(microseconds / 1000).toFixed(1)} ms`;
}

export function socket(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
