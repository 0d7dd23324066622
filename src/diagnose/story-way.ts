import type { CallMessage } from '../call/types.ts';
import { type Clause, clause, listOf, type Sentence } from './clause.ts';
import { sayDuration, sayList } from './say.ts';
import { between, sayStatus, type Telling, turnsOf } from './telling.ts';
import { thirdPartyAnswer, thirdPartyOf } from './third-party.ts';

/** How the call got there, in one sentence: through what, where it forked, what was to be heard before the answer. */
export function waySentence(telling: Telling): Sentence {
  const clauses = [throughClause(telling), ringClause(telling)].filter((one) => one.text !== '');
  const [first, second] = clauses;
  // "The call went through p1 and rang for 2 s": one subject for both.
  const told = first && second ? [first, { ...second, text: second.text.replace(/^it /, ' and ') }] : clauses;
  const thirdParty = thirdPartyOf(telling);
  const rest = [
    ...(thirdParty ? [thirdPartyAnswer(thirdParty)] : []),
    ...unseenClauses(telling),
    ...redirectClauses(telling),
    ...forkClauses(telling),
    ...soundClauses(telling),
  ];
  return joined(told, rest);
}

function joined(told: readonly Clause[], rest: readonly Clause[]): Sentence {
  if (told.length < 2) return listOf([...told, ...rest]);
  const [first, second, ...others] = [...told, ...rest];
  const [start, ...end] = listOf([first as Clause, ...others]);
  if (!start || !second) return [];
  const stop = end.length === 0 ? '.' : '';
  return [{ ...start, text: start.text.replace(/\.$/, '') }, { ...second, text: `${second.text}${stop}` }, ...end];
}

function throughClause({ way, byRow, between: machines, who }: Telling): Clause {
  const hops = way.flatMap(({ row, parent }) => (parent < 0 ? [] : (byRow.get(row) ?? [])));
  const names = [...new Set(machines.map(who))];
  return clause(names.length === 0 ? '' : `the call went through ${sayList(names)}`, ...hops);
}

/** RFC 3261 §16.6: each proxy puts a Via of its own on top, so hops that the trace does not hold can be counted. */
function unseenClauses({ way, byRow, heard }: Telling): Clause[] {
  const first = byRow.get(way[0]?.row ?? -1);
  const count = first ? heard.vias(first.row) - 1 : 0;
  if (count < 1) return [];
  const hops = count === 1 ? 'an earlier hop of the call is' : `${count} earlier hops of the call are`;
  return [clause(`${hops} not in the trace`, first)];
}

/** Ringing and answer in one moment of the clock: nobody heard it ring. Microseconds. */
const LEAST_RING = 100;

/** How long it rang before an answer; where that decides the call, the first sentence says so. */
function ringClause(telling: Telling): Clause {
  const { ringing, answer } = turnsOf(telling);
  const time = sayDuration(telling.summary.ringing);
  if (!answer || ringing?.status !== 180 || time === '' || !(telling.summary.ringing >= LEAST_RING)) return clause('');
  return clause(`it rang for ${time}`, ringing, answer);
}

/** Sound before the answer: what was sent is not known, only that the way for it was open. */
function soundClauses(telling: Telling): Clause[] {
  const { firsts, who, detail } = telling;
  const { answer, ringing } = turnsOf(telling);
  const early = firsts.find((message) => message.sdp?.earlyMedia);
  const forwarded = firsts.find((message) => message.kind === 'response' && message.status === 181);
  const found: Clause[] = [];
  if (forwarded) found.push(clause(`${who(forwarded.from)} said that the call was being forwarded (181)`, forwarded));
  if (!early) return found;
  const end = answer ?? firsts.find(({ row }) => row === detail.summary.decidedBy);
  const time = sayDuration(between(early, end));
  const open = `early media from ${who(early.from)} was open${time && ` for ${time}`}`;
  found.push(clause(`${open} (${sayStatus(early)})`, early, ringing === early ? null : end));
  return found;
}

function redirectClauses({ firsts, who }: Telling): Clause[] {
  const told = new Set<number>();
  return firsts.flatMap((step) => {
    if (!step.retried || step.status < 300 || step.status >= 400 || told.has(step.cseq)) return [];
    told.add(step.cseq);
    const text = `${who(step.from)} redirected the call (${sayStatus(step)}) and it was tried again at the new address`;
    return [clause(text, step)];
  });
}

/** Several destinations that one machine tried for one call, under one Call-ID or with a leg for each. */
function forkClauses(telling: Telling): Clause[] {
  const { who, machine } = telling;
  const groups = new Map<number, Branch[]>();
  for (const branch of branchesOf(telling)) {
    const key = machine(branch.request.from);
    groups.set(key, [...(groups.get(key) ?? []), branch]);
  }
  return [...groups.values()].flatMap((branches) => {
    const [first] = branches;
    if (!first || branches.length < 2) return [];
    const ends = branches.slice(0, MOST_BRANCHES).map((branch) => branchEnd(telling, branch));
    const more = branches.length - ends.length;
    const told = more > 0 ? [...ends, `${more} more`] : ends;
    const isOne = new Set(branches.map(({ target }) => target)).size === 1;
    const what = isOne ? `the same destination ${branches.length} times` : `${branches.length} destinations`;
    const messages = branches.flatMap(({ request, final }) => [request, final]);
    return [clause(`${who(first.request.from)} tried ${what}: ${sayList(told)}`, ...messages)];
  });
}

/** Attempts at the called party itself: a call that somebody makes beside it is none. */
function branchesOf({ detail, way, byRow }: Telling): Branch[] {
  const onWay = new Set(way.map(({ row }) => row));
  return detail.attempts.flatMap(({ requests, final, server, leg, of }) => {
    const request = byRow.get(requests.at(-1) ?? -1);
    const hunts = detail.legs[leg]?.links.some(({ evidence }) => evidence === 'next-attempt') ?? false;
    const belongs = requests.some((row) => onWay.has(row)) || hunts || leg === 0;
    return of > 1 && request && belongs ? [{ request, final: byRow.get(final), target: server }] : [];
  });
}

const MOST_BRANCHES = 5;

interface Branch {
  readonly request: CallMessage;
  readonly final: CallMessage | undefined;
  /** Endpoint id. */
  readonly target: number;
}

function branchEnd({ who }: Telling, { final, target }: Branch): string {
  const name = who(target);
  if (!final) return `${name} gave no final answer`;
  if (final.status < 300) return `${name} answered`;
  return final.status === 487 ? `${name} was cancelled` : `${name} said ${sayStatus(final)}`;
}
