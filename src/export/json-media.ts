import type { CallEvent } from '../media/call-events.ts';
import type { CallFlow } from '../media/call-flows.ts';
import type { RtcpReport, Stretch } from '../media/flow.ts';
import type { EndpointNumbers } from './json-endpoint.ts';
import { seconds } from './json-message.ts';

/** A media flow of a call as docs/json.md has it. */
export function jsonFlow(call: CallFlow, numbers: EndpointNumbers): object {
  const { flow, quality } = call;
  return {
    kind: call.kind,
    protocol: call.protocol,
    codec: call.codec || null,
    from: numbers.get(call.from) ?? null,
    to: numbers.get(call.to) ?? null,
    fromSocket: { address: flow.fromAddress, port: flow.fromPort },
    toSocket: { address: flow.toAddress, port: flow.toPort },
    source: flow.source,
    ssrc: flow.kind === 'rtp' ? flow.ssrc : null,
    payloadTypes: [...flow.payloadTypes].map(([type, packets]) => ({ type, packets })),
    start: seconds(flow.first),
    end: seconds(flow.last),
    packets: flow.packets,
    octets: flow.octets,
    lost: flow.lost,
    longestLoss: flow.longestLoss,
    duplicates: flow.duplicates,
    late: flow.late,
    jitterSeconds: call.jitter === null ? null : seconds(call.jitter),
    meanJitterSeconds: call.meanJitter === null ? null : seconds(call.meanJitter),
    gapSeconds: seconds(flow.gap),
    pauses: flow.pauses.map(stretch),
    digits: call.digits > 0 ? flow.digits.map(stretch) : [],
    mos: quality && { value: round(quality.mos), rating: round(quality.rating), assumptions: quality.assumptions },
    receiverReport: call.heard && heard(call.heard),
    senderReport: call.sent && {
      packets: call.sent.sentPackets,
      octets: call.sent.sentOctets,
      reports: call.sent.reports,
    },
    messages: call.rows,
  };
}

function heard({ reports, lost, worstShare, jitter, roundTrip, extended }: RtcpReport): object {
  return {
    reports,
    lost,
    worstShare,
    jitter,
    roundTripSeconds: roundTrip === null ? null : seconds(roundTrip),
    extended,
  };
}

function stretch({ time, length }: Stretch): object {
  return { start: seconds(time), seconds: seconds(length) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A packet event of a call as docs/json.md has it. */
export function jsonEvent({ event, from, to, media }: CallEvent, numbers: EndpointNumbers): object {
  return {
    kind: event.kind,
    detail: event.detail || null,
    time: seconds(event.time),
    count: event.count,
    source: event.source,
    frame: event.frame,
    reporter: event.reporter || null,
    from: numbers.get(from) ?? null,
    to: numbers.get(to) ?? null,
    fromSocket: { address: event.fromAddress, port: event.fromPort },
    toSocket: { address: event.toAddress, port: event.toPort },
    about: media ? 'media' : 'messages',
  };
}
