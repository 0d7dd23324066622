/** What a redacted trace shows as it is. All false: as little as possible. There is no option for secrets. */
export interface RedactOptions {
  readonly addresses: boolean;
  /** Telephone numbers, in whatever notation. */
  readonly numbers: boolean;
  /** Codes of up to four digits, and emergency numbers. */
  readonly shortNumbers: boolean;
  /** User and display names, and names of hosts and domains. */
  readonly names: boolean;
  /** User-Agent and Server. */
  readonly products: boolean;
  /** Bodies that are neither a session description nor a message. */
  readonly bodies: boolean;
}

export const HIDE_ALL: RedactOptions = {
  addresses: false,
  numbers: false,
  shortNumbers: false,
  names: false,
  products: false,
  bodies: false,
};
