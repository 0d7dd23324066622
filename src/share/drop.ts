import { parseMessage } from '../sip/parse.ts';
import { bodySecrets, lineSecrets } from './body-secrets.ts';
import { headerSecrets } from './header-secrets.ts';
import { type Search, type Secret, searchIn } from './secrets.ts';
import { textSecrets } from './text-secrets.ts';

/** Written over every byte of a secret. */
const X = 120;
/** Messages behind the end of a message that are searched. */
const DEPTH_LIMIT = 4;

/** A message without its secrets. */
export interface Dropped {
  /** As long as it was: secrets are written over with `x`, white space in them stays. */
  readonly bytes: Uint8Array;
  /** What was written over, in order. */
  readonly secrets: readonly Secret[];
}

/**
 * Takes out of a message what must never leave the machine: answers to challenges, credentials, passwords in URIs, media
 * keys, ICE passwords, signatures of identities and digits that somebody keyed. Never throws.
 */
export function dropSecrets(bytes: Uint8Array): Dropped {
  const search = searchIn(bytes);
  searchMessage(search, 0, 0);
  textSecrets(search);
  // Not `slice`: of a Buffer of Node that is the same memory.
  const clean = new Uint8Array(bytes);
  const secrets = merged(search.found);
  for (const { span } of secrets) {
    for (let at = span.start; at < span.end; at++) if ((clean[at] as number) > 32) clean[at] = X;
  }
  return { bytes: clean, secrets };
}

/** In order; what was found in several ways is one secret. */
function merged(found: readonly Secret[]): Secret[] {
  const secrets: Secret[] = [];
  for (const { kind, span } of found.toSorted((a, b) => a.span.start - b.span.start)) {
    const last = secrets.at(-1);
    if (last && span.start < last.span.end) {
      const end = Math.max(last.span.end, span.end);
      secrets[secrets.length - 1] = { kind: last.kind, span: { start: last.span.start, end } };
    } else secrets.push({ kind, span });
  }
  return secrets;
}

/** Searches the message that begins at `start`, and those that follow it in the same bytes. */
function searchMessage(search: Search, start: number, depth: number): void {
  const message = parseMessage(search.bytes.subarray(start));
  const { headers, headersSpan, body, surplus } = message;
  headerSecrets(search, headers, start);
  // A Content-Length that is too small cuts a body short: the rest may be the end of a secret, or a message of its own.
  const end = search.bytes.length;
  if (body)
    bodySecrets(search, surplus ? { ...body, span: { start: body.span.start, end: end - start } } : body, start);
  lineSecrets(search, { start: start + headersSpan.end, end });
  if (surplus && depth < DEPTH_LIMIT) searchMessage(search, start + surplus.start, depth + 1);
}
