/** Clock rates that streams with a payload type of no fixed meaning are measured by, until their SDP is known; hertz. */
export const CLOCK_RATES: readonly number[] = [8000, 16000, 48000, 90000, 32000, 24000, 12000, 44100, 22050, 11025];

/** First payload type that only SDP gives a meaning (RFC 3551 §3). */
export const FIRST_DYNAMIC = 96;

const HIGH = CLOCK_RATES.indexOf(90000);

/** Place in CLOCK_RATES of the rate of a static payload type (RFC 3551 §6); -1 for a type that SDP explains. */
export function staticRate(payloadType: number): number {
  switch (payloadType) {
    case 6:
      return CLOCK_RATES.indexOf(16000);
    case 10:
    case 11:
      return CLOCK_RATES.indexOf(44100);
    case 16:
      return CLOCK_RATES.indexOf(11025);
    case 17:
      return CLOCK_RATES.indexOf(22050);
    default:
      if (payloadType <= 18) return 0;
      if (payloadType <= 24 || payloadType >= 35) return -1;
      return HIGH;
  }
}
