import { CAUSES } from '../../src/guide/causes.ts';
import { HEADERS } from '../../src/guide/headers.ts';
import { METHODS } from '../../src/guide/methods.ts';
import { OPTION_TAGS } from '../../src/guide/option-tags.ts';
import { PARAMETERS } from '../../src/guide/parameters.ts';
import { REASON_PROTOCOLS } from '../../src/guide/reason-protocols.ts';
import { RESPONSES } from '../../src/guide/responses.ts';
import { SDP_ATTRIBUTES } from '../../src/guide/sdp-attributes.ts';
import { SDP_LINES } from '../../src/guide/sdp-lines.ts';
import { WARNINGS } from '../../src/guide/warnings.ts';

/** One explained thing: `where` names it in a failure, `phrase` is what its meaning must not merely repeat. */
export interface Entry {
  readonly where: string;
  readonly phrase: string;
  readonly meaning: string;
  readonly reference: string;
}

function entry(where: string, phrase: string, guide: { meaning: string; reference: string }): Entry {
  return { where, phrase, meaning: guide.meaning, reference: guide.reference };
}

/** Everything that the room explains, products apart. A digest parameter counts once, not once per header. */
export function everyEntry(): readonly Entry[] {
  const parameters = [...PARAMETERS.values()].flatMap((owned) => [...owned.values()]);
  const once = new Map(parameters.map((parameter) => [`${parameter.name} ${parameter.meaning}`, parameter]));
  return [
    ...[...METHODS.values()].map((guide) => entry(`method ${guide.name}`, guide.name, guide)),
    ...[...RESPONSES.values()].map((guide) => entry(`response ${guide.code}`, guide.phrase, guide)),
    ...HEADERS.map((guide) => entry(`header ${guide.name}`, guide.name, guide)),
    ...[...OPTION_TAGS.values()].map((guide) => entry(`option tag ${guide.tag}`, guide.tag, guide)),
    ...[...once.values()].map((guide) => entry(`parameter ${guide.owner} ${guide.name}`, guide.name, guide)),
    ...[...SDP_LINES.values()].map((guide) => entry(`SDP line ${guide.letter}`, guide.letter, guide)),
    ...[...SDP_ATTRIBUTES.values()].map((guide) => entry(`SDP attribute ${guide.name}`, guide.name, guide)),
    ...[...CAUSES.values()].map((guide) => entry(`cause ${guide.cause}`, guide.text, guide)),
    ...[...WARNINGS.values()].map((guide) => entry(`warning ${guide.code}`, guide.text, guide)),
    ...[...REASON_PROTOCOLS.values()].map((guide) => entry(`reason ${guide.protocol}`, guide.protocol, guide)),
  ];
}

const SMALL = new Set(
  'a an and are as at be been by can do does for from has have if in into is it its no not of on one or so that the their them then there they this to was what when which who will with'.split(
    ' ',
  ),
);

/** The words that carry a sentence, in lower case and without endings, so that `queued` equals `queue`. */
export function contentWords(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[a-z]{2,}/g) ?? [];
  return new Set(words.filter((word) => !SMALL.has(word)).map((word) => word.replace(/(?<=..)(ing|ed|es|e|s)$/, '')));
}
