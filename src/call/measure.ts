import type { MessageIndex } from '../sip/message-index.ts';
import { BYE, REGISTER } from '../sip/methods.ts';
import { type CallModel, readCall, timeAt, traceEnds } from './read-call.ts';
import { isChallenge, isRetriable } from './status.ts';
import { legRows } from './table.ts';
import type { HopTransaction } from './transactions.ts';
import { type CallTable, KINDS } from './types.ts';

/** Timer F, 64 × T1 (RFC 3261 §17.1.2.2), and timer B alike: microseconds. */
const TIMEOUT = 32_000_000;

/** An INVITE for a new session, its retries with credentials taken together, and what came of it. */
export interface InviteResult {
  /** Status of the final response; 0: none came within 32 s. */
  readonly status: number;
}

/** What RFC 6076 measures in one call at the user agent that began it. Microseconds; NaN where there is nothing to measure. */
export interface MeasuredSession {
  /** INVITEs of which the end is known. A redirected one and the one that follows it are two (§4.6). */
  readonly invites: readonly InviteResult[];
  /** §4.3: INVITE to the first sign of progress, or the final response where there was none. */
  readonly requestDelay: number;
  /** The session was set up; `requestDelay` is told apart by this. */
  readonly answered: boolean;
  /** §4.4: BYE to its 2xx. */
  readonly disconnectDelay: number;
  /** §4.5: 2xx to BYE; to timer F where nobody answers the BYE. */
  readonly duration: number;
  /** A BYE ended it and was answered (§4.5.1, §4.9); false: nobody answered the BYE (§4.5.2); null: not known. */
  readonly completed: boolean | null;
}

/** One registration: REGISTER and its retry with credentials. */
export interface MeasuredRegistration {
  /** §4.1: REGISTER to the 2xx, microseconds; NaN when it failed. */
  readonly delay: number;
  readonly failed: boolean;
}

/** Measures call `i` of a table on its caller's leg; null for one whose beginning is not in the trace, and for other kinds. */
export function measureSession(index: MessageIndex, table: CallTable, i: number): MeasuredSession | null {
  if (KINDS[table.kind[i] as number] !== 'call') return null;
  const model = readCall(index, legRows(table, i, 0), traceEnds(index));
  const [first] = model.initial;
  if (!first || first.request < 0) return null;
  const invites = resultsOf(model);
  const answered = model.initial.find(({ status }) => isSuccess(status));
  const bye = model.transactions.list.find(({ method, hop, request }) => method === BYE && !hop && request >= 0);
  const end = answered && bye ? endOf(model, bye) : null;
  const lasted = answered && bye ? timeAt(model, bye.request) - timeAt(model, answered.final) : Number.NaN;
  return {
    invites,
    requestDelay: requestDelay(model, first, answered),
    answered: answered !== undefined,
    disconnectDelay: end?.delay ?? Number.NaN,
    duration: end?.completed === false ? lasted + TIMEOUT : lasted,
    completed: end?.completed ?? null,
  };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** INVITEs of the caller; one that was only asked for credentials, or to mend something, goes on in the next. */
function resultsOf(model: CallModel): InviteResult[] {
  const last = model.initial.at(-1);
  return model.initial.flatMap((transaction) => {
    const { status, final, request, cseq } = transaction;
    const goesOn = isRetriable(status) && status >= 400 && last !== undefined && last.cseq > cseq;
    if (goesOn || (final < 0 && !isOverdue(model, request))) return [];
    return [{ status }];
  });
}

/** No answer within timer B or F, and the trace goes on long enough to know. */
function isOverdue(model: CallModel, request: number): boolean {
  return model.traceEnd - timeAt(model, request) >= TIMEOUT;
}

/** RFC 6076 §4.3.1, §4.3.2: 100 is no sign of progress, and a challenge is no failure. */
function requestDelay(model: CallModel, first: HopTransaction, answered: HopTransaction | undefined): number {
  const { status } = model.index.columns;
  const begin = timeAt(model, first.request);
  const deciding = answered ?? model.initial.at(-1);
  if (!deciding) return Number.NaN;
  const progress = deciding.responses.find((at) => {
    const code = status[model.rows[at] as number] as number;
    return code > 100 && code < 200;
  });
  const isFailure = deciding.status >= 400 && !isChallenge(deciding.status) && deciding.status !== 402;
  if (!answered && !isFailure) return Number.NaN;
  return timeAt(model, progress ?? deciding.final) - begin;
}

/** RFC 6076 §4.4: to the 2xx, be it that of a later BYE after an error that could be recovered from. */
function endOf(model: CallModel, bye: HopTransaction): { readonly delay: number; readonly completed: boolean | null } {
  const byes = model.transactions.list.filter(({ method, hop, fromTag }) => {
    return method === BYE && !hop && fromTag === bye.fromTag;
  });
  const done = byes.find(({ status }) => isSuccess(status));
  if (done) return { delay: timeAt(model, done.final) - timeAt(model, bye.request), completed: true };
  if (byes.some(({ final }) => final >= 0)) return { delay: Number.NaN, completed: null };
  return { delay: Number.NaN, completed: isOverdue(model, bye.request) ? false : null };
}

/** Measures the registrations under call `i` of a table: those of which the end is known. */
export function measureRegistrations(index: MessageIndex, table: CallTable, i: number): MeasuredRegistration[] {
  if (KINDS[table.kind[i] as number] !== 'registration') return [];
  const model = readCall(index, legRows(table, i, 0), traceEnds(index));
  const found: MeasuredRegistration[] = [];
  let begin = Number.NaN;
  for (const { method, hop, request, final, status } of model.transactions.list) {
    if (method !== REGISTER || hop || request < 0) continue;
    if (Number.isNaN(begin)) begin = timeAt(model, request);
    // RFC 6076 §4.1, §4.2: a challenge is a step of the attempt.
    if (isChallenge(status) || status === 402) continue;
    if (isSuccess(status)) found.push({ delay: timeAt(model, final) - begin, failed: false });
    else if (status >= 400 || (final < 0 && isOverdue(model, request))) found.push({ delay: Number.NaN, failed: true });
    begin = Number.NaN;
  }
  return found;
}
