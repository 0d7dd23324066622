import { firstInvite, userIn } from '../identity.ts';
import { mainRefusal } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { quoted, rowsOf } from '../texts.ts';

export const privacyRequested: Rule = {
  id: 'I02',
  title: 'Privacy requested',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3323 §4.2',
  reads: ['messages'],
  asks: ['INVITE'],
  when: 'The INVITE has a Privacy header or an anonymous From, or the call ends with 433.',
  unless: ['Privacy: none asks for nothing'],
  nextStep: 'Nothing to do; with 433 the callee takes no anonymous calls.',
  *check(scene) {
    const invite = firstInvite(scene);
    const privacy = invite ? scene.header(invite.row, 'Privacy') : null;
    const refused = mainRefusal(scene);
    const hidden = invite !== null && isAnonymous(scene, invite.row);
    const asked = privacy !== null && !/^\s*none\s*$/i.test(privacy);
    if (!invite || (!asked && !hidden && refused?.status !== 433)) return;
    yield {
      messages: rowsOf([invite, refused?.status === 433 ? refused.final : null]),
      text: `The caller asked to hide the number${asked ? ` (Privacy: ${quoted(privacy, 40)})` : ''}.${refused?.status === 433 ? ' The callee takes no anonymous calls (433).' : ''}`,
    };
  },
};

function isAnonymous(scene: Scene, row: number): boolean {
  return /anonymous/i.test(scene.header(row, 'From') ?? '') && /^anonymous$/i.test(userIn(scene, row, 'From'));
}
