import type { RtpFlow } from '../../media/flow.ts';
import { addressOf } from '../../media/stream.ts';
import { flowsBeside, type Heard, heardOf, isSeen, packetsOf } from '../media-flows.ts';
import { speakerOf } from '../negotiated.ts';
import type { Found, Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import type { Scene } from '../scene.ts';

const LONG = 5_000_000;
const NONE: ReadonlySet<RtpFlow> = new Set();
const UNSURE = { severity: 'warning', confidence: 'likely' } as const;

export const noRtp: Rule = {
  id: 'M04',
  title: 'No RTP at all',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3264 §5.1',
  reads: ['sdp', 'rtp'],
  asks: ['sdp', 'traffic'],
  when: 'A call that is up for more than 5 seconds, or one leg of it, has not a single RTP packet, although the capture has media of its hosts.',
  unless: [
    'the capture has no media of any call: its filter kept it out',
    'its media runs where this capture does not stand',
    'nothing but another leg of the call shows media of its hosts: this one may run where the capture does not stand',
    'the call is on hold, or too short',
  ],
  nextStep: 'Check firewall and NAT in both directions.',
  *check(scene) {
    for (const heard of heardOf(scene)) {
      const { a, b, both, since, until, rows } = heard;
      if (!both || !(until - since > LONG) || packetsOf(a.sent) + packetsOf(b.sent) > 0) continue;
      const seenBut = (flows: ReadonlySet<RtpFlow>) =>
        [a, b].some(({ media }) => isSeen(scene, addressOf(media), flows));
      if (!seenBut(NONE)) continue;
      const time = sayDuration(until - since);
      const beside = flowsBeside(scene, heard);
      if (beside.size > 0) yield { messages: rows, ...onOneLeg(scene, heard, time), ...(!seenBut(beside) && UNSURE) };
      else {
        yield {
          messages: rows,
          text: `The call was up for ${time}, and not one audio packet was captured, while other calls of these hosts have some.`,
        };
      }
    }
  },
};

/** What is said where the call has media, and this leg of it has none. */
function onOneLeg(scene: Scene, { a, b }: Heard, time: string): Pick<Found, 'title' | 'text' | 'nextStep'> {
  const sides = `${speakerOf(scene, a.described)} and ${speakerOf(scene, b.described)}`;
  return {
    title: 'No RTP on one leg',
    text: `The call was up for ${time}, and not one audio packet between ${sides} was captured, while another leg of the call has some.`,
    nextStep: 'Check that the capture stands where the media of this leg passes, then firewall and NAT.',
  };
}
