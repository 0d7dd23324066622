import type { CallMessage } from '../call/types.ts';
import { parseNameAddrs } from '../sip/name-addr.ts';
import type { Scene } from './scene.ts';

/** What a signed caller identity claims (RFC 8225, RFC 8588). */
export interface Passport {
  readonly attest: string;
  readonly ppt: string;
  readonly origin: string;
  readonly destinations: readonly string[];
  /** Seconds since the epoch; NaN when it does not say. */
  readonly issued: number;
  readonly certificate: string;
}

/** The claims of the first Identity header of a message; null when there is none that can be read. */
export function passportOf(scene: Scene, row: number): Passport | null {
  const token = /^\s*([\w-]+)\.([\w-]+)\.[\w-]*/.exec(scene.header(row, 'Identity') ?? '');
  const header = decoded(token?.[1]);
  const payload = decoded(token?.[2]);
  if (!header || !payload) return null;
  const numbers = (value: unknown) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => (typeof one === 'string' ? [one] : []));
  return {
    attest: textIn(payload, 'attest'),
    ppt: textIn(header, 'ppt'),
    origin: numbers(fieldIn(fieldIn(payload, 'orig'), 'tn'))[0] ?? '',
    destinations: numbers(fieldIn(fieldIn(payload, 'dest'), 'tn')),
    issued: Number(fieldIn(payload, 'iat') ?? Number.NaN),
    certificate: textIn(header, 'x5u'),
  };
}

/** Base64url JSON; null for anything else. */
function decoded(part: string | undefined): unknown {
  if (part === undefined || part.length > 20_000) return null;
  try {
    return JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return null;
  }
}

function fieldIn(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function textIn(value: unknown, name: string): string {
  const found = fieldIn(value, name);
  return typeof found === 'string' ? found.slice(0, 200) : '';
}

/** User part of the first address in a header, '' without. */
export function userIn(scene: Scene, row: number, header: string): string {
  const value = scene.header(row, header);
  const [address] = value === null ? [] : parseNameAddrs(value);
  return (address?.uri.user ?? '').split(';')[0]?.slice(0, 60) ?? '';
}

/** Digits of a number, in the form in which two spellings of it are equal: no plus, zeros in front or blanks. */
export function digitsOf(number: string): string {
  return number.replace(/[^\d]/g, '').replace(/^0+/, '');
}

/** The INVITE as the caller's side sent it. */
export function firstInvite(scene: Scene): CallMessage | null {
  return scene.initial.at(-1)?.request ?? null;
}
