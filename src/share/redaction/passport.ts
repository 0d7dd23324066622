import type { Book, Later } from './book.ts';

const KEPT = new Set(['alg', 'ppt', 'typ', 'attest', 'iat', 'verstat', 'exp']);
/** Values inside of values that are followed; no PASSporT needs more. */
const DEPTH_LIMIT = 16;
const encoder = new TextEncoder();

/**
 * A PASSporT (RFC 8225) with a name for its signature: numbers and URIs in it are pseudonyms, what it attests stays. Null
 * for a text that is none.
 */
export function redactPassport(book: Book, token: string): Later | null {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const parts = [header, payload].map((part) => (part === '' ? undefined : readJson(part)));
  if (parts.some((part) => part === null || (part !== undefined && typeof part !== 'object'))) return null;
  if (parts.every((part) => part === undefined)) return null;
  const written = parts.map((part) => (part === undefined ? () => '' : redactJson(book, part, '', 0)));
  const name = book.identifier(signature);
  return () => `${written.map((part) => encode(part())).join('.')}.${name()}`;
}

function encode(value: unknown): string {
  if (value === '') return '';
  const bytes = encoder.encode(JSON.stringify(value));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function readJson(part: string): unknown {
  try {
    return JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return null;
  }
}

/** The same value with pseudonyms; `name` is what it is called in its object. */
function redactJson(book: Book, value: unknown, name: string, depth: number): () => unknown {
  if (depth > DEPTH_LIMIT) return () => null;
  if (Array.isArray(value)) {
    const items = value.slice(0, 1000).map((item) => redactJson(book, item, name, depth + 1));
    return () => items.map((item) => item());
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [key, redactJson(book, item, key, depth + 1)] as const);
    return () => Object.fromEntries(entries.map(([key, item]) => [key, item()]));
  }
  if (typeof value !== 'string' || KEPT.has(name)) return () => value;
  if (name === 'tn') return book.user(value);
  const uri = /^(sips?:)([^@]*)@([^@;]*)/i.exec(value);
  if (uri) {
    const [, scheme = '', user = '', host = ''] = uri;
    const [userLater, hostLater] = [book.user(user), book.host(host)];
    return () => `${scheme}${userLater()}@${hostLater()}`;
  }
  const web = /^(https?:\/\/)([^/:]+)/i.exec(value);
  if (!web) return book.identifier(value);
  const host = book.host(web[2] ?? '');
  return () => `${web[1]}${host()}/x`;
}
