import { internedText } from '../../base/interner.ts';
import { rowsOf as rowsOfCall } from '../../call/table.ts';
import { originOf } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { quoted, rowsOf, statusText } from '../texts.ts';
import type { TraceFacts } from '../trace-facts.ts';
import { replacesOf } from '../transfers.ts';

/** Responses that say that the call to be replaced is not there (RFC 3891 §3). */
const FAILURES = new Set([481, 486, 603]);

export const replacesUnknown: Rule = {
  id: 'X03',
  title: 'Replaces does not match',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3891 §3',
  reads: ['index', 'messages'],
  asks: ['INVITE'],
  headers: ['Replaces'],
  when: 'An INVITE with Replaces is refused with 481, 486 or 603; a hint when no call of the trace has that Call-ID and those tags.',
  unless: [
    'the call to be replaced is in the trace, and the INVITE is accepted',
    'the other call lies outside of the trace: no more than a hint',
  ],
  nextStep:
    'Compare Call-ID and both tags with those of the consultation call: order of the tags, escapes, servers that hide them.',
  *check(scene) {
    for (const { request, final, method } of scene.initial) {
      const value = request ? scene.header(request.row, 'Replaces') : null;
      if (method !== 'INVITE' || !request || value === null) continue;
      const refused = final !== null && FAILURES.has(final.status);
      const known = isKnown(scene, value);
      if (!refused && (known || final !== null)) continue;
      yield {
        severity: refused ? 'error' : 'info',
        confidence: refused ? 'certain' : 'hint',
        messages: rowsOf([request, final]),
        text:
          refused && final
            ? `${scene.nameOf(originOf(scene, final).from)} refused to replace the call ${quoted(value, 80)} with ${statusText(final)}${known ? ', although the trace has that call' : ''}.`
            : `No call of this trace has the Call-ID and tags that Replaces names (${quoted(value, 80)}).`,
      };
    }
  },
};

/** A dialog of the trace has this Call-ID and both tags, in whatever order. */
function isKnown({ trace }: Scene, value: string): boolean {
  const { callId, toTag, fromTag } = replacesOf(value);
  const { index, calls } = trace;
  const { fromTag: from, toTag: to } = index.columns;
  for (const call of trace.once(callsByCallId).get(callId) ?? []) {
    for (const row of rowsOfCall(calls, call)) {
      const tags = [index.tags.text(from[row] as number), index.tags.text(to[row] as number)];
      if (tags.includes(toTag) && tags.includes(fromTag)) return true;
    }
  }
  return false;
}

function callsByCallId({ calls }: TraceFacts): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (let call = 0; call < calls.count; call++) {
    for (let leg = calls.legStart[call] as number; leg < (calls.legStart[call + 1] as number); leg++) {
      const callId = internedText(calls.callIds, calls.legCallId[leg] as number);
      const known = found.get(callId);
      if (known) known.push(call);
      else found.set(callId, [call]);
    }
  }
  return found;
}
