import type { CallMessage } from '../../call/types.ts';
import { byesOf } from '../endings.ts';
import type { Exchange } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { silenceOf } from '../silence.ts';
import { rowsOf, statusText } from '../texts.ts';

/** 481 to these ends a subscription or a CANCEL, not the call (RFC 5057 §5.1); BYE has its own rule. */
const OTHERS = new Set(['NOTIFY', 'SUBSCRIBE', 'REFER', 'CANCEL', 'BYE', 'ACK']);
const SOON = 5_000_000;

export const failedInside: Rule = {
  id: 'C06',
  title: 'A request inside the call killed it',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3261 §12.2.1.2, §14.1',
  reads: ['index'],
  asks: ['BYE'],
  when: 'A request inside the call gets 408, 481 or no answer, and its sender hangs up within 5 seconds.',
  unless: [
    'a NOTIFY or CANCEL gets 481: only the subscription or the CANCEL ends',
    'the BYE itself gets 408 or 481',
    'the call goes on, or the other side hangs up',
  ],
  nextStep: 'Find out why the far side lost the call, or why it did not answer.',
  *check(scene) {
    const bye = byesOf(scene)[0]?.request;
    if (!bye) return;
    for (const exchange of scene.exchanges) {
      const { method, inDialog, hop, request, final, copies } = exchange;
      if (!inDialog || hop || !request || OTHERS.has(method) || request.fromTag !== bye.fromTag) continue;
      const end = failedAt(scene, exchange, bye);
      if (!end) continue;
      const said = final ? `with ${statusText(final)}` : 'with nothing at all';
      yield {
        messages: rowsOf([...copies, final, bye]),
        text: `${scene.nameOf(exchange.server)} answered the ${method} inside the call ${said}, and so ${scene.nameOf(bye.from)} ended the call, as the RFC asks. Nobody hung up.`,
      };
    }
  },
};

/** The message that told the sender of the failure, when the BYE follows it at once. */
function failedAt(scene: Scene, exchange: Exchange, bye: CallMessage): CallMessage | null {
  const { final, copies } = exchange;
  if (final) {
    const fatal = final.status === 408 || final.status === 481;
    return fatal && follows(bye, final, SOON) ? final : null;
  }
  const last = copies.at(-1);
  const first = copies[0];
  if (!last || !first || silenceOf(scene, exchange) !== 'silent') return null;
  // The sender gives up 64 × T1 after the first copy.
  return follows(bye, first, 32_000_000 + SOON) && bye.time - first.time >= 28_000_000 ? last : null;
}

function follows(later: CallMessage, earlier: CallMessage, within: number): boolean {
  if (Number.isNaN(later.time) || Number.isNaN(earlier.time)) return later.row > earlier.row;
  return later.time >= earlier.time && later.time - earlier.time <= within;
}
