import type { CallMessage, Transaction } from '../call/types.ts';
import { sayDuration, sayTimes } from './say.ts';
import { between, type StoryNote, sayStatus, type Telling } from './telling.ts';

/** What happened inside the call: holds, changes that were refused, transfers. */
export function changeNotes(telling: Telling): StoryNote[] {
  return [...reinviteNotes(telling), ...updateNotes(telling), ...transferNotes(telling), ...infoNotes(telling)];
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

function reinviteNotes(telling: Telling): StoryNote[] {
  const changes = changesOf(telling, (request) => request.reinvite && request.method === 'INVITE');
  const notes: StoryNote[] = [];
  let other = 0;
  let otherRow = -1;
  for (const [i, change] of changes.entries()) {
    const note = refusedNote(telling, change) ?? holdNote(telling, change, changes.slice(i + 1));
    if (note) notes.push(note);
    else if (!isResume(changes.slice(0, i), change)) {
      other++;
      if (otherRow < 0) otherRow = change.request.row;
    }
  }
  if (other > 0)
    notes.push({ text: `The session was changed or refreshed by re-INVITE ${sayTimes(other)}.`, row: otherRow });
  return notes;
}

// RFC 3261 §14.1: the session goes on as before, except after 408 and 481, where the dialog is to be ended.
function refusedNote({ who }: Telling, { request, final }: Change): StoryNote | null {
  const what = request.sdp?.hold ? 'an attempt to hold' : 'a re-INVITE';
  if (!final) return { text: `${who(request.from)} sent ${what} that got no final answer.`, row: request.row };
  if (final.status < 300 || final.retried) return null;
  const fatal = final.status === 408 || final.status === 481;
  const after = fatal ? 'which ends the dialog (RFC 3261 §14.1)' : 'and the call went on (RFC 3261 §14.1)';
  const start = request.sdp?.hold ? 'An attempt to hold' : 'A re-INVITE';
  return { text: `${start} by ${who(request.from)} was refused with ${sayStatus(final)}, ${after}.`, row: final.row };
}

function holdNote({ who }: Telling, { request }: Change, later: readonly Change[]): StoryNote | null {
  if (!request.sdp?.hold) return null;
  const resume = later.find(
    (change) => change.request.from === request.from && change.request.sdp && !change.request.sdp.hold,
  );
  const time = sayDuration(between(request, resume?.request));
  const length = time === '' ? '' : ` for ${time}`;
  return {
    text: `${who(request.from)} put the call on hold${resume ? length : ' and did not take it back'}.`,
    row: request.row,
  };
}

function isResume(earlier: readonly Change[], { request }: Change): boolean {
  const last = earlier.filter((change) => change.request.from === request.from && change.request.sdp).at(-1);
  return last?.request.sdp?.hold === true;
}

function updateNotes(telling: Telling): StoryNote[] {
  const updates = changesOf(telling, (request) => request.method === 'UPDATE');
  const [first] = updates;
  if (!first) return [];
  const refused = updates.find(({ final }) => final !== undefined && final.status >= 300 && !final.retried);
  const text = `UPDATE changed or refreshed the session ${sayTimes(updates.length)}`;
  if (!refused?.final) return [{ text: `${text}.`, row: first.request.row }];
  return [
    {
      text: `An UPDATE by ${telling.who(refused.request.from)} was refused with ${sayStatus(refused.final)}.`,
      row: refused.final.row,
    },
  ];
}

function transferNotes(telling: Telling): StoryNote[] {
  const { firsts, who } = telling;
  return changesOf(telling, (request) => request.method === 'REFER').map(({ request, final }) => {
    const reports = firsts.filter(
      (message) => message.kind === 'request' && message.method === 'NOTIFY' && message.from === request.to,
    ).length;
    const answer = !final
      ? 'no answer was seen'
      : final.status < 300
        ? `accepted with ${final.status}`
        : `refused with ${sayStatus(final)}`;
    const progress = reports > 0 ? `; ${reports} NOTIFY reported how it went` : '';
    return {
      text: `${who(request.from)} asked ${who(request.to)} to transfer the call (REFER), ${answer}${progress}.`,
      row: request.row,
    };
  });
}

function infoNotes({ firsts, who }: Telling): StoryNote[] {
  const infos = firsts.filter((message) => message.kind === 'request' && message.method === 'INFO');
  const [first] = infos;
  return first
    ? [{ text: `${who(first.from)} sent INFO ${sayTimes(infos.length)}; often DTMF digits.`, row: first.row }]
    : [];
}
