import { u16, u32 } from './bytes.ts';

/** What the header of an RTP packet says; one object is reused for a pass. */
export interface RtpHeader {
  payloadType: number;
  marker: boolean;
  sequence: number;
  timestamp: number;
  ssrc: number;
  /** Where the payload stands; padding is left out where it can be told. */
  payload: number;
  end: number;
}

export function emptyRtpHeader(): RtpHeader {
  return { payloadType: 0, marker: false, sequence: 0, timestamp: 0, ssrc: 0, payload: 0, end: 0 };
}

/**
 * Reads the header at `at` (RFC 3550 §5.1, with what RFC 3550 §A.1 asks of a valid one); false when there is none.
 * @param cut the capture does not hold all of the packet
 */
export function readRtp(bytes: Uint8Array, at: number, end: number, cut: boolean, out: RtpHeader): boolean {
  const first = bytes[at] as number;
  if (end - at < 12 || first >> 6 !== 2) return false;
  let payload = at + 12 + ((first & 15) << 2);
  if (first & 0x10) {
    if (payload + 4 > end) return cut && take(bytes, at, end, end, out);
    payload += 4 + (u16(bytes, payload + 2) << 2);
  }
  if (payload > end) return cut && take(bytes, at, end, end, out);
  // SRTP pads before it adds its tag, so that the last byte may say anything: a count that cannot be is no padding.
  const padding = first & 0x20 && !cut ? (bytes[end - 1] as number) : 0;
  return take(bytes, at, payload, payload + padding <= end ? end - padding : end, out);
}

function take(bytes: Uint8Array, at: number, payload: number, end: number, out: RtpHeader): true {
  const second = bytes[at + 1] as number;
  out.payloadType = second & 127;
  out.marker = second > 127;
  out.sequence = u16(bytes, at + 2);
  out.timestamp = u32(bytes, at + 4);
  out.ssrc = u32(bytes, at + 8);
  out.payload = payload;
  out.end = end;
  return true;
}
