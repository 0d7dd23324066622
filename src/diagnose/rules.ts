import type { Rule } from './rule.ts';
import { ackMisdirected } from './rules/ack-misdirected.ts';
import { ackNotSeen } from './rules/ack-not-seen.ts';
import { ackTimeout } from './rules/ack-timeout.ts';
import { badRequest } from './rules/bad-request.ts';
import { busy } from './rules/busy.ts';
import { capturedTwice } from './rules/captured-twice.ts';
import { challengeUnanswered } from './rules/challenge-unanswered.ts';
import { clockUnreliable } from './rules/clock-unreliable.ts';
import { declined } from './rules/declined.ts';
import { endedBy } from './rules/ended-by.ts';
import { extensionRefused } from './rules/extension-refused.ts';
import { forbidden } from './rules/forbidden.ts';
import { incompleteNumber } from './rules/incomplete-number.ts';
import { intervalTooSmall } from './rules/interval-too-small.ts';
import { inviteUnanswered } from './rules/invite-unanswered.ts';
import { loginStep } from './rules/login-step.ts';
import { methodRefused } from './rules/method-refused.ts';
import { noAnswer } from './rules/no-answer.ts';
import { oneDirection } from './rules/one-direction.ts';
import { optionsUnanswered } from './rules/options-unanswered.ts';
import { postDialDelay } from './rules/post-dial-delay.ts';
import { progressThenFailure } from './rules/progress-then-failure.ts';
import { redirected } from './rules/redirected.ts';
import { requestRetransmitted } from './rules/request-retransmitted.ts';
import { requestUnanswered } from './rules/request-unanswered.ts';
import { routeHunting } from './rules/route-hunting.ts';
import { serverFailure } from './rules/server-failure.ts';
import { serviceUnavailable } from './rules/service-unavailable.ts';
import { staleNonce } from './rules/stale-nonce.ts';
import { stuckProvisional } from './rules/stuck-provisional.ts';
import { unknownNumber } from './rules/unknown-number.ts';
import { warningHeader } from './rules/warning-header.ts';
import { wrongCredentials } from './rules/wrong-credentials.ts';

/** Every rule, by family and number. */
export const RULES: readonly Rule[] = [
  inviteUnanswered,
  stuckProvisional,
  requestRetransmitted,
  ackNotSeen,
  ackTimeout,
  ackMisdirected,
  capturedTwice,
  requestUnanswered,
  clockUnreliable,
  postDialDelay,
  optionsUnanswered,
  oneDirection,
  endedBy,
  loginStep,
  wrongCredentials,
  staleNonce,
  challengeUnanswered,
  forbidden,
  unknownNumber,
  incompleteNumber,
  noAnswer,
  busy,
  declined,
  serviceUnavailable,
  serverFailure,
  redirected,
  methodRefused,
  extensionRefused,
  intervalTooSmall,
  badRequest,
  warningHeader,
  progressThenFailure,
  routeHunting,
];
