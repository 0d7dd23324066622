import { remembering } from '../../base/memo.ts';
import { headerOf } from '../fields.ts';
import type { SipMessage } from '../message.ts';
import type { MessageProblems } from '../problems.ts';
import { parseVias, type Via } from '../via.ts';
import { checkCharacters } from './check-characters.ts';
import { checkLength } from './check-length.ts';
import { checkRequired } from './check-required.ts';
import { checkStartLine } from './check-start-line.ts';
import { checkValue } from './check-value.ts';

/** Tells what is wrong with a parsed message, beyond what stopped it from being read (RFC 3261 §7, §8.1.1, §20, §25). */
export function checkMessage(message: SipMessage, problems: MessageProblems): void {
  checkStartLine(message, problems);
  checkCharacters(message, problems);
  const via = topVia(message);
  checkRequired(message, via, problems);
  for (const field of message.headers) checkValue(message.bytes, field, problems);
  checkLength(message, via, problems);
}

/** The Via of whoever sent the message last, null without one. */
function topVia(message: SipMessage): Via | null {
  return firstVia(headerOf(message, 'Via')?.value ?? '');
}

const firstVia = remembering((value: string): Via | null => parseVias(value)[0] ?? null);
