import { parseAddress } from '../../base/address.ts';
import type { Capsule } from '../../capsule/capsule.ts';
import { dropSecrets } from '../drop.ts';
import type { Redacted } from '../redact.ts';
import { toText } from '../redaction/byte-text.ts';

/** A value of the trace as it was, which must not leave. */
export interface Original {
  readonly kind: string;
  readonly value: string;
}

/** Shorter secrets are digits that were keyed, or nothing. */
const LEAST_SECRET = 5;

/**
 * All values that must not leave: those that were replaced, the secrets, and what a plain look at the text finds beside
 * them, so that a value that redaction never saw is missed, too.
 */
export function originalsOf(capsule: Capsule, { values, capsule: after }: Redacted): Original[] {
  const originals = new Map<string, Original>();
  if (!values) {
    const addAll = (kind: string, value: string) => originals.set(value, { kind, value });
    for (const { bytes } of capsule.messages) addSecrets(bytes, toText(bytes), addAll);
    return [...originals.values()];
  }
  // What stays as it was, and what stands for something else: neither tells that anything leaked.
  const shown = new Set(values.map(({ pseudonym }) => pseudonym.toLowerCase()));
  const add = (kind: string, value: string) => {
    const key = value.toLowerCase();
    if (!shown.has(key) && !originals.has(key)) originals.set(key, { kind, value });
  };
  for (const { kind, value } of values) add(kind, value);
  const hidesAddresses = !after.shown.includes('addresses');
  const addresses = capsule.endpoints.flatMap(({ kind, address }) => (kind === 'address' ? [address] : []));
  for (const address of hidesAddresses ? addresses : []) addAddress(address, shown, add);
  for (const { bytes } of capsule.messages) {
    const text = toText(bytes);
    addSecrets(bytes, text, add);
    if (!hidesAddresses) continue;
    for (const [address] of text.matchAll(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g))
      addAddress(address, shown, add);
  }
  return [...originals.values()];
}

function addAddress(address: string, shown: ReadonlySet<string>, add: (kind: string, value: string) => void): void {
  const [a = 0] = parseAddress(address) ?? [];
  // 0.0.0.0 and the loopback address are nobody's.
  if (a !== 0 && address !== '127.0.0.1' && !shown.has(address)) add('address', address);
}

function addSecrets(bytes: Uint8Array, text: string, add: (kind: string, value: string) => void): void {
  for (const { kind, span } of dropSecrets(bytes).secrets) {
    const secret = text.slice(span.start, span.end).trim();
    // Written over before: by a log, a person or redaction.
    if (secret.length < LEAST_SECRET || /^(.)\1*$/.test(secret)) continue;
    add(kind, secret);
    const password = kind === 'credentials' ? /^[^:]*:(.{5,})$/s.exec(decoded(secret))?.[1] : undefined;
    if (password !== undefined) add(kind, password);
  }
}

/** What Basic credentials say. */
function decoded(text: string): string {
  try {
    return atob(text.replace(/=+$/, ''));
  } catch {
    return '';
  }
}
