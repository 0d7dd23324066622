import type { CallMessage } from '../../call/types.ts';
import { q850Guide } from '../../guide/causes.ts';
import type { Reason } from '../../sip/reason.ts';
import type { Severity } from '../finding.ts';
import { reasonsAt } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { quoted, rowsOf } from '../texts.ts';

export const statedReason: Rule = {
  id: 'C07',
  title: 'BYE or CANCEL carries a reason',
  severity: 'info',
  tier: 'F1',
  reference: 'RFC 3326 §2',
  reads: ['index', 'messages'],
  headers: ['Reason', 'X-Asterisk-HangupCauseCode', 'X-Asterisk-HangupCause'],
  when: 'A BYE or CANCEL says why: in Reason, or in a header of its maker. A warning for causes of the network and for SIP causes 408, 481 and 5xx.',
  unless: ['the call was completed elsewhere (SIP cause 200): no failure', 'a normal cause such as 16'],
  nextStep: 'Look up what the cause means on the host that gives it.',
  *check(scene) {
    for (const message of scene.messages) {
      const { method, kind, copy } = message;
      if (kind !== 'request' || copy !== null || (method !== 'BYE' && method !== 'CANCEL')) continue;
      const reasons = reasonsAt(scene, message.row);
      for (const reason of reasons.slice(0, 3)) {
        yield {
          severity: weight(reason),
          messages: rowsOf([message]),
          title: `Reason given: ${words(reason)}`.slice(0, 80),
          text: `${scene.nameOf(message.from)} gives a reason with its ${method}: ${words(reason)}.${meaning(reason)}`,
        };
      }
      if (reasons.length === 0) yield* ofVendor(scene, message);
    }
  },
};

function* ofVendor(scene: Scene, message: CallMessage) {
  const code = scene.header(message.row, 'X-Asterisk-HangupCauseCode');
  const text = scene.header(message.row, 'X-Asterisk-HangupCause');
  if (code === null && text === null) return;
  const cause = Number(code) || 0;
  yield {
    severity: weight({ protocol: 'Q.850', cause, text: null }),
    confidence: 'likely' as const,
    messages: rowsOf([message]),
    text: `Asterisk at ${scene.nameOf(message.from)} gives the cause ${[code, text && quoted(text)].filter(Boolean).join(' ')}.`,
  };
}

type Said = Pick<Reason, 'protocol' | 'cause' | 'text'>;

/** Q.850 3, 25, 27 and 32 to 111 speak of the network, and so do some codes of SIP. */
function weight({ protocol, cause }: Said): Severity {
  const code = cause ?? 0;
  const isNetwork = code === 3 || code === 25 || code === 27 || (code >= 32 && code <= 111);
  if (/^q\.850$/i.test(protocol)) return isNetwork ? 'warning' : 'info';
  if (!/^sip$/i.test(protocol)) return 'info';
  return code === 408 || code === 481 || (code >= 500 && code < 600) ? 'warning' : 'info';
}

function words({ protocol, cause, text }: Said): string {
  const known = /^q\.850$/i.test(protocol) ? q850Guide(cause ?? 0)?.text : undefined;
  const said = text ? quoted(text, 60) : known ? known.toLowerCase() : '';
  return `${protocol.slice(0, 20)}${cause === null ? '' : ` ${cause}`}${said === '' ? '' : `, ${said}`}`;
}

function meaning({ protocol, cause }: Said): string {
  const guide = /^q\.850$/i.test(protocol) ? q850Guide(cause ?? 0) : null;
  return guide ? ` ${guide.meaning}` : '';
}
