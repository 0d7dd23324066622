import { canonicalHost } from '../../base/address.ts';
import { internedText } from '../../base/interner.ts';
import { KINDS, OUTCOMES } from '../../call/types.ts';
import { REGISTER } from '../../sip/methods.ts';
import { parseUri } from '../../sip/uri.ts';
import { portOf } from '../addressing.ts';
import { aorOf, ownBinding, registeredOf } from '../registrations.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import type { Scene } from '../scene.ts';
import { GIVE_UP } from '../silence.ts';
import { rowsOf } from '../texts.ts';
import type { TraceFacts } from '../trace-facts.ts';

export const registrationLapsed: Rule = {
  id: 'G04',
  title: 'Registration lapsed',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3261 §10.2.4',
  reads: ['index', 'messages'],
  asks: ['REGISTER'],
  when: 'A registration runs out without being refreshed, while the trace goes on; an error when a later call to it fails with 404, 408 or 480.',
  unless: [
    'it was taken away on purpose',
    'another Call-ID, Contact or hop refreshed it',
    'the trace ends before',
    'the client asked only for the list of bindings',
  ],
  nextStep: 'The device is offline, or its REGISTER is blocked on the way.',
  *check(scene) {
    const done = registeredOf(scene).at(-1);
    if (!done || done.removes || done.asked.length === 0) return;
    const seconds = ownBinding(done)?.expires ?? done.wanted;
    if (seconds === null || seconds === 0) return;
    const { final, request } = done;
    const end = final.time + seconds * 1e6;
    if (!scene.coverage.watched(end, GIVE_UP) || isRefreshed(scene, request.row, final.time)) return;
    const failed = failedCall(scene, end);
    yield {
      severity: failed ? 'error' : 'warning',
      messages: rowsOf([request, final]),
      text: `The registration of ${aorOf(scene)} ran out ${sayDuration(seconds * 1e6)} after its last 200 and was not refreshed${failed ? '; a later call to it failed' : ''}.`,
      ghost: { after: final.row, from: request.from, to: request.to, label: 'REGISTER' },
    };
  },
};

/** A REGISTER of the same account comes later, whatever its Call-ID. */
function isRefreshed({ trace }: Scene, row: number, since: number): boolean {
  const { index } = trace;
  const rows = trace.once(registersByAccount).get(index.columns.toParty[row] as number) ?? [];
  const callId = index.columns.callId[row];
  return rows.some((other) => index.columns.callId[other] !== callId && (index.columns.time[other] as number) > since);
}

/** First REGISTER of each Call-ID and the later ones outside of it, by To. */
function registersByAccount({ index }: TraceFacts): ReadonlyMap<number, readonly number[]> {
  const c = index.columns;
  const found = new Map<number, number[]>();
  for (let row = 0; row < index.count; row++) {
    if (c.method[row] !== REGISTER || c.status[row] !== 0 || (c.toParty[row] as number) < 0) continue;
    const rows = found.get(c.toParty[row] as number);
    if (rows) rows.push(row);
    else found.set(c.toParty[row] as number, [row]);
  }
  return found;
}

/** A call to this account that failed with 404, 408 or 480 after it had run out. */
function failedCall({ trace, call }: Scene, since: number): boolean {
  const { calls } = trace;
  const wanted = accountOf(call.summary.callee.uri);
  const ended = new Set(['not-found', 'unavailable', 'timeout', 'no-answer']);
  for (let i = 0; i < calls.count; i++) {
    if (KINDS[calls.kind[i] as number] !== 'call' || !((calls.start[i] as number) >= since)) continue;
    if (!ended.has(OUTCOMES[calls.outcome[i] as number] ?? '')) continue;
    if (accountOf(internedText(calls.strings, calls.calleeUri[i] as number)) === wanted) return true;
  }
  return false;
}

/** User, host and port of an address of record, in one form. */
function accountOf(text: string): string {
  const uri = parseUri(text);
  if (uri.host === '') return text.toLowerCase();
  const port = uri.port === portOf({ ...uri, port: null }) ? null : uri.port;
  return `${(uri.user ?? '').toLowerCase()}@${canonicalHost(uri.host)}:${port ?? ''}`;
}
