import type { ResponseRow } from './response-row.ts';
import { PROGRESS_AND_REDIRECTS } from './responses-1xx-3xx.ts';
import { REQUEST_FAILURES } from './responses-4xx.ts';
import { SERVER_AND_GLOBAL_FAILURES } from './responses-5xx-6xx.ts';

/** What a response code says, for people. */
export interface ResponseGuide {
  readonly code: number;
  /** The phrase of the registry; what was on the wire may differ. Empty for a code that is not registered. */
  readonly phrase: string;
  /** What it says in plain words. */
  readonly meaning: string;
  /** What usually causes it in the field. */
  readonly cause: string;
  /** What to do or look at next. */
  readonly next: string;
  readonly reference: string;
  /** False when the registry does not know the code and only its first digit speaks. */
  readonly registered: boolean;
}

function registered([code, phrase, reference, meaning, cause, next]: ResponseRow): [number, ResponseGuide] {
  return [code, { code, phrase, meaning, cause, next, reference, registered: true }];
}

/** Every code that the IANA registry of SIP response codes lists, in rising order. */
export const RESPONSES: ReadonlyMap<number, ResponseGuide> = new Map(
  [...PROGRESS_AND_REDIRECTS, ...REQUEST_FAILURES, ...SERVER_AND_GLOBAL_FAILURES].map(registered),
);

type ClassRow = readonly [meaning: string, cause: string, next: string];

// RFC 3261 §8.1.3.2: a final code that is not known counts as the x00 of its class, a provisional one as 183.
// biome-ignore format: one class, four lines
const CLASSES: ReadonlyMap<number, ClassRow> = new Map<number, ClassRow>([
  [1, [
    'This number is not registered. The class tells that the request is still being worked on; it counts as a 183.',
    "A vendor's own progress code.",
    'Wait for the final answer; the maker of the sending device knows the details.']],
  [2, [
    'No registry lists this code. Its first digit tells that the request succeeded; it counts as a 200.',
    "A vendor's own success code.",
    'Treat it as success and see whether the sender does so too.']],
  [3, [
    'The code is not registered; by its class the request should be sent to another address. It counts as a 300.',
    "A vendor's own redirection.",
    'Look at Contact for the address to try next.']],
  [4, [
    'Nobody registered this code. By its class this server refuses the request as it is; it counts as a 400.',
    "A vendor's own refusal, or a code of the first edition of SIP such as 409 or 411.",
    'Read its text and Reason, then the log of the host that sent it.']],
  [5, [
    'The registry has no such code. Its class blames the server, not the request; it counts as a 500.',
    "A vendor's own error, often made by a gateway or a script.",
    'Search the documentation and log of the server that made it.']],
  [6, [
    'A code outside the registry whose class means that no other place will take the call either; it counts as a 600.',
    "A vendor's own final refusal.",
    'All branches end here; its text and the sending server tell more.']],
]);

/**
 * The sentences for a response code. A code from 100 to 699 always gets an answer: what is not registered is
 * explained by its class. Null for anything else, which is no SIP response code.
 */
export function responseGuide(code: number): ResponseGuide | null {
  const known = RESPONSES.get(code);
  if (known !== undefined) return known;
  const general = Number.isInteger(code) ? CLASSES.get(Math.floor(code / 100)) : undefined;
  if (general === undefined) return null;
  const [meaning, cause, next] = general;
  return { code, phrase: '', meaning, cause, next, reference: 'RFC 3261 §8.1.3.2', registered: false };
}
