import type { CallMessage } from '../call/types.ts';

/** Some words of a story that belong together, and the rows of the message index that they speak of, in their order. */
export interface Clause {
  /** With what stands between it and the clause before: the texts of a sentence read on. */
  readonly text: string;
  readonly rows: readonly number[];
}

/** A sentence as its clauses; the last one ends with a full stop. */
export type Sentence = readonly Clause[];

/** One more sentence of a story, at the row of the message index that shows it; -1 for nowhere in particular. */
export interface StoryNote {
  readonly text: string;
  readonly row: number;
}

/** A clause with the messages that it speaks of; those that the trace does not hold are left out. */
export function clause(text: string, ...messages: readonly (CallMessage | null | undefined)[]): Clause {
  const rows = messages.flatMap((message) => (message ? [message.row] : []));
  return { text, rows: [...new Set(rows)] };
}

/** The text of a sentence. */
export function sentenceText(sentence: Sentence): string {
  return sentence.map(({ text }) => text).join('');
}

/** Clauses as one sentence: it begins as a sentence does, and ends with a full stop. */
export function sentenceOf(clauses: readonly Clause[]): Sentence {
  const told = clauses.filter(({ text }) => text !== '');
  return told.map(({ text, rows }, i) => {
    const begun = i === 0 ? begin(text) : text;
    return { text: i === told.length - 1 ? `${begun}.` : begun, rows };
  });
}

/** Clauses that each could stand alone, as one sentence. */
export function listOf(clauses: readonly Clause[]): Sentence {
  return sentenceOf(clauses.map(({ text, rows }, i) => ({ text: i === 0 ? text : `; ${text}`, rows })));
}

/** A clause as a sentence of its own. */
function standAlone({ text }: Clause): string {
  const words = text.replace(/^[,;]? (?:and |but |then )*/, '').replace(/^which /, 'This ');
  return `${begin(words).replace(/\.$/, '')}.`;
}

const OWN_WORDS =
  /^(?:a re-INVITE|an (?:attempt|UPDATE|earlier)|the (?:call|transfer|line|new call)|that address|it rang|they talked|nobody|early media)\b/;

/** Own words begin a sentence in capitals; names are left as they are written. */
function begin(text: string): string {
  return OWN_WORDS.test(text) ? `${text[0]?.toUpperCase()}${text.slice(1)}` : text;
}

/** What a story says of one message, beyond its first sentence: each a sentence of its own. */
export function saidOf(
  { sentences, details }: { readonly sentences: readonly Sentence[]; readonly details: readonly StoryNote[] },
  row: number,
): string[] {
  const clauses = sentences
    .slice(1)
    .flat()
    .filter(({ rows }) => rows.includes(row));
  return [...clauses.map(standAlone), ...details.filter((note) => note.row === row).map(({ text }) => text)];
}
