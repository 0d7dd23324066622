import type { Exchange } from '../exchange.ts';
import type { Found, Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import type { Scene } from '../scene.ts';
import { plural, rowsOf } from '../texts.ts';

/** RFC 3261 §17.1.1.2: timer B is 64 × T1, in which timer A allows seven copies. */
const TIMER_B = 32_000_000;
const ALL_COPIES = 7;
/** Copies after which silence is worth a word even where the trace ends early. */
const SOME_COPIES = 3;

export const inviteUnanswered: Rule = {
  id: 'T01',
  title: 'INVITE never answered',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3261 §17.1.1.2',
  reads: ['index'],
  when: 'No response to an INVITE was seen within 32 seconds (timer B), or after all seven copies that timer A allows.',
  unless: [
    'the trace ends before the sender had to give up',
    'answers in this direction were not captured',
    'another capture point shows the answer',
    'the call goes on by another way',
  ],
  nextStep:
    'Capture at the far side. Check firewall and access lists, the DNS target and the host of the Request-URI, whether the sender’s address is admitted there, and the size of the message.',
  *check(scene) {
    for (const exchange of scene.exchanges) {
      if (exchange.method !== 'INVITE' || !exchange.request || exchange.responses.length > 0) continue;
      if (isAnsweredElsewhere(scene, exchange)) continue;
      const found = judge(scene, exchange);
      if (found) yield found;
    }
  },
};

/** A response with the same branch at another point of capture, where addresses may have been translated. */
function isAnsweredElsewhere(scene: Scene, { branch, cseq }: Exchange): boolean {
  return (
    branch !== '' &&
    scene.messages.some((message) => message.kind === 'response' && message.branch === branch && message.cseq === cseq)
  );
}

function judge(scene: Scene, exchange: Exchange): Found | null {
  const { copies, client, server } = exchange;
  const [first] = copies;
  const last = copies.at(-1);
  if (!first || !last) return null;
  const gaveUp = scene.coverage.watched(first.time, TIMER_B) || copies.length >= ALL_COPIES;
  const blind = scene.coverage.blind(client, server);
  const messages = rowsOf(copies);
  const dst = scene.nameOf(server);
  const span = sayDuration(last.time - first.time);
  const sent = `${plural(copies.length, 'copy', 'copies')}${copies.length > 1 && span !== '' ? ` in ${span}` : ''}`;
  const ghost = { after: last.row, from: server, to: client, label: 'no reply' };
  if (!gaveUp || blind) {
    if (copies.length < SOME_COPIES) return null;
    const why = blind
      ? 'this trace does not show answers in that direction'
      : 'the trace ends before the sender gives up';
    return {
      severity: 'info',
      confidence: 'hint',
      messages,
      title: 'No reply seen',
      text: `No reply of ${dst} to the INVITE is in this trace (${sent}), but ${why}.`,
      nextStep: 'Capture longer, and in both directions, before drawing a conclusion.',
    };
  }
  const goesOn = otherWay(scene, exchange);
  return {
    severity: goesOn,
    confidence: first.transport === 1 && copies.length === 1 ? 'likely' : 'certain',
    messages,
    text: `${dst} never replied to the INVITE (${sent}). Either it did not arrive, or it was dropped as unknown or unwanted, or the reply could not come back.${goesOn === 'error' ? '' : ' The call went on by another way.'}`,
    ghost,
  };
}

/** How much the silence weighs: another branch or route may have decided the call. */
function otherWay(scene: Scene, exchange: Exchange): 'error' | 'warning' | 'info' {
  const { outcome, status } = scene.call.summary;
  if (outcome === 'timeout' || status === 0 || status === 408 || exchange.inDialog) return 'error';
  if (status >= 200 && status < 300) return 'info';
  const sameRequest = scene.exchanges.filter(
    (other) => other.method === 'INVITE' && other.client === exchange.client && other !== exchange && other.final,
  );
  return sameRequest.length > 0 ? 'warning' : 'error';
}
