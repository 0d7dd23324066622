/** What a filter can ask for by name; all else is a word to look for anywhere. */
export const FIELDS = ['from', 'to', 'status', 'method', 'agent', 'call-id', 'messages', 'talk'] as const;
export type Field = (typeof FIELDS)[number];

export type Comparison = ':' | '<' | '<=' | '>' | '>=';

/** One condition of a filter. Texts are folded as `folded` does. */
export type Term =
  | { readonly field: null; readonly value: string; readonly not: boolean }
  | { readonly field: Field; readonly is: Comparison; readonly value: string; readonly not: boolean };

/** Blanks part terms, except between quotation marks. */
const TOKEN = /(?:[^\s"]|"[^"]*"?)+/g;
const NAMED = /^([a-z-]+)(<=|>=|[:=<>])(.*)$/s;

/**
 * The terms of a filter such as `from:alice status>=400 -cancelled "Front Desk"`. A field still without a value asks for
 * nothing yet, and a name that is no field is part of a word: `sip:alice`.
 */
export function termsOf(filter: string): Term[] {
  const tokens: readonly string[] = folded(filter).match(TOKEN) ?? [];
  return tokens.flatMap((token): Term[] => {
    const not = token.length > 1 && token.startsWith('-');
    const rest = (not ? token.slice(1) : token).replaceAll('"', '');
    const [, name = '', sign = '', value = ''] = NAMED.exec(rest) ?? [];
    const field = FIELDS.find((known) => known === name);
    if (rest === '' || (field && value === '')) return [];
    if (!field) return [{ field: null, value: rest, not }];
    return [{ field, is: sign === '=' ? ':' : (sign as Comparison), value, not }];
  });
}

const ASCII = /^[\u0000-\u007f]*$/;

/** Text as it is compared: in small letters, without accents. */
export function folded(text: string): string {
  const small = text.toLowerCase();
  return ASCII.test(small) ? small : small.normalize('NFD').replace(/\p{Mn}/gu, '');
}
