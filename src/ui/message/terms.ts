import { HEADERS, headerGuide } from '../../guide/headers.ts';
import { optionTagGuide } from '../../guide/option-tags.ts';
import { sdpAttributeGuide } from '../../guide/sdp-attributes.ts';
import type { Saying } from './saying.ts';
import { causeSaying, statusSaying } from './value-sayings.ts';

const NAMES: ReadonlySet<string> = new Set(HEADERS.map(({ name }) => name));
/** Words that are headers and everyday words alike. */
const PLAIN = new Set([
  'Via',
  'From',
  'To',
  'Date',
  'Event',
  'Path',
  'Route',
  'Contact',
  'Reason',
  'Warning',
  'Subject',
  'Server',
]);
const MOST = 6;

/** What the codes, causes, headers, option tags and SDP attributes that a text names mean, each once, in its order. */
export function termsIn(text: string): Saying[] {
  const found = [
    ...[...text.matchAll(/Q\.850,? (?:cause )?(\d{1,3})\b/g)].map(
      (at) => [at.index, causeSaying(Number(at[1]))] as const,
    ),
    ...[...text.matchAll(/(?:\b([1-6]\d\d) [A-Z][a-z]|\b(?:with|SIP|a|an|the|ends?|failed:?) ([3-6]\d\d)\b)/g)].map(
      (at) => [at.index, statusSaying(Number(at[1] ?? at[2]))] as const,
    ),
    ...[...text.matchAll(/\b[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)+\b/g)].map(
      (at) => [at.index, headerSaying(at[0])] as const,
    ),
    ...[...text.matchAll(/\b(?:100rel|sec-agree|gruu)\b/g)].map((at) => [at.index, tagSaying(at[0])] as const),
    ...[...text.matchAll(/\ba=([a-z][\w-]{1,40})|\b(telephone-event|rtcp-mux(?:-only)?)\b/g)].map(
      (at) => [at.index, attributeSaying(at[1] ?? at[2] ?? '')] as const,
    ),
  ].sort(([a], [b]) => a - b);
  const told = new Map(found.flatMap(([, sayings]) => sayings).map((saying) => [saying.term, saying]));
  return [...told.values()].slice(0, MOST);
}

function headerSaying(name: string): Saying[] {
  if (!NAMES.has(name) || PLAIN.has(name)) return [];
  const { meaning, reference } = headerGuide(name);
  return [{ term: name, text: meaning, reference }];
}

function tagSaying(tag: string): Saying[] {
  const found = optionTagGuide(tag);
  return found ? [{ term: tag, text: found.meaning, reference: found.reference }] : [];
}

function attributeSaying(name: string): Saying[] {
  const found = sdpAttributeGuide(name);
  return found ? [{ term: `a=${name}`, text: found.meaning, reference: found.reference }] : [];
}
