export type Hash = 'SHA-1' | 'SHA-256' | 'SHA-384';

/** How the records of a connection are protected. */
export interface Suite {
  readonly cipher: 'gcm' | 'chacha' | 'cbc';
  /** Bytes. */
  readonly keyLength: 16 | 32;
  /** Of the key derivation. */
  readonly hash: 'SHA-256' | 'SHA-384';
  /** Of the records, where encryption alone does not tell that they are whole. */
  readonly mac: Hash | null;
}

const gcm128: Suite = { cipher: 'gcm', keyLength: 16, hash: 'SHA-256', mac: null };
const gcm256: Suite = { cipher: 'gcm', keyLength: 32, hash: 'SHA-384', mac: null };
const chacha: Suite = { cipher: 'chacha', keyLength: 32, hash: 'SHA-256', mac: null };

function cbc(keyLength: 16 | 32, mac: Hash): Suite {
  return { cipher: 'cbc', keyLength, hash: mac === 'SHA-384' ? 'SHA-384' : 'SHA-256', mac };
}

function all(suite: Suite, ...codes: readonly number[]): [number, Suite][] {
  return codes.map((code) => [code, suite]);
}

/** Cipher suites that are read, by their IANA numbers: of TLS 1.3 (RFC 8446 §B.4) and of TLS 1.2, however keys are agreed. */
export const SUITES: ReadonlyMap<number, Suite> = new Map([
  ...all(gcm128, 0x1301, 0x9c, 0x9e, 0xa0, 0xa2, 0xa4, 0xa6, 0xa8, 0xaa, 0xac, 0xc02b, 0xc02d, 0xc02f, 0xc031, 0xd001),
  ...all(gcm256, 0x1302, 0x9d, 0x9f, 0xa1, 0xa3, 0xa5, 0xa7, 0xa9, 0xab, 0xad, 0xc02c, 0xc02e, 0xc030, 0xc032, 0xd002),
  ...all(chacha, 0x1303, 0xcca8, 0xcca9, 0xccaa, 0xccab, 0xccac, 0xccad, 0xccae),
  ...all(cbc(16, 'SHA-1'), 0x2f, 0x30, 0x31, 0x32, 0x33, 0x34, 0x8c, 0x90, 0x94),
  ...all(cbc(16, 'SHA-1'), 0xc004, 0xc009, 0xc00e, 0xc013, 0xc018, 0xc035),
  ...all(cbc(32, 'SHA-1'), 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x8d, 0x91, 0x95),
  ...all(cbc(32, 'SHA-1'), 0xc005, 0xc00a, 0xc00f, 0xc014, 0xc019, 0xc036),
  ...all(
    cbc(16, 'SHA-256'),
    0x3c,
    0x3e,
    0x3f,
    0x40,
    0x67,
    0x6c,
    0xae,
    0xb2,
    0xb6,
    0xc023,
    0xc025,
    0xc027,
    0xc029,
    0xc037,
  ),
  ...all(cbc(32, 'SHA-256'), 0x3d, 0x68, 0x69, 0x6a, 0x6b, 0x6d),
  ...all(cbc(32, 'SHA-384'), 0xaf, 0xb3, 0xb7, 0xc024, 0xc026, 0xc028, 0xc02a, 0xc038),
]);
