import { describeCall } from '../call/describe.ts';
import type { CallDetail } from '../call/types.ts';
import { splitLegs } from '../diagnose/legs.ts';
import { calleeName, partyName } from '../diagnose/party.ts';
import { holdsOf, type MediaSwitch, switchesOf } from '../media/holds.ts';
import { mediaInput } from '../media/input.ts';
import type { NegotiationState } from '../media/offer-answer.ts';
import { type MediaSession, mediaSessions, type View } from '../media/sessions.ts';
import { type MediaRow, mediaTable } from '../media/table.ts';
import type { OpenTrace } from './open-trace.ts';

type Side = 'caller' | 'callee';

/** One side stopped listening to the other. Rows of the messages that asked for it and that undid it; null: not resumed. */
export interface NegotiatedHold {
  readonly by: Side;
  readonly row: number;
  readonly resumed: number | null;
}

/** Fax or video was asked for inside the call. */
export interface NegotiatedSwitch {
  readonly kind: MediaSwitch['kind'];
  readonly by: Side;
  readonly row: number;
  readonly state: NegotiationState;
}

/** What was negotiated in one dialog, as one side saw it. */
export interface NegotiatedDialog {
  readonly view: View;
  readonly rows: readonly MediaRow[];
  readonly holds: readonly NegotiatedHold[];
  readonly switches: readonly NegotiatedSwitch[];
}

/** What was negotiated on one leg of a call. */
export interface NegotiatedLeg {
  /** Names of the parties, '' when unknown. */
  readonly caller: string;
  readonly callee: string;
  readonly dialogs: readonly NegotiatedDialog[];
}

/** The offers and answers of a call, leg by leg; legs without any are left out. Rejects only when bytes cannot be had any more. */
export async function negotiatedIn(trace: OpenTrace, call: number): Promise<NegotiatedLeg[]> {
  const whole = describeCall(trace.index, trace.calls, call);
  const rows = whole.messages.flatMap(({ row, sdp }) => (sdp ? [row] : []));
  const read = await Promise.all(rows.map((row) => trace.readBytes(row)));
  const bytes = new Map(rows.map((row, i) => [row, read[i] ?? null]));
  return splitLegs(whole)
    .map((leg) => legOf(trace, leg, (row) => bytes.get(row) ?? null))
    .filter(({ dialogs }) => dialogs.length > 0);
}

function legOf({ index }: OpenTrace, leg: CallDetail, bytes: (row: number) => Uint8Array | null): NegotiatedLeg {
  const { summary } = leg;
  const sessions = mediaSessions(mediaInput(index, leg, bytes));
  return {
    caller: partyName(summary.caller),
    callee: calleeName(summary),
    dialogs: sessions.map(dialogOf).filter(({ rows }) => rows.length > 0),
  };
}

function dialogOf(session: MediaSession): NegotiatedDialog {
  const sideOf = (tag: string | undefined): Side => (tag === session.calleeTag ? 'callee' : 'caller');
  return {
    view: session.view,
    rows: mediaTable([session]),
    holds: holdsOf(session).map(({ by, from, to }) => ({
      by: sideOf(by),
      row: from.request.row,
      resumed: to?.request.row ?? null,
    })),
    switches: switchesOf(session).map(({ kind, negotiation, request, state }) => ({
      kind,
      by: sideOf(negotiation.offer?.sender),
      row: request.row,
      state,
    })),
  };
}
