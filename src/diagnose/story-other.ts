import type { CallKind, CallMessage } from '../call/types.ts';
import { partyName, uriName } from './party.ts';
import { sayDuration, sayTimes } from './say.ts';
import { between, decidingResponse, sayStatus, type Telling } from './telling.ts';

/** What happened in a registration, subscription, probe or message, in one sentence. */
export function otherSentence(telling: Telling): string {
  return `${TELLERS[telling.summary.kind](telling)}.`;
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
  if (summary.result === 'ok' && accepted.length > 1) {
    return `${caller} registered at ${server}; ${accepted.length} requests were accepted`;
  }
  if (summary.result === 'ok')
    return `${caller} registered at ${server}; accepted${took(telling, 'REGISTER', accepted[0])}`;
  if (summary.result === 'challenged')
    return `${caller} tried to register at ${server}, which ${challenge(telling, 'REGISTER')}`;
  return `${caller} tried to register at ${server}, ${refusal(telling)}`;
}

function subscription(telling: Telling): string {
  const { caller, callee, summary, firsts } = telling;
  const asked = firsts.some((message) => message.kind === 'request' && message.method === 'SUBSCRIBE');
  const notified = firsts.filter((message) => message.kind === 'request' && message.method === 'NOTIFY').length;
  const news =
    notified > 0 ? `${notified} notification${notified === 1 ? '' : 's'} followed` : 'no notification was seen';
  if (!asked)
    return `${caller} notified ${callee}${notified > 1 ? ` ${sayTimes(notified)}` : ''}; the subscription itself is not in the trace`;
  if (summary.result === 'ok') return `${caller} subscribed to news about ${callee}; accepted, ${news}`;
  if (summary.result === 'challenged')
    return `${caller} tried to subscribe to ${callee}, but ${serverOf(telling, 'SUBSCRIBE')} ${challenge(telling, 'SUBSCRIBE')}`;
  return `${caller} tried to subscribe to news about ${callee}, ${refusal(telling)}`;
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
  if (!reply) return `${caller} probed ${target} with OPTIONS; nothing answered`;
  const after = sayDuration(between(asked[0], reply));
  const good = summary.result === 'ok' ? '' : ', which still shows that somebody is there';
  return `${caller} probed ${target} with OPTIONS; it replied ${sayStatus(reply)}${after && ` after ${after}`}${good}`;
}

function message(telling: Telling): string {
  const { caller, callee, summary, firsts } = telling;
  const sent = firsts.filter(
    (first) => first.kind === 'request' && first.method === 'MESSAGE' && !challenged(telling, first),
  );
  const texts = sent.length > 1 ? `${sent.length} text messages` : 'a text message';
  const final = decidingResponse(telling);
  if (summary.result === 'ok') {
    const stored =
      final?.status === 202
        ? 'accepted for later delivery (202)'
        : `accepted${took(telling, 'MESSAGE', final ?? undefined)}`;
    return `${caller} sent ${callee} ${texts}; ${stored}`;
  }
  if (summary.result === 'challenged')
    return `${caller} sent ${callee} ${texts}, but ${serverOf(telling, 'MESSAGE')} ${challenge(telling, 'MESSAGE')}`;
  return `${caller} sent ${callee} ${texts}, ${refusal(telling)}`;
}

function publish(telling: Telling): string {
  const { caller, summary } = telling;
  const server = serverOf(telling, 'PUBLISH');
  if (summary.result === 'ok') return `${caller} published its state at ${server}; accepted`;
  if (summary.result === 'challenged')
    return `${caller} published its state at ${server}, which ${challenge(telling, 'PUBLISH')}`;
  return `${caller} published its state at ${server}, ${refusal(telling)}`;
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
    : `${start}; no answer was seen`;
}

/** "but 403 Forbidden came back from pbx", "but nothing answered". */
function refusal(telling: Telling): string {
  const response = decidingResponse(telling);
  if (!response) return telling.summary.status > 0 ? `but ${telling.summary.status} came back` : 'but nothing answered';
  return `but ${telling.who(response.from)} refused: ${sayStatus(response)}`;
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
