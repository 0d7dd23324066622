import type { Exchange } from '../exchange.ts';
import { followUpOf } from '../hunting.ts';
import type { Found, Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import type { Scene } from '../scene.ts';
import { silenceOf } from '../silence.ts';
import { plural, rowsOf } from '../texts.ts';

/** Copies after which silence is worth a word even where the trace ends early. */
const SOME_COPIES = 3;

export const inviteUnanswered: Rule = {
  id: 'T01',
  title: 'INVITE never answered',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3261 §17.1.1.2',
  reads: ['index'],
  asks: ['INVITE', 'unanswered'],
  when: 'No response to an INVITE was seen within 32 seconds (timer B), or after all seven copies that timer A allows.',
  unless: [
    'the trace ends before the sender had to give up',
    'answers in this direction were not captured',
    'another capture point shows the answer',
    'the call goes on by another way',
    'it was sent only once over UDP: whoever hears nothing repeats it, so an answer came',
  ],
  nextStep:
    'Capture at the far side. Check firewall and access lists, the DNS target and the host of the Request-URI, whether the sender’s address is admitted there, and the size of the message.',
  *check(scene) {
    for (const exchange of scene.exchanges) {
      if (exchange.method !== 'INVITE') continue;
      const silence = silenceOf(scene, exchange);
      if (silence === 'answered') continue;
      if (silence === 'silent') yield unanswered(scene, exchange);
      else if (exchange.copies.length >= SOME_COPIES) yield notSeen(scene, exchange, silence);
    }
  },
};

function unanswered(scene: Scene, exchange: Exchange): Found {
  const { copies, client, server } = exchange;
  const severity = weight(scene, exchange);
  return {
    severity,
    // A log that shows one copy only may have left out the others.
    confidence: copies[0]?.transport === 0 && copies.length === 1 ? 'likely' : 'certain',
    messages: rowsOf(copies),
    text: `${scene.nameOf(server)} never replied to the INVITE (${sentText(exchange)}). Either it did not arrive, or it was dropped as unknown or unwanted, or the reply could not come back.${severity === 'error' ? '' : ' The call went on by another way.'}`,
    ghost: { after: copies.at(-1)?.row ?? -1, from: server, to: client, label: 'no reply' },
  };
}

function notSeen(scene: Scene, exchange: Exchange, silence: 'blind' | 'open'): Found {
  const why = silence === 'blind' ? 'it does not show answers in that direction' : 'it ends before the sender gives up';
  return {
    severity: 'info',
    confidence: 'hint',
    messages: rowsOf(exchange.copies),
    title: 'No reply seen',
    text: `This trace has no reply of ${scene.nameOf(exchange.server)} to the INVITE (${sentText(exchange)}), but ${why}.`,
    nextStep: 'Capture longer, and in both directions, before drawing a conclusion.',
  };
}

function sentText({ copies }: Exchange): string {
  const span = sayDuration((copies.at(-1)?.time ?? Number.NaN) - (copies[0]?.time ?? Number.NaN));
  const count = plural(copies.length, 'copy', 'copies');
  return copies.length > 1 && span !== '' ? `${count} in ${span}` : count;
}

/** How much the silence weighs: another branch or route may have decided the call. */
function weight(scene: Scene, exchange: Exchange): 'error' | 'warning' | 'info' {
  const { status } = scene.whole.summary;
  if (followUpOf(scene) >= 0) return 'info';
  if (status === 0 || status === 408 || exchange.inDialog) return 'error';
  if (status >= 200 && status < 300) return 'info';
  const others = scene.exchanges.filter(({ method, client }) => method === 'INVITE' && client === exchange.client);
  return others.some(({ final }) => final !== null) ? 'warning' : 'error';
}
