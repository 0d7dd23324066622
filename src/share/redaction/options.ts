import type { ShownKind } from '../../capsule/capsule.ts';

/**
 * What a redacted trace shows as it is. All false: as little as possible. There is no option for secrets.
 * - numbers: telephone numbers, in whatever notation
 * - shortNumbers: codes of up to four digits, and emergency numbers
 * - names: user and display names, and names of hosts and domains
 * - products: User-Agent and Server
 * - bodies: those that are neither a session description nor a message
 */
export type RedactOptions = { readonly [K in ShownKind]: boolean };

export const HIDE_ALL: RedactOptions = {
  addresses: false,
  numbers: false,
  shortNumbers: false,
  names: false,
  products: false,
  bodies: false,
};
