import type { EarlyDialog } from '../call/early-dialogs.ts';
import type { Attempt, CallDetail, Fate } from '../call/types.ts';

const FATES: { readonly [K in Fate]: string } = {
  answered: 'answered',
  'answered-elsewhere': 'cancelled, answered elsewhere',
  cancelled: 'cancelled',
  redirected: 'redirected',
  refused: 'refused',
  unanswered: 'not answered',
  open: 'no final response in the trace',
};

/** What became of an attempt: "refused, 486 Busy Here", "cancelled, answered elsewhere". */
export function fateWords({ fate, final }: Attempt, { messages }: CallDetail): string {
  const response = messages.find(({ row }) => row === final);
  const said = response ? `${response.status} ${response.reason}`.trim() : '';
  const adds = fate === 'refused' || fate === 'redirected' || fate === 'unanswered';
  return adds && said !== '' ? `${FATES[fate]}, ${said}` : FATES[fate];
}

/** How often an attempt was sent again, and after what: "again after 407", "again after 401 and 302". */
export function retryWords({ requests }: Attempt, { messages, transactions }: CallDetail): string {
  if (requests.length < 2) return '';
  const statuses = requests.slice(0, -1).map((row) => {
    const final = transactions.find(({ request }) => request === row)?.final ?? -1;
    return messages.find((message) => message.row === final)?.status ?? 0;
  });
  const told = [...new Set(statuses.filter((status) => status > 0))];
  return told.length > 0 ? `sent again after ${told.join(' and ')}` : 'sent again';
}

/** `branch` where a machine tried several ways at once, `attempt` where it tried one after the other. */
export function attemptWord({ client }: Attempt, { attempts }: Pick<CallDetail, 'attempts'>): 'branch' | 'attempt' {
  return attempts.some((other) => other.client === client && other.parallel) ? 'branch' : 'attempt';
}

/** How far a dialog of a fork came. */
export function dialogWords({ status }: EarlyDialog): string {
  if (status >= 200) return 'answered';
  return status === 180 ? 'rang' : status === 183 ? 'had progress' : `came to ${status}`;
}
