import { headerGuide } from '../../guide/headers.ts';
import { methodGuide } from '../../guide/methods.ts';
import { responseGuide } from '../../guide/responses.ts';
import { sdpAttributeGuide } from '../../guide/sdp-attributes.ts';
import { sdpLineGuide } from '../../guide/sdp-lines.ts';
import type { Saying } from './saying.ts';
import { valueSayings } from './value-sayings.ts';

/** What a header is for, and what its value says where that is a registered word or number. */
export function headerSayings(canonical: string, value: string): Saying[] {
  const { meaning, reference } = headerGuide(canonical);
  return [{ term: canonical, text: meaning, reference }, ...valueSayings(canonical, value)];
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
