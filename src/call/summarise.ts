import { Interner } from '../base/interner.ts';
import { BACKSLASH, LEFT_ANGLE, QUOTE, RIGHT_ANGLE, trimEnd } from '../sip/bytes.ts';
import type { Span } from '../sip/message.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { INVITE } from '../sip/methods.ts';
import { groupCalls } from './groups.ts';
import { judge } from './judge.ts';
import type { Judgement } from './judgement.ts';
import { LinkList } from './link.ts';
import { parseParty } from './party.ts';
import { type CallModel, readCall, traceEnds } from './read-call.ts';
import { FORWARDED, NONE, PARTIAL, summaryOf } from './table.ts';
import { CAUSES, type CallSummary, type CallTable, ENDED_BY, KINDS, OUTCOMES, RESULTS, STATES } from './types.ts';

/** The legs of an index, each judged once, as columns: every one a call of its own until joining finds more. */
export function summarise(index: MessageIndex): CallTable {
  const groups = groupCalls(index);
  const ends = traceEnds(index);
  const table = emptyTable(groups.count);
  const parties = new Parties(index);
  for (let i = 0; i < groups.count; i++) {
    const model = readCall(index, groups.rows.subarray(groups.start[i], groups.start[i + 1]), ends);
    writeJudgement(table, i, model, judge(model));
    writeParties(table, i, model, parties);
    writeEnds(table, i, model);
  }
  return {
    ...table,
    rowStart: groups.start,
    rows: groups.rows,
    rowLeg: new Uint16Array(groups.rows.length),
    ...singleLegs(table.callId),
    strings: parties.strings.snapshot(),
    callIds: index.callIds.snapshot(),
  };
}

/** One leg by itself, as it stands in the table of legs. @param call what its `index` is to be */
export function summariseLeg(model: CallModel, verdict: Judgement, call: number): CallSummary {
  const { index, rows } = model;
  writeJudgement(SCRATCH, 0, model, verdict);
  writeEnds(SCRATCH, 0, model);
  const alone = summaryOf(SCRATCH, 0) as CallSummary;
  const { fromParty, toParty } = index.columns;
  const row = partyRow(model);
  const callId = index.callIds.text(SCRATCH.callId[0] as number);
  return {
    ...alone,
    index: call,
    callId,
    callIds: [callId],
    caller: { ...partyTexts(index, fromParty[row] as number), endpoint: alone.caller.endpoint },
    callee: { ...partyTexts(index, toParty[row] as number), endpoint: alone.callee.endpoint },
    messages: rows.length,
  };
}

/** A table of one call, written anew for each leg, whose texts are told by the index: nothing of it is kept. */
const SCRATCH: CallTable = {
  ...emptyTable(1),
  rowStart: new Uint32Array(2),
  rows: new Uint32Array(0),
  rowLeg: new Uint16Array(0),
  ...singleLegs(new Int32Array(1)),
  strings: new Interner(1).snapshot(),
  callIds: new Interner(1).snapshot(),
};

/** Each call is a leg of its own. */
function singleLegs(legCallId: Int32Array): Pick<CallTable, 'legStart' | 'legs' | 'legCallId' | 'links' | 'offered'> {
  const numbers = new Uint32Array(legCallId.length + 1);
  for (let i = 0; i < numbers.length; i++) numbers[i] = i;
  return {
    legStart: numbers,
    legs: numbers.slice(0, legCallId.length),
    legCallId,
    links: new LinkList().table(),
    offered: new LinkList().table(),
  };
}

type Table = Pick<CallTable, keyof ReturnType<typeof emptyTable>>;

function emptyTable(count: number) {
  const bytes = () => new Uint8Array(count);
  const numbers = () => new Float64Array(count);
  const ids = () => new Int32Array(count).fill(-1);
  return {
    count,
    kind: bytes(),
    state: bytes(),
    outcome: bytes(),
    cause: bytes(),
    result: bytes(),
    endedBy: bytes(),
    flags: bytes(),
    status: new Uint16Array(count),
    start: numbers(),
    end: numbers(),
    postDialDelay: numbers(),
    setup: numbers(),
    ringing: numbers(),
    talk: numbers(),
    callerEndpoint: ids(),
    calleeEndpoint: ids(),
    decidedBy: ids(),
    callerUri: ids(),
    callerName: ids(),
    calleeUri: ids(),
    calleeName: ids(),
    callId: ids(),
  };
}

function codeOf<T>(list: readonly T[], value: T | null): number {
  const code = value === null ? -1 : list.indexOf(value);
  return code < 0 ? NONE : code;
}

function writeJudgement(table: Table, i: number, model: CallModel, verdict: Judgement): void {
  table.kind[i] = KINDS.indexOf(model.kind);
  table.state[i] = STATES.indexOf(verdict.state);
  table.outcome[i] = codeOf(OUTCOMES, verdict.outcome);
  table.cause[i] = CAUSES.indexOf(verdict.cause);
  table.result[i] = codeOf(RESULTS, verdict.result);
  table.endedBy[i] = codeOf(ENDED_BY, verdict.endedBy);
  table.flags[i] = (verdict.partial ? PARTIAL : 0) | (verdict.forwarded ? FORWARDED : 0);
  table.status[i] = verdict.status;
  const { time, callId } = model.index.columns;
  table.start[i] = time[model.rows[0] as number] as number;
  table.end[i] = time[model.rows.at(-1) as number] as number;
  table.postDialDelay[i] = verdict.postDialDelay;
  table.setup[i] = verdict.setup;
  table.ringing[i] = verdict.ringing;
  table.talk[i] = verdict.talk;
  table.decidedBy[i] = verdict.decidedBy < 0 ? -1 : (model.rows[verdict.decidedBy] as number);
  table.callId[i] = callId[model.rows[0] as number] as number;
}

/** Row that tells who called whom: the first INVITE, the first message where none was seen. */
function partyRow({ initial, rows }: CallModel): number {
  const first = initial[0];
  return rows[first && first.request >= 0 ? first.request : 0] as number;
}

/** Who called whom, as From and To say. */
function writeParties(table: Table, i: number, model: CallModel, parties: Parties): void {
  const { fromParty, toParty } = model.index.columns;
  const row = partyRow(model);
  const caller = parties.of(fromParty[row] as number);
  const callee = parties.of(toParty[row] as number);
  table.callerUri[i] = caller.uri;
  table.callerName[i] = caller.name;
  table.calleeUri[i] = callee.uri;
  table.calleeName[i] = callee.name;
}

/** The sockets that stand for caller and callee. */
function writeEnds(table: Table, i: number, model: CallModel): void {
  const c = model.index.columns;
  const row = partyRow(model);
  const isResponse = c.status[row] !== 0;
  table.callerEndpoint[i] = (isResponse ? c.to[row] : c.from[row]) as number;
  table.calleeEndpoint[i] = farEnd(model, row);
}

/** Socket of the callee: where the request that went furthest (the most Via values) arrived. */
function farEnd(model: CallModel, row: number): number {
  const c = model.index.columns;
  let best = (c.status[row] === 0 ? c.to[row] : c.from[row]) as number;
  let vias = 0;
  let answered = false;
  for (const transaction of model.transactions.list) {
    if (transaction.method !== INVITE || transaction.request < 0) continue;
    const request = model.rows[transaction.request] as number;
    const isAnswered = transaction.status >= 200 && transaction.status < 300;
    if (c.toTag[request] !== -1 || (answered && !isAnswered)) continue;
    const count = c.viaCount[request] as number;
    if (count < vias && answered === isAnswered) continue;
    best = transaction.server;
    vias = count;
    answered = isAnswered;
  }
  return best;
}

/** Ids of a display name and a URI; -1 for none. */
interface PartyIds {
  readonly uri: number;
  readonly name: number;
}

const NOBODY: PartyIds = { uri: -1, name: -1 };

/** Display names and URIs, parsed once for each distinct From or To value. */
class Parties {
  readonly strings: Interner;
  readonly #index: MessageIndex;
  readonly #known: PartyIds[] = [];

  constructor(index: MessageIndex) {
    this.strings = new Interner();
    this.#index = index;
  }

  of(text: number): PartyIds {
    if (text < 0) return NOBODY;
    this.#known[text] ??= this.#plain(this.#index.texts.bytesOf(text)) ?? this.#parsed(text);
    return this.#known[text];
  }

  #plain(bytes: Uint8Array): PartyIds | null {
    const spans = partySpans(bytes);
    if (!spans) return null;
    const { uri, name } = spans;
    return {
      uri: this.strings.id(bytes, uri.start, uri.end),
      name: name ? this.strings.id(bytes, name.start, name.end) : -1,
    };
  }

  #parsed(text: number): PartyIds {
    const { uri, name } = parseParty(this.#index.texts.text(text));
    return { uri: this.strings.idOf(uri), name: name === '' ? -1 : this.strings.idOf(name) };
  }
}

/** Where URI and display name stand; the name is null without. */
interface PartySpans {
  readonly uri: Span;
  readonly name: Span | null;
}

/** `<sip:…>` and `"Name" <sip:…>` without escapes need no text to be made; null for anything else. */
function partySpans(bytes: Uint8Array): PartySpans | null {
  const open = bytes.indexOf(LEFT_ANGLE);
  const close = bytes.indexOf(RIGHT_ANGLE);
  if (open < 0 || close < open || bytes.includes(BACKSLASH)) return null;
  const uri = { start: open + 1, end: close };
  const end = trimEnd(bytes, 0, open);
  if (end === 0) return { uri, name: null };
  const quoted = bytes[0] === QUOTE && bytes[end - 1] === QUOTE && end > 2 && bytes.indexOf(QUOTE, 1) === end - 1;
  return quoted ? { uri, name: { start: 1, end: end - 1 } } : null;
}

/** URI and display name of a From or To value by its id; '' for none. */
function partyTexts({ texts }: MessageIndex, id: number): { readonly uri: string; readonly name: string } {
  if (id < 0) return { uri: '', name: '' };
  const bytes = texts.bytesOf(id);
  const spans = partySpans(bytes);
  if (!spans) return parseParty(texts.text(id));
  const { uri, name } = spans;
  return { uri: textOf(bytes, uri), name: name ? textOf(bytes, name) : '' };
}

const decoder = new TextDecoder();

function textOf(bytes: Uint8Array, { start, end }: Span): string {
  return decoder.decode(bytes.subarray(start, end));
}
