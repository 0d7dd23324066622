import { parseReason } from '../../call/reason.ts';
import { q850Guide } from '../../guide/causes.ts';
import { methodGuide } from '../../guide/methods.ts';
import { optionTagGuide } from '../../guide/option-tags.ts';
import { parameterGuide } from '../../guide/parameters.ts';
import { reasonProtocolGuide } from '../../guide/reason-protocols.ts';
import { responseGuide } from '../../guide/responses.ts';
import { warningGuide } from '../../guide/warnings.ts';
import type { Saying } from './saying.ts';

/** Values longer than this are explained as far as here; no header has more parameters that anybody reads. */
const LONGEST = 2000;
const MOST = 24;

const OPTION_HEADERS = new Set(['Supported', 'Require', 'Proxy-Require', 'Unsupported']);

/** What the registered words and numbers in the value of a header say. */
export function valueSayings(canonical: string, whole: string): Saying[] {
  const value = whole.slice(0, LONGEST);
  return [...wordSayings(canonical, value), ...parameterSayings(canonical, value)].slice(0, MOST);
}

function wordSayings(canonical: string, value: string): Saying[] {
  if (OPTION_HEADERS.has(canonical)) return value.split(',').flatMap((tag) => optionSaying(tag.trim()));
  if (canonical === 'Allow') return value.split(',').flatMap((method) => methodSaying(method.trim()));
  if (canonical === 'CSeq') return methodSaying(value.trim().split(/\s+/)[1] ?? '');
  if (canonical === 'Warning') {
    return [...value.matchAll(/(?:^|,)\s*(\d{3})\s/g)].flatMap(([, code]) => warningSaying(Number(code)));
  }
  if (canonical === 'Reason')
    return parseReason(value).flatMap(({ protocol, cause }) => reasonSayings(protocol, cause));
  return [];
}

/** Parameters by their names, each once. */
function parameterSayings(canonical: string, value: string): Saying[] {
  // Its cause and text are told as what they say.
  if (canonical === 'Reason') return [];
  const names = new Set(
    [...value.matchAll(/[;?]\s*([A-Za-z][\w.-]{0,40})(?=[=;,>\s]|$)/g)].map(([, name = '']) => name),
  );
  return [...names].flatMap((name) => {
    const found = parameterGuide(canonical, name);
    return found ? [{ term: `;${name}`, text: found.meaning, reference: found.reference }] : [];
  });
}

function optionSaying(tag: string): Saying[] {
  const found = optionTagGuide(tag);
  return found ? [{ term: tag, text: found.meaning, reference: found.reference }] : [];
}

function methodSaying(method: string): Saying[] {
  const found = methodGuide(method);
  return found ? [{ term: method, text: found.meaning, reference: found.reference }] : [];
}

function warningSaying(code: number): Saying[] {
  const found = warningGuide(code);
  return found ? [{ term: `${code} ${found.text}`, text: found.meaning, reference: found.reference }] : [];
}

function reasonSayings(protocol: string, cause: number): Saying[] {
  const found = reasonProtocolGuide(protocol);
  const means = found ? [{ term: found.protocol, text: found.meaning, reference: found.reference }] : [];
  return [
    ...means,
    ...(/^SIP$/i.test(protocol) ? statusSaying(cause) : /^Q\.850$/i.test(protocol) ? causeSaying(cause) : []),
  ];
}

/** A cause of the telephone network. */
export function causeSaying(cause: number): Saying[] {
  const found = q850Guide(cause);
  return found ? [{ term: `Cause ${cause}, ${found.text}`, text: found.meaning, reference: found.reference }] : [];
}

/** A response code. */
export function statusSaying(status: number): Saying[] {
  const found = responseGuide(status);
  if (!found?.registered) return [];
  return [{ term: `${status} ${found.phrase}`, text: found.meaning, reference: found.reference }];
}
