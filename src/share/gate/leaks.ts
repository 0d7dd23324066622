import type { Capsule } from '../../capsule/capsule.ts';
import { writeView } from '../../view/schema.ts';
import type { Redacted } from '../redact.ts';
import { toText } from '../redaction/byte-text.ts';
import { type Notation, notationsOf, readingsOf } from './notations.ts';
import { type Original, originalsOf } from './originals.ts';
import { type Pattern, Patterns } from './patterns.ts';

/** An original value in what is about to leave. */
export interface Leak extends Original {
  /** `message 3`, `endpoint 1`, `view`, `source 1`: counted from 1. */
  readonly where: string;
  /** Byte in it. */
  readonly offset: number;
  /** `as it was`, `base64`, `backwards (reverse DNS)`, …. */
  readonly notation: string;
}

/** Leaks that are told; more make nothing clearer. */
const MOST_LEAKS = 100;

type Meaning = Original & Pick<Notation, 'notation'>;

/**
 * Original values of `capsule` that are found in what leaves, in any notation. Empty: it may.
 * @param places texts that leave, each with its name; those of the redacted trace without
 */
export function findLeaks(
  capsule: Capsule,
  redacted: Redacted,
  places: Iterable<readonly [string, string]> = placesOf(redacted.capsule),
): Leak[] {
  return search(originalsOf(capsule, redacted), redacted, places);
}

function search(
  originals: readonly Original[],
  { values }: Redacted,
  places: Iterable<readonly [string, string]>,
): Leak[] {
  const shown = new Set(values?.map(({ pseudonym }) => pseudonym.toLowerCase()));
  const patterns = new Patterns(patternsOf(originals, shown));
  const leaks: Leak[] = [];
  for (const [where, text] of places) {
    for (const { text: reading, how, place } of readingsOf(text)) {
      for (const { pattern, start } of patterns.search(reading)) {
        if (isOurs(reading, start) || leaks.length >= MOST_LEAKS) continue;
        const { kind, value, notation } = pattern.means;
        leaks.push({ kind, value, where, offset: place(start), notation: how || notation });
      }
    }
  }
  return leaks;
}

function* patternsOf(originals: readonly Original[], shown: ReadonlySet<string>): Generator<Pattern<Meaning>> {
  for (const { kind, value } of originals) {
    for (const { text, whole, notation } of notationsOf(kind, value)) {
      if (text !== '' && !shown.has(text)) yield { text, whole, means: { kind, value, notation } };
    }
  }
}

/** The number of a pseudonym: `00001` of `call-00001`. */
function isOurs(text: string, start: number): boolean {
  return text.endsWith('call-', start) || text.endsWith('token-', start);
}

/** All texts of a trace that leave. */
function* placesOf({ messages, endpoints, sources, view }: Capsule): Generator<readonly [string, string]> {
  for (const [i, { bytes }] of messages.entries()) yield [`message ${i + 1}`, toText(bytes)];
  for (const [i, { address }] of endpoints.entries()) yield [`endpoint ${i + 1}`, address];
  for (const [i, { name }] of sources.entries()) yield [`source ${i + 1}`, name];
  if (view) yield ['view', toText(new TextEncoder().encode(writeView(view)))];
}
