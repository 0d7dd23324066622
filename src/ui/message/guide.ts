import { q850Guide } from '../../guide/causes.ts';
import { headerGuide } from '../../guide/headers.ts';
import { methodGuide } from '../../guide/methods.ts';
import { optionTagGuide } from '../../guide/option-tags.ts';
import { responseGuide } from '../../guide/responses.ts';
import { sdpAttributeGuide } from '../../guide/sdp-attributes.ts';
import { sdpLineGuide } from '../../guide/sdp-lines.ts';
import { warningGuide } from '../../guide/warnings.ts';

/** A sentence and where it comes from. */
export interface Saying {
  readonly term: string;
  readonly text: string;
  readonly reference: string;
}

/** What a header is for, and what its value says where that is a registered word or number. */
export function headerSayings(canonical: string, value: string): Saying[] {
  const { meaning, reference } = headerGuide(canonical);
  return [{ term: canonical, text: meaning, reference }, ...valueSayings(canonical, value)];
}

const OPTION_HEADERS = new Set(['Supported', 'Require', 'Proxy-Require', 'Unsupported']);

function valueSayings(canonical: string, value: string): Saying[] {
  if (OPTION_HEADERS.has(canonical)) return value.split(',').flatMap((tag) => optionSaying(tag.trim()));
  if (canonical === 'Warning') return numbersIn(value, /^\s*(\d{3})\b/).flatMap(warningSaying);
  if (canonical === 'Reason') return numbersIn(value, /Q\.850\s*;[^,]*\bcause\s*=\s*(\d{1,3})/i).flatMap(causeSaying);
  if (canonical === 'CSeq') return methodSaying(value.trim().split(/\s+/)[1] ?? '');
  return [];
}

function numbersIn(value: string, pattern: RegExp): number[] {
  const found = pattern.exec(value.slice(0, 500));
  return found ? [Number(found[1])] : [];
}

function optionSaying(tag: string): Saying[] {
  const found = optionTagGuide(tag);
  return found ? [{ term: tag, text: found.meaning, reference: found.reference }] : [];
}

function warningSaying(code: number): Saying[] {
  const found = warningGuide(code);
  return found ? [{ term: `${code} ${found.text}`, text: found.meaning, reference: found.reference }] : [];
}

function causeSaying(cause: number): Saying[] {
  const found = q850Guide(cause);
  return found ? [{ term: `Cause ${cause}, ${found.text}`, text: found.meaning, reference: found.reference }] : [];
}

function methodSaying(method: string): Saying[] {
  const found = methodGuide(method);
  return found ? [{ term: method, text: found.meaning, reference: found.reference }] : [];
}

/** What a line of a session description is for. */
export function sdpLineSaying(type: string, value: string): Saying | null {
  if (type !== 'a') {
    const found = sdpLineGuide(type);
    return found && { term: `${type}=`, text: found.meaning, reference: found.reference };
  }
  const name = value.split(':', 1)[0]?.trim() ?? '';
  const found = sdpAttributeGuide(name);
  return found && { term: `a=${name}`, text: found.meaning, reference: found.reference };
}

/** What a message says, by its method or status code: for people, with cause and next step for a response. */
export interface Explanation {
  readonly meaning: string;
  readonly cause: string;
  readonly next: string;
  readonly reference: string;
}

export function explain(status: number, method: string, reinvite: boolean): Explanation | null {
  if (status > 0) return responseGuide(status);
  const found = methodGuide(reinvite ? 're-INVITE' : method);
  return found && { meaning: found.meaning, cause: '', next: '', reference: found.reference };
}
