import { byesOf } from '../endings.ts';
import { reasonsAt } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { quoted, rowsOf } from '../texts.ts';

const NO_MEDIA = /no.?(?:rtp|media|audio)|\brtp\b.{0,40}(?:time|lost|inactiv)|media.{0,40}time|inactivity/i;

export const missingMedia: Rule = {
  id: 'C14',
  title: 'Dropped for missing media',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3326 §2',
  reads: ['index'],
  when: 'The Reason of a BYE speaks of missing RTP or media.',
  unless: ['the Reason speaks of something else'],
  nextStep: 'Find out first why the media went only one way: addresses in the SDP, NAT, firewall.',
  *check(scene) {
    for (const { request, server } of byesOf(scene)) {
      const reason = request && reasonsAt(scene, request.row).find(({ text }) => NO_MEDIA.test(text ?? ''));
      if (!request || !reason) continue;
      yield {
        messages: rowsOf([request]),
        text: `${scene.nameOf(request.from)} hung up because it heard no media from ${scene.nameOf(server)}: ${quoted(reason.text ?? '')}.`,
      };
    }
  },
};
