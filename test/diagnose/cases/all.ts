import type { RuleCases } from '../../support/diagnose.ts';
import { ACK_CASES } from './ack.ts';
import { ADDRESS_CASES } from './addresses.ts';
import { DROP_CASES } from './drops.ts';
import { ENDING_CASES } from './ending.ts';
import { HYGIENE_CASES } from './hygiene.ts';
import { LOGIN_CASES } from './login.ts';
import { MEDIA_CASES } from './media.ts';
import { RARE_CASES } from './rare.ts';
import { REFUSAL_CASES } from './refusals.ts';
import { REGISTRATION_CASES } from './registrations.ts';
import { RTP_CASES } from './rtp.ts';
import { SILENCE_CASES } from './silence.ts';
import { TIMING_CASES } from './timing.ts';
import { TRANSFER_CASES } from './transfers.ts';

export const CASES: readonly RuleCases[] = [
  ...SILENCE_CASES,
  ...TIMING_CASES,
  ...ACK_CASES,
  ...ENDING_CASES,
  ...DROP_CASES,
  ...LOGIN_CASES,
  ...REFUSAL_CASES,
  ...MEDIA_CASES,
  ...ADDRESS_CASES,
  ...TRANSFER_CASES,
  ...REGISTRATION_CASES,
  ...HYGIENE_CASES,
  ...RTP_CASES,
  ...RARE_CASES,
];
