import { type CallSummary, type CallTable, OUTCOMES, RESULTS, STATES } from '../call/types.ts';

/**
 * What came of a call or other exchange, as coarsely as a glance takes it in.
 * answered: a call that was talked in. failed: it was refused, broke or met an error. unanswered: nobody took it, which
 * is no fault. redirected: sent elsewhere. open: the trace does not hold its end, or its beginning. done: any other
 * exchange than a call that went well.
 */
export type Verdict = 'answered' | 'failed' | 'unanswered' | 'redirected' | 'open' | 'done';

type Judged = Pick<CallSummary, 'outcome' | 'result' | 'state'>;

/** The verdict on one entry of the call list. */
export function verdictOf({ outcome, result, state }: Judged): Verdict {
  switch (outcome) {
    case null:
      return result === 'ok' ? 'done' : result === 'failed' ? 'failed' : 'unanswered';
    case 'completed':
      return 'answered';
    case 'cancelled':
    case 'no-answer':
      return 'unanswered';
    case 'redirected':
      return 'redirected';
    case 'partial':
      return 'open';
    case 'in-progress':
      return state === 'answered' || state === 'in-call' || state === 'ending' ? 'answered' : 'open';
    default:
      return 'failed';
  }
}

/** The verdict on a call of a table, from its codes alone: no text is decoded. */
export function verdictAt(table: CallTable, call: number): Verdict {
  return verdictOf({
    outcome: OUTCOMES[table.outcome[call] as number] ?? null,
    result: RESULTS[table.result[call] as number] ?? null,
    state: STATES[table.state[call] as number] ?? 'setup',
  });
}
