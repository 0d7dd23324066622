import type { RtpFlow } from '../../media/flow.ts';
import { byesOf } from '../endings.ts';
import { heardOf } from '../media-flows.ts';
import { speakerOf } from '../negotiated.ts';
import { reasonsAt } from '../refusal.ts';
import type { Found, Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import type { Scene } from '../scene.ts';
import { quoted, rowsOf } from '../texts.ts';

const NO_MEDIA = /no.?(?:rtp|media|audio)|\brtp\b.{0,40}(?:time|lost|inactiv)|media.{0,40}time|inactivity/i;

export const missingMedia: Rule = {
  id: 'C14',
  title: 'Dropped for missing media',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3326 §2',
  reads: ['index', 'rtp'],
  asks: ['BYE'],
  when: 'The Reason of a BYE speaks of missing RTP or media, or the RTP that its sender heard had stopped a round time (such as 30 seconds) before.',
  unless: [
    'the Reason speaks of something else',
    'the call is on hold',
    'the RTP stopped at another time before the BYE',
    'both sides stopped sending at once',
  ],
  nextStep: 'Find out first why the media went only one way: addresses in the SDP, NAT, firewall.',
  *check(scene) {
    for (const { request, server } of byesOf(scene)) {
      const reason = request && reasonsAt(scene, request.row).find(({ text }) => NO_MEDIA.test(text ?? ''));
      if (!request || !reason) continue;
      yield {
        messages: rowsOf([request]),
        text: `${scene.nameOf(request.from)} hung up because it heard no media from ${scene.nameOf(server)}: ${quoted(reason.text ?? '')}.`,
      };
      return;
    }
    yield* afterSilence(scene);
  },
};

/** Seconds after which products hang up for want of RTP. */
const TIMEOUTS = [10, 20, 30, 60, 90, 120, 300];
const NEAR = 2_000_000;

/** The side that hangs up still sent, and had heard nothing for a round time. */
function* afterSilence(scene: Scene): Generator<Found> {
  const bye = byesOf(scene)[0]?.request;
  if (!bye) return;
  for (const { a, b, both, rows } of heardOf(scene)) {
    const [own, other] = a.described.sender === bye.fromTag ? [a, b] : [b, a];
    const last = (flows: readonly RtpFlow[]) => Math.max(...flows.map((flow) => flow.last));
    const silence = bye.time - last(other.sent);
    const timeout = TIMEOUTS.find((seconds) => Math.abs(silence - seconds * 1e6) <= NEAR);
    if (!both || timeout === undefined || !(last(own.sent) - last(other.sent) > silence / 2)) continue;
    yield {
      confidence: 'likely',
      messages: rows,
      text: `${scene.nameOf(bye.from)} hung up ${sayDuration(silence)} after the last audio of ${speakerOf(scene, other.described)}, while it still sent its own: probably its timer for missing media (${timeout} s).`,
    };
  }
}
