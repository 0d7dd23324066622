import type { Outcome } from './types.ts';

/** Failures that the sender may mend by asking again in the same attempt: challenges, redirects, 420, 422, 494. */
export function isRetriable(status: number): boolean {
  return isChallenge(status) || (status >= 300 && status < 400) || status === 420 || status === 422 || status === 494;
}

/** RFC 3261 §22: 401 and 407 ask for credentials. */
export function isChallenge(status: number): boolean {
  return status === 401 || status === 407;
}

const BY_STATUS = new Map<number, Outcome>([
  [401, 'auth-failed'],
  [407, 'auth-failed'],
  [486, 'busy'],
  [600, 'busy'],
  [603, 'declined'],
  [607, 'declined'],
  [608, 'declined'],
  ...[404, 410, 484, 485, 604].map((status) => [status, 'not-found'] as const),
  ...[402, 403, 428, 433, 436, 437, 438].map((status) => [status, 'forbidden'] as const),
  ...[488, 606, 415].map((status) => [status, 'media-rejected'] as const),
  [503, 'unavailable'],
]);

/** What a failure means for the call, when neither ringing nor CANCEL change its meaning (408, 480, 487 do). */
export function outcomeOf(status: number): Outcome {
  const named = BY_STATUS.get(status);
  if (named) return named;
  if (status < 400) return 'redirected';
  if (status < 500) return 'bad-request';
  return status < 600 ? 'server-error' : 'declined';
}
