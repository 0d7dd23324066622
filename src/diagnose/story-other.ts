import type { CallKind, CallMessage } from '../call/types.ts';
import { clause, type Sentence, sentenceOf } from './clause.ts';
import { partyName, uriName } from './party.ts';
import { sayDuration, sayTimes } from './say.ts';
import { between, decidingResponse, sayStatus, type Telling } from './telling.ts';

/** What happened in a registration, subscription, probe or message, in one sentence. */
export function otherSentence(telling: Telling): Sentence {
  const text = TELLERS[telling.summary.kind](telling);
  const { firsts, byRow, summary } = telling;
  const asked = firsts.find((message) => message.kind === 'request') ?? firsts[0];
  const decided = byRow.get(summary.decidedBy);
  // What was asked, and what came of it.
  const turn = /; |, (?=but|which) ?/.exec(text)?.index ?? -1;
  if (turn < 0) return sentenceOf([clause(text, asked, decided)]);
  return sentenceOf([clause(text.slice(0, turn), asked), clause(text.slice(turn), decided ?? asked)]);
}

const TELLERS: { readonly [K in CallKind]: (telling: Telling) => string } = {
  call: (telling) => exchange(telling),
  registration: (telling) => registration(telling),
  subscription: (telling) => subscription(telling),
  options: (telling) => options(telling),
  message: (telling) => message(telling),
  publish: (telling) => publish(telling),
  other: (telling) => exchange(telling),
};

function registration(telling: Telling): string {
  const { caller, summary } = telling;
  const server = serverOf(telling, 'REGISTER');
  const accepted = accepts(telling, 'REGISTER');
  const gone = accepted.filter((response) => isRemoval(telling, response));
  if (summary.result === 'ok' && gone.length === accepted.length && gone.length > 0)
    return `${caller} unregistered at ${server}; accepted${took(telling, 'REGISTER', accepted[0])}`;
  if (summary.result === 'ok' && accepted.length > 1) {
    const last = accepted.at(-1);
    const after = sayDuration(between(accepted[0], last));
    if (last && gone.length === 1 && gone[0] === last && accepted.length === 2)
      return `${caller} registered at ${server} and unregistered${after && ` ${after} later`}`;
    return `${caller} registered at ${server}; ${accepted.length} requests were accepted`;
  }
  if (summary.result === 'ok')
    return `${caller} registered at ${server}; accepted${took(telling, 'REGISTER', accepted[0])}`;
  if (summary.result === 'challenged')
    return `${caller} tried to register at ${server}, which ${challenge(telling, 'REGISTER')}`;
  return `${caller} tried to register at ${server}, ${refusal(telling)}`;
}

/** RFC 3261 §10.2.2: a binding with an expiration of zero is removed. */
function isRemoval({ byRow, detail, heard }: Telling, response: CallMessage): boolean {
  const request = byRow.get(detail.transactions[response.transaction]?.request ?? -1);
  if (!request) return false;
  const inContact = /;\s*expires\s*=\s*"?(\d+)/i.exec(heard.header(request.row, 'Contact'))?.[1];
  const seconds = inContact ?? heard.header(request.row, 'Expires').trim();
  return seconds !== '' && Number(seconds) === 0;
}

function subscription(telling: Telling): string {
  const { caller, callee, summary, firsts } = telling;
  const asked = firsts.some((message) => message.kind === 'request' && message.method === 'SUBSCRIBE');
  const notified = firsts.filter((message) => message.kind === 'request' && message.method === 'NOTIFY').length;
  const news =
    notified > 0 ? `${notified} notification${notified === 1 ? '' : 's'} followed` : 'no notification was seen';
  if (!asked)
    return `${caller} notified ${callee}${notified > 1 ? ` ${sayTimes(notified)}` : ''}; the subscription itself is not in the trace`;
  if (summary.result === 'ok') return `${caller} ${subscribed(telling)}, ${news}`;
  if (summary.result === 'challenged')
    return `${caller} tried to subscribe to ${callee}, but ${serverOf(telling, 'SUBSCRIBE')} ${challenge(telling, 'SUBSCRIBE')}`;
  return `${caller} tried to subscribe to news about ${callee}, ${refusal(telling)}`;
}

/** RFC 6665 §4.1.2.3, §4.4.3: an expiration of zero ends a subscription, and asks for one notification where none was. */
function subscribed(telling: Telling): string {
  const { callee, byRow, detail } = telling;
  const accepted = accepts(telling, 'SUBSCRIBE');
  const [first] = accepted;
  const last = accepted.at(-1);
  if (!first || !last || !isRemoval(telling, last)) return `subscribed to news about ${callee}; accepted`;
  if (!isRemoval(telling, first)) {
    const after = sayDuration(between(first, last));
    return `subscribed to news about ${callee} and unsubscribed${after && ` ${after} later`}; accepted`;
  }
  const isInside = (byRow.get(detail.transactions[first.transaction]?.request ?? -1)?.toTag ?? '') !== '';
  return isInside
    ? `unsubscribed from news about ${callee}; accepted`
    : `asked once for news about ${callee}; accepted`;
}

function options(telling: Telling): string {
  const { caller, callee, firsts, summary } = telling;
  const asked = firsts.filter((message) => message.kind === 'request' && message.method === 'OPTIONS');
  const replies = firsts.filter(
    (message) => message.kind === 'response' && message.method === 'OPTIONS' && message.status >= 200,
  );
  const target = callee === caller ? serverOf(telling, 'OPTIONS') : callee;
  if (asked.length > 1)
    return `${caller} probed ${target} with OPTIONS ${sayTimes(asked.length)}; ${replies.length} got a reply`;
  const reply = replies[0];
  if (!reply) return `${caller} probed ${target} with OPTIONS; the trace holds no answer`;
  const after = sayDuration(between(asked[0], reply));
  const good = summary.result === 'ok' ? '' : ', which still shows that somebody is there';
  return `${caller} probed ${target} with OPTIONS; ${sayStatus(reply)} came back${after && ` after ${after}`}${good}`;
}

function message(telling: Telling): string {
  const { caller, callee, summary, firsts } = telling;
  const sent = firsts.filter(
    (first) => first.kind === 'request' && first.method === 'MESSAGE' && !challenged(telling, first),
  );
  const texts = sent.length > 1 ? `${sent.length} text messages` : 'a text message';
  const final = decidingResponse(telling);
  const sentence =
    caller === callee ? `${caller} sent ${texts} to the sender's own address` : `${caller} sent ${callee} ${texts}`;
  if (summary.result === 'ok') {
    const stored =
      final?.status === 202
        ? 'accepted for later delivery (202)'
        : `accepted${took(telling, 'MESSAGE', final ?? undefined)}`;
    return `${sentence}; ${stored}`;
  }
  if (summary.result === 'challenged')
    return `${sentence}, but ${serverOf(telling, 'MESSAGE')} ${challenge(telling, 'MESSAGE')}`;
  return `${sentence}, ${refusal(telling)}`;
}

function publish(telling: Telling): string {
  const { caller, summary } = telling;
  const server = serverOf(telling, 'PUBLISH');
  if (summary.result === 'ok') return `${caller} published a state at ${server}; accepted`;
  if (summary.result === 'challenged')
    return `${caller} published a state at ${server}, which ${challenge(telling, 'PUBLISH')}`;
  return `${caller} published a state at ${server}, ${refusal(telling)}`;
}

function exchange(telling: Telling): string {
  const { firsts, who } = telling;
  const asked = firsts.find((first) => first.kind === 'request');
  if (!asked) {
    const reply = firsts[0];
    return reply
      ? `${who(reply.from)} answered ${reply.method || 'a request'} with ${sayStatus(reply)}; the request is not in the trace`
      : 'No message';
  }
  const final = firsts.find(
    (first) => first.kind === 'response' && first.method === asked.method && first.status >= 200,
  );
  const start = `${who(asked.from)} sent ${asked.method} to ${who(asked.to)}`;
  return final
    ? `${start}; it was answered ${sayStatus(final)}${took(telling, asked.method, final)}`
    : `${start}; the trace holds no answer`;
}

/**
 * Where the log prints no Call-ID: one message, or the hops of one, and nothing on what belongs to it.
 */
export function looseSentence({ firsts, who }: Telling): Sentence {
  const [first] = firsts;
  if (!first) return [];
  const { kind, method } = first;
  const what = kind === 'request' ? `the request ${method}` : `the response ${sayStatus(first)}`;
  const unknown = kind === 'request' ? 'what came of it' : 'what it answers';
  return sentenceOf([
    clause(`${who(first.from)} sent ${who(first.to)} ${what}`, first),
    clause(`; the log holds no Call-ID of it, so ${unknown} cannot be told`),
  ]);
}

/** "but 403 Forbidden came back from pbx", "but nothing answered". */
function refusal(telling: Telling): string {
  const response = decidingResponse(telling);
  if (!response)
    return telling.summary.status > 0 ? `but ${telling.summary.status} came back` : 'but the trace holds no answer';
  const { who, box, caller, callee } = telling;
  return `but ${caller === callee ? box(response.from) : who(response.from)} refused: ${sayStatus(response)}`;
}

function challenge(telling: Telling, method: string): string {
  const { firsts, summary } = telling;
  const asks = firsts.filter(
    (first) => first.kind === 'response' && first.method === method && first.status === summary.status,
  );
  if (asks.length > 1) return `asked for credentials ${sayTimes(asks.length)} (${summary.status}) and accepted none`;
  return `asked for credentials (${summary.status}); none were sent in the trace`;
}

function challenged({ firsts }: Telling, request: CallMessage): boolean {
  return firsts.some(
    (first) => first.kind === 'response' && first.retried && first.transaction === request.transaction,
  );
}

function accepts({ firsts }: Telling, method: string): CallMessage[] {
  return firsts.filter(
    (first) => first.kind === 'response' && first.method === method && first.status >= 200 && first.status < 300,
  );
}

/** " after 2 ms" from the first request, challenge included. */
function took({ firsts }: Telling, method: string, final: CallMessage | undefined): string {
  const asked = firsts.find((first) => first.kind === 'request' && first.method === method);
  const time = sayDuration(between(asked, final));
  return time === '' ? '' : ` after ${time}`;
}

/** Who received the request first. A registrar is better known by its address than by the user who registers. */
function serverOf({ firsts, summary, who, caller }: Telling, method: string): string {
  const asked = firsts.find((first) => first.kind === 'request' && first.method === method);
  const name = asked ? who(asked.to) : '';
  if (name !== '' && name !== 'somebody' && name !== caller && name !== partyName(summary.callee)) return name;
  const host = summary.callee.uri.slice(summary.callee.uri.lastIndexOf('@') + 1);
  return uriName(host) || name || 'its server';
}
