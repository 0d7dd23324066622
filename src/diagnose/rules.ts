import type { Rule } from './rule.ts';
import { ackMisdirected } from './rules/ack-misdirected.ts';
import { ackNotSeen } from './rules/ack-not-seen.ts';
import { ackTimeout } from './rules/ack-timeout.ts';
import { capturedTwice } from './rules/captured-twice.ts';
import { clockUnreliable } from './rules/clock-unreliable.ts';
import { endedBy } from './rules/ended-by.ts';
import { inviteUnanswered } from './rules/invite-unanswered.ts';
import { oneDirection } from './rules/one-direction.ts';
import { optionsUnanswered } from './rules/options-unanswered.ts';
import { postDialDelay } from './rules/post-dial-delay.ts';
import { requestRetransmitted } from './rules/request-retransmitted.ts';
import { requestUnanswered } from './rules/request-unanswered.ts';
import { stuckProvisional } from './rules/stuck-provisional.ts';

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
];
