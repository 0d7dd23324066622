import { codecName, dtmfOf } from '../../media/stream.ts';
import { audioOf, inForce, rowsOfNegotiation } from '../negotiated.ts';
import type { Rule } from '../rule.ts';

export const dtmfClock: Rule = {
  id: 'S14',
  title: 'DTMF clock rate does not fit',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 4733 §2.1',
  reads: ['sdp'],
  asks: ['sdp'],
  when: 'The agreed codec runs at another clock rate than every telephone-event that both sides list.',
  unless: ['telephone-event is listed for several clock rates, one of which fits'],
  nextStep: 'Offer telephone-event for each clock rate of the codecs.',
  *check(scene) {
    for (const { negotiation, streams } of inForce(scene)) {
      const audio = audioOf(streams);
      const codec = audio?.common[0];
      if (!audio || !codec) continue;
      const rates = dtmfOf(audio.answer)
        .map(({ clockRate }) => clockRate)
        .filter((rate) => dtmfOf(audio.offer).some(({ clockRate }) => clockRate === rate));
      if (rates.length === 0 || rates.includes(codec.clockRate)) continue;
      yield {
        messages: rowsOfNegotiation(negotiation),
        text: `Key presses are agreed at ${rates.join(' and ')} Hz only, while ${codecName(codec)} runs at ${codec.clockRate} Hz: some devices then send none.`,
      };
    }
  },
};
