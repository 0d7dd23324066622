import type { HeaderField } from './message.ts';

/** Whatever has header fields: a message or a body part. */
interface HasHeaders {
  readonly headers: readonly HeaderField[];
}

/** First header of a canonical name, null without. */
export function headerOf(message: HasHeaders, canonical: string): HeaderField | null {
  return message.headers.find((field) => field.canonical === canonical) ?? null;
}

/** All headers of a canonical name, in order. */
export function headersOf(message: HasHeaders, canonical: string): HeaderField[] {
  return message.headers.filter((field) => field.canonical === canonical);
}
