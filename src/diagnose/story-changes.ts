import { canonicalHost } from '../base/address.ts';
import type { CallMessage, Transaction } from '../call/types.ts';
import { type Clause, clause, type Sentence, type StoryNote, sentenceOf } from './clause.ts';
import type { Handover } from './handover.ts';
import type { Heard } from './heard.ts';
import { calleeName } from './party.ts';
import { sayDuration, sayList, sayTimes } from './say.ts';
import { takeoverClauses } from './takeovers.ts';
import { between, sayStatus, type Telling } from './telling.ts';
import { handoverClauses } from './transfer-story.ts';

/** More changes than this are counted. */
const MOST_CHANGES = 4;

/**
 * What happened inside the call: holds, changes that were refused, transfers; in the order of the call.
 * @param before what was told already
 */
export function changeSentence(telling: Telling, handovers: readonly Handover[], before: string): Sentence {
  const changes = [
    ...changesOf(telling, isReinvite).map((change, i, all) => changeClauses(telling, change, all, i)),
    ...changesOf(telling, isUpdate).map((change) => updateClauses(telling, change)),
    ...handovers.map((handover) => handoverClauses(telling, handover, before.includes(handover.headline))),
    ...takeoverClauses(telling, handovers),
  ].filter((clauses) => clauses.length > 0);
  const place = new Map(telling.firsts.map(({ row }, i) => [row, i]));
  const at = (clauses: readonly Clause[]) => place.get(clauses[0]?.rows[0] ?? -1) ?? 0;
  changes.sort((a, b) => at(a) - at(b));
  const shown = changes.slice(0, MOST_CHANGES).map((clauses, i) => (i === 0 ? clauses : follow(clauses)));
  const more = changes.length - shown.length;
  const rest = more > 0 ? [clause(`; ${more} more change${more === 1 ? '' : 's'} followed`)] : [];
  return sentenceOf([...shown.flat(), ...rest]);
}

function follow([first, ...rest]: readonly Clause[]): Clause[] {
  return first ? [{ ...first, text: `; ${first.text}` }, ...rest] : [];
}

/** Changes that went through without a word: refreshes, codecs, addresses. */
export function changeNotes(telling: Telling): StoryNote[] {
  return [...refreshNotes(telling), ...infoNotes(telling)];
}

interface Change {
  readonly request: CallMessage;
  readonly final: CallMessage | undefined;
}

function changesOf({ detail, byRow }: Telling, wanted: (request: CallMessage) => boolean): Change[] {
  return detail.transactions.flatMap(({ request, final }: Transaction) => {
    const message = byRow.get(request);
    // Further hops of the same change are not told again.
    return message && message.copy === null && wanted(message) ? [{ request: message, final: byRow.get(final) }] : [];
  });
}

const isReinvite = (request: CallMessage) => request.reinvite && request.method === 'INVITE';
const isUpdate = (request: CallMessage) => request.method === 'UPDATE';

function changeClauses(telling: Telling, change: Change, all: readonly Change[], i: number): Clause[] {
  return refusedClauses(telling, change) ?? holdClauses(telling, change, all.slice(i + 1)) ?? [];
}

function refreshNotes(telling: Telling): StoryNote[] {
  const changes = changesOf(telling, isReinvite);
  const quiet = changes.filter(
    (change, i) => changeClauses(telling, change, changes, i).length === 0 && !isResume(changes.slice(0, i), change),
  );
  const updates = changesOf(telling, isUpdate).filter((change) => updateClauses(telling, change).length === 0);
  const note = (list: readonly Change[], method: string): StoryNote[] => {
    const [first] = list;
    if (!first) return [];
    const changed = list.some(({ request }) => request.sdp !== null);
    const what = changed ? 'changed or refreshed' : 'refreshed';
    return [{ text: `The session was ${what} by ${method} ${sayTimes(list.length)}.`, row: first.request.row }];
  };
  return [...note(quiet, 're-INVITE'), ...note(updates, 'UPDATE')];
}

// RFC 3261 §14.1: the session goes on as before, except after 408 and 481, where the dialog is to be ended.
/** A BYE this soon after a refusal is its consequence. Microseconds. */
const AT_ONCE = 2_000_000;

function refusedClauses({ who, firsts }: Telling, { request, final }: Change): Clause[] | null {
  const name = who(request.from);
  const tried = request.sdp?.hold ? 'tried to hold the call' : 'sent a re-INVITE';
  if (!final) return [clause(`${name} ${tried}, and no final answer to that is in the trace`, request)];
  const what = request.sdp?.hold ? 'an attempt to hold' : 'a re-INVITE';
  if (final.status < 300 || final.retried) return null;
  const fatal = final.status === 408 || final.status === 481;
  const bye = firsts.find(
    ({ kind, method, from, time }) =>
      kind === 'request' &&
      method === 'BYE' &&
      from === request.from &&
      time >= final.time &&
      time - final.time < AT_ONCE,
  );
  const after = fatal
    ? clause(', which ends the dialog (RFC 3261 §14.1)', final)
    : bye
      ? clause(
          `, and ${who(bye.from)} ended the call at once, although it could have gone on (RFC 3261 §14.1)`,
          final,
          bye,
        )
      : clause(', and the call went on (RFC 3261 §14.1)', final);
  return [clause(`${what} by ${who(request.from)} was refused with ${sayStatus(final)}`, request, final), after];
}

function holdClauses(telling: Telling, { request }: Change, later: readonly Change[]): Clause[] | null {
  if (!request.sdp?.hold) return null;
  const { who } = telling;
  const resume = later.find(
    (change) => change.request.from === request.from && change.request.sdp && !change.request.sdp.hold,
  );
  const time = sayDuration(between(request, resume?.request));
  const length = time === '' ? '' : ` for ${time}`;
  const end = resume ? length : ' and did not take it back';
  const music = musicOf(telling, request);
  return [clause(`${who(request.from)} put the call on hold${music}${end}`, request, resume?.request)];
}

/** Whose media are played to who is on hold, when it is not the holder that sends them (RFC 7088). */
function musicOf({ detail, firsts, heard, who, machine }: Telling, hold: CallMessage): string {
  const isTied = (a: number, b: number) =>
    detail.legs[a]?.links.some(({ to, evidence }) => to === b && evidence === 'music') ?? false;
  const source = detail.legs.findIndex((_, leg) => isTied(leg, hold.leg) || isTied(hold.leg, leg));
  const party = detail.legs[source]?.summary;
  if (party) return ` with music from ${calleeName(party) || who(party.callee.endpoint)}`;
  const address = addressIn(heard, hold);
  const own = firsts.filter(
    ({ row, sdp, leg, from }) => sdp && row < hold.row && leg === hold.leg && machine(from) === machine(hold.from),
  );
  const before = new Set(own.map((message) => canonicalHost(addressIn(heard, message))));
  return address === '' || before.size === 0 || before.has(canonicalHost(address)) ? '' : ` with media from ${address}`;
}

/** Address of the first media line that is in use; '' for none and for 0.0.0.0. */
function addressIn(heard: Heard, { row }: CallMessage): string {
  const media = heard.sdp(row)?.media.find(({ port }) => port > 0);
  const address = media?.connection?.address ?? '';
  return /^[0.:]*$/.test(address) ? '' : address;
}

function updateClauses({ who }: Telling, { request, final }: Change): Clause[] {
  if (!final || final.status < 300 || final.retried) return [];
  return [clause(`an UPDATE by ${who(request.from)} was refused with ${sayStatus(final)}`, request, final)];
}

function isResume(earlier: readonly Change[], { request }: Change): boolean {
  const last = earlier.filter((change) => change.request.from === request.from && change.request.sdp).at(-1);
  return last?.request.sdp?.hold === true;
}

function infoNotes({ firsts, who, heard }: Telling): StoryNote[] {
  const infos = firsts.filter((message) => message.kind === 'request' && message.method === 'INFO');
  return [...new Set(infos.map(({ from }) => who(from)))].flatMap((name) => {
    const own = infos.filter(({ from }) => who(from) === name);
    const [first] = own;
    if (!first) return [];
    const types = own.map(({ row }) => heard.header(row, 'Content-Type').split(';', 1)[0]?.trim().toLowerCase() ?? '');
    const count = own.length === 1 ? 'a DTMF digit' : `${own.length} DTMF digits`;
    if (types.every((type) => DTMF.has(type))) return [{ text: `${name} sent ${count} by INFO.`, row: first.row }];
    const named = [...new Set(types)].filter((type) => type !== '').slice(0, 3);
    const what = named.length > 0 ? ` (${sayList(named)})` : '';
    return [{ text: `${name} sent INFO ${sayTimes(own.length)}${what}.`, row: first.row }];
  });
}

/** Content types of INFO that carry one digit each. */
const DTMF = new Set(['application/dtmf-relay', 'application/dtmf']);
