import type { CallMessage } from '../call/types.ts';
import { type Clause, clause } from './clause.ts';
import { type Handover, otherSide } from './handover.ts';
import { partyName } from './party.ts';
import { sayDuration } from './say.ts';
import type { Telling } from './telling.ts';
import { replacesOf } from './transfers.ts';

/** Calls that name a dialog of this one without a transfer: to take its place (RFC 3891), or to join it (RFC 3911). */
export function takeoverClauses(telling: Telling, handovers: readonly Handover[]): Clause[][] {
  const known = new Set(handovers.map(({ leg }) => leg));
  return telling.firsts.flatMap((message) => {
    if (message.kind !== 'request' || message.method !== 'INVITE' || message.toTag !== '' || known.has(message.leg))
      return [];
    const replaces = telling.heard.header(message.row, 'Replaces');
    const join = telling.heard.header(message.row, 'Join');
    if (replaces !== '') return [takenOver(telling, message, replaces)];
    return join === '' ? [] : [[clause(`${nameOf(telling, message)} joined the call (INVITE with Join)`, message)]];
  });
}

function takenOver(telling: Telling, invite: CallMessage, replaces: string): Clause[] {
  const { detail, who } = telling;
  const name = nameOf(telling, invite);
  const leg = detail.legs.findIndex(({ summary }) => summary.callIds.includes(replacesOf(replaces).callId));
  const before = answerOf(telling, leg);
  const peer = who(invite.to);
  // RFC 3891 §3: Replaces of an early dialog picks up a call that rings elsewhere.
  const isPickup = leg >= 0 && (!before || before.time > invite.time);
  if (isPickup) return [clause(`${name} picked the ringing call up (INVITE with Replaces)`, invite)];
  const replaced = otherSide(telling, leg, peer) || 'a party';
  const taken = clause(`${name} took the place of ${replaced} in the call with ${peer} (INVITE with Replaces)`, invite);
  return [taken, ...outcomeClauses(telling, invite, name, peer)];
}

function outcomeClauses(telling: Telling, { leg }: CallMessage, name: string, peer: string): Clause[] {
  const summary = telling.detail.legs[leg]?.summary;
  const bye = telling.firsts.find(
    (message) => message.leg === leg && message.kind === 'request' && message.method === 'BYE',
  );
  const time = sayDuration(summary?.talk ?? Number.NaN);
  if (!summary || !bye || time === '') return [];
  const ender = summary.endedBy === 'callee' ? peer : summary.endedBy === 'caller' ? name : '';
  return [
    clause(`, they talked ${time}`, answerOf(telling, leg), bye),
    clause(ender === '' ? '' : `, ${ender} hung up`, bye),
  ];
}

function answerOf({ firsts }: Telling, leg: number): CallMessage | undefined {
  return firsts.find(
    (message) => message.leg === leg && message.method === 'INVITE' && message.status >= 200 && message.status < 300,
  );
}

function nameOf({ detail, who }: Telling, { leg, from }: CallMessage): string {
  const party = detail.legs[leg]?.summary.caller;
  return (party && leg > 0 && partyName(party)) || who(from);
}
