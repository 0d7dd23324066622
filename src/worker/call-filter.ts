import { type InternedBytes, type Interner, internedText } from '../base/interner.ts';
import { rowsOf, summaryOf } from '../call/table.ts';
import type { CallTable } from '../call/types.ts';
import { outcomeWords } from '../diagnose/outcome.ts';
import { socketText } from '../diagnose/party.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { type Comparison, folded, type Term, termsOf } from './filter-terms.ts';

type Test = (call: number) => boolean;

/** Whether a call passes every term of a filter. */
export function callFilter(table: CallTable, index: MessageIndex, filter: string): Test {
  const tests = termsOf(filter).map((term) => {
    const test = testOf(table, index, term);
    return term.not ? (call: number) => !test(call) : test;
  });
  return (call) => tests.every((test) => test(call));
}

function testOf(table: CallTable, index: MessageIndex, term: Term): Test {
  const { value } = term;
  switch (term.field) {
    case null:
      return wordTest(table, index, value);
    case 'from':
      return partyTest(table, index, value, [table.callerUri, table.callerName, table.callerEndpoint]);
    case 'to':
      return partyTest(table, index, value, [table.calleeUri, table.calleeName, table.calleeEndpoint]);
    case 'status':
      return statusTest(table, term.is, value);
    case 'method':
      return methodTest(table, index, value);
    case 'agent':
      return agentTest(table, index, value);
    case 'call-id': {
      const ids = holders(table.callIds, value);
      return (call) => legIds(table, call).some((id) => ids[id] === 1);
    }
    case 'messages':
      return numberTest(term.is, value, (call) => rowsOf(table, call).length);
    case 'talk':
      return numberTest(term.is, value, (call) => (table.talk[call] as number) / 1e6);
  }
}

/** In a name, address, Call-ID, kind or outcome. */
function wordTest(table: CallTable, index: MessageIndex, word: string): Test {
  const strings = holders(table.strings, word);
  const callIds = holders(table.callIds, word);
  const sockets = socketsWith(index, word);
  const parties = [table.callerUri, table.callerName, table.calleeUri, table.calleeName];
  const { from, to } = index.columns;
  return (call) => {
    if (parties.some((column) => strings[column[call] as number] === 1)) return true;
    if (legIds(table, call).some((id) => callIds[id] === 1) || outcomeText(table, call).includes(word)) return true;
    return rowsOf(table, call).some((row) => sockets[from[row] as number] || sockets[to[row] as number]);
  };
}

type PartyColumns = readonly [uri: Int32Array, name: Int32Array, endpoint: Int32Array];

function partyTest(table: CallTable, index: MessageIndex, value: string, [uri, name, endpoint]: PartyColumns): Test {
  const strings = holders(table.strings, value);
  const sockets = socketsWith(index, value);
  return (call) =>
    strings[uri[call] as number] === 1 ||
    strings[name[call] as number] === 1 ||
    sockets[endpoint[call] as number] === true;
}

/** `status:486`, `status:4xx`; the digits that were typed so far count. */
function statusTest({ status }: CallTable, is: Comparison, value: string): Test {
  if (is !== ':') return numberTest(is, value, (call) => (status[call] as number) || Number.NaN);
  const digits = value.replace(/x+$/, '');
  return (call) => status[call] !== 0 && String(status[call]).startsWith(digits);
}

function methodTest(table: CallTable, index: MessageIndex, value: string): Test {
  const { method } = index.columns;
  const known = new Map<number, boolean>();
  const isMethod = (code: number) => {
    const is = known.get(code) ?? folded(index.methodName(code)) === value;
    known.set(code, is);
    return is;
  };
  return (call) => rowsOf(table, call).some((row) => isMethod(method[row] as number));
}

function agentTest(table: CallTable, index: MessageIndex, value: string): Test {
  const { product } = index.columns;
  const known = new Map<number, boolean>();
  const holds = (id: number) => {
    const does = known.get(id) ?? (id >= 0 && textHolds(index.texts, id, value));
    known.set(id, does);
    return does;
  };
  return (call) => rowsOf(table, call).some((row) => holds(product[row] as number));
}

function textHolds(texts: Interner, id: number, value: string): boolean {
  return folded(texts.text(id)).includes(value);
}

/** What is not known, or no number, passes no comparison. */
function numberTest(is: Comparison, value: string, of: (call: number) => number): Test {
  const wanted = value.trim() === '' ? Number.NaN : Number(value);
  switch (is) {
    case '<':
      return (call) => of(call) < wanted;
    case '<=':
      return (call) => of(call) <= wanted;
    case '>':
      return (call) => of(call) > wanted;
    case '>=':
      return (call) => of(call) >= wanted;
    case ':':
      return (call) => Math.floor(of(call)) === wanted;
  }
}

function legIds({ legStart, legCallId }: CallTable, call: number): Int32Array {
  return legCallId.subarray(legStart[call] ?? 0, legStart[call + 1] ?? 0);
}

/** Which sockets hold the word, by endpoint id. */
function socketsWith(index: MessageIndex, word: string): readonly boolean[] {
  return index.endpoints.list().map((endpoint) => folded(socketText(endpoint)).includes(word));
}

/** Which texts of a table hold the word, by id. */
function holders(table: InternedBytes, word: string): Uint8Array {
  return Uint8Array.from({ length: table.count }, (_, id) => Number(folded(internedText(table, id)).includes(word)));
}

function outcomeText(table: CallTable, call: number): string {
  const summary = summaryOf(table, call);
  if (!summary) return '';
  return `${summary.kind} ${outcomeWords(summary)} ${summary.outcome ?? summary.result}`.toLowerCase();
}
