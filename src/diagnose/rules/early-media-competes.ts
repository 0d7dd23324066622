import type { CallMessage } from '../../call/types.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { plural, rowsOf } from '../texts.ts';

export const earlyMediaCompetes: Rule = {
  id: 'S24',
  title: 'Competing early media',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3960 §3',
  reads: ['index'],
  asks: ['sdp', 'progress'],
  when: 'Several branches of a fork (different To tags) send SDP before the answer.',
  unless: ['the branch that answers is the one that was heard last', 'one branch sends SDP several times'],
  nextStep:
    'The caller has to switch to the SDP of the branch that answers. P-Early-Media or 199 tell it which branch counts.',
  *check(scene) {
    for (const { responses, final, request } of scene.initial) {
      const early = responses.filter(({ status, sdp }) => status > 100 && status < 200 && sdp?.earlyMedia);
      const byTag = new Map<string, CallMessage>();
      for (const message of early) byTag.set(message.toTag, message);
      const answered = isSuccess(final) && final.sdp ? final : null;
      const tags = new Set([...byTag.keys(), ...(answered && byTag.size > 0 ? [answered.toTag] : [])]);
      if (tags.size < 2) continue;
      const last = early.at(-1);
      const harmless = answered !== null && last?.toTag === answered.toTag;
      yield {
        severity: harmless ? 'info' : 'warning',
        messages: rowsOf([request, ...byTag.values(), answered]),
        text: `${plural(tags.size, 'branch', 'branches')} of this call sent media before the answer${harmless ? '; the one heard last took the call' : ': the caller may go on hearing the wrong one'}.`,
      };
    }
  },
};
