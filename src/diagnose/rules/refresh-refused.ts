import type { CallMessage } from '../../call/types.ts';
import { changesOf } from '../endings.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { silenceOf } from '../silence.ts';
import { rowsOf, statusText } from '../texts.ts';

export const refreshRefused: Rule = {
  id: 'P05',
  title: 'Session refresh refused',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 4028 §10',
  reads: ['index', 'sdp'],
  asks: ['reinvite'],
  when: 'A re-INVITE or UPDATE that only refreshes the session (Session-Expires, SDP unchanged or absent) is refused or not answered.',
  unless: [
    '491: it is tried again later',
    'UPDATE is not known there, and a re-INVITE works instead',
    'another refresh is accepted later',
    'it is sent again with a login',
    'it changes the media: no mere refresh',
  ],
  nextStep: 'Let re-INVITE and UPDATE pass on the way; compare tags and Route with those of the call.',
  *check(scene) {
    const changes = changesOf(scene);
    for (const [i, exchange] of changes.entries()) {
      const { request, final, copies, method } = exchange;
      const status = final?.status ?? 0;
      const mended = status === 491 || final?.retried === true || (status >= 200 && status < 300);
      if (!request || mended || !isRefresh(scene, request)) continue;
      if (!final && silenceOf(scene, exchange) !== 'silent') continue;
      // RFC 4028 §7.2: whatever is accepted begins the interval anew, or ends the timer.
      const saved = changes.slice(i + 1).some((other) => isSuccess(other.final));
      yield {
        severity: saved ? 'info' : 'error',
        messages: rowsOf(copies, [final]),
        text: `${scene.nameOf(exchange.server)} ${final ? `refused the refresh of the session (${method}) with ${statusText(final)}` : `did not answer the refresh of the session (${method})`}.${saved ? ' Another refresh worked.' : ' The call will be hung up when the session runs out.'}`,
      };
    }
  },
};

/** It carries Session-Expires, and no SDP or the one that its sender had before. */
function isRefresh(scene: Scene, request: CallMessage): boolean {
  if ((scene.trace.index.columns.sessionExpires[request.row] ?? 0) === 0) return false;
  if (!request.sdp) return true;
  const origin = scene.sdp(request.row)?.origin;
  const before = scene.messages.findLast(
    ({ time, row, sdp, fromTag, toTag, kind }) =>
      sdp !== null &&
      row !== request.row &&
      time <= request.time &&
      (kind === 'request' ? fromTag : toTag) === request.fromTag,
  );
  const last = before ? scene.sdp(before.row)?.origin : null;
  return (
    origin?.sessionVersion === last?.sessionVersion && origin?.sessionId === last?.sessionId && origin !== undefined
  );
}
