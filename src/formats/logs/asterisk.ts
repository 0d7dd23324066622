import { findStamp, type Stamp } from '../text/stamp.ts';

/** `[2026-01-07 11:25:15.523] VERBOSE[13892][C-0000001a] …`; the format of the date is set in logger.conf. */
const LOGGED = /\[([^\]]{8,40})\] (?:\x1b\[[\d;]*m)?[A-Z]+(?:\x1b\[[\d;]*m)?\[\d+\]/;

/** Time in front of a framing line of Asterisk: its own, before that of a syslog around it. */
export function asteriskStamp(before: string): Stamp | null {
  const logged = LOGGED.exec(before);
  return (logged && findStamp(logged[1] ?? '')) ?? findStamp(before);
}
