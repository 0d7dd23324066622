import type { Rule } from './rule.ts';
import { ackMisdirected } from './rules/ack-misdirected.ts';
import { ackNotSeen } from './rules/ack-not-seen.ts';
import { ackTimeout } from './rules/ack-timeout.ts';
import { endedBy } from './rules/ended-by.ts';
import { inviteUnanswered } from './rules/invite-unanswered.ts';

/** Every rule. */
export const RULES: readonly Rule[] = [inviteUnanswered, ackNotSeen, ackTimeout, ackMisdirected, endedBy];
