import { internedText } from '../base/interner.ts';
import { rowsOf } from '../call/table.ts';
import { type CallTable, KINDS, OUTCOMES } from '../call/types.ts';
import type { FoundTable } from '../diagnose/found.ts';
import { partyName } from '../diagnose/party.ts';
import { failureOf } from '../diagnose/trace-summary.ts';
import { type Verdict, verdictAt } from '../diagnose/verdict.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { callFilter } from './call-filter.ts';
import type { Chip, Listed, ListQuestion, Only, SortKey } from './protocol.ts';

/** The calls that a list shows, in its order, and how many there are of each sort. */
export function listCalls(table: CallTable, index: MessageIndex, ask: ListQuestion, found: FoundTable): Listed {
  const matches = callFilter(table, index, ask.filter);
  const counts = new Map<Chip, number>();
  const order = new Uint32Array(table.count);
  const chosen: number[] = [];
  let length = 0;
  for (let call = 0; call < table.count; call++) {
    if (!matches(call) || (ask.only && !isPicked(table, index, call, ask.only))) continue;
    const chips = chipsOf(table, call, found);
    for (const chip of chips) counts.set(chip, (counts.get(chip) ?? 0) + 1);
    if (!chips.includes(ask.chip)) continue;
    chosen.push(call);
    if (found.passes(call, ask.found ?? '')) order[length++] = call;
  }
  const shown = order.slice(0, length);
  sort(shown, sortKeys(table, ask.sort, found), ask.descending);
  return { order: shown, counts, kinds: found.kinds(chosen) };
}

function isPicked(table: CallTable, index: MessageIndex, call: number, only: Only): boolean {
  const { outcome, status, host, failed, from, until } = only;
  if (outcome !== undefined && OUTCOMES[table.outcome[call] as number] !== outcome) return false;
  if (failed && verdictAt(table, call) !== 'failed') return false;
  const start = table.start[call] as number;
  const isTimed = from !== undefined && until !== undefined;
  if (isTimed && (KINDS[table.kind[call] as number] !== 'call' || !(start >= from && start < until))) return false;
  if (status === undefined) return true;
  const failure = failureOf(index, table, call);
  return failure?.status === status && (host === undefined || failure.host === host);
}

function chipsOf(table: CallTable, call: number, found: FoundTable): Chip[] {
  const kind = KINDS[table.kind[call] as number] ?? 'other';
  const chips: Chip[] = ['all', verdictAt(table, call)];
  if (kind !== 'call') chips.push(kind);
  if (found.isProblem(call)) chips.push('problems');
  return chips;
}

/** Order by key; equal ones stay in the order of the trace, and unknown times come last either way. */
function sort(order: Uint32Array, keys: ArrayLike<number>, descending: boolean): void {
  const sign = descending ? -1 : 1;
  order.sort((a, b) => {
    const x = keys[a] as number;
    const y = keys[b] as number;
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return sign * (x - y) || a - b;
  });
}

function sortKeys(table: CallTable, key: SortKey, { errors, warnings }: FoundTable): ArrayLike<number> {
  if (key === 'time') return table.start;
  if (key === 'length') return table.end.map((end, call) => end - (table.start[call] as number));
  const calls = Array.from({ length: table.count }, (_, call) => call);
  if (key === 'messages') return calls.map((call) => rowsOf(table, call).length);
  if (key === 'findings') return calls.map((call) => 256 * (errors[call] as number) + (warnings[call] as number));
  if (key === 'outcome') return calls.map((call) => SERIOUSNESS.indexOf(verdictAt(table, call)));
  return ranks(calls.map((call) => callerName(table, call)));
}

/** What needs a look comes first. */
const SERIOUSNESS: readonly Verdict[] = ['failed', 'redirected', 'unanswered', 'open', 'answered', 'done'];

function callerName(table: CallTable, call: number): string {
  const name = internedText(table.strings, table.callerName[call] as number);
  return partyName({ name, uri: internedText(table.strings, table.callerUri[call] as number) }).toLowerCase();
}

/** Place of each text in the order of all of them: texts are compared once, not at every step of a sort. */
function ranks(texts: readonly string[]): number[] {
  const order = [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1));
  const rank = new Map(order.map((text, i) => [text, i]));
  return texts.map((text) => rank.get(text) ?? 0);
}
