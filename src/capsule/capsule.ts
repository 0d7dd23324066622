import type { EndpointKind } from '../base/endpoint.ts';
import type { View } from '../view/view.ts';

/** What the time stamps of a source say. */
export const CLOCKS = ['none', 'absolute', 'time-of-day', 'relative'] as const;

/** A log or capture that messages came from. */
export interface CapsuleSource {
  readonly name: string;
  readonly clock: (typeof CLOCKS)[number];
  /** A capture of packets, whole or not at all; a log may leave out messages or change them. */
  readonly packets: boolean;
  /** Its dates say no zone: they are as written. */
  readonly zoneless?: boolean;
}

/** A socket, as base/endpoint.ts has it. */
export interface CapsuleEndpoint {
  readonly kind: EndpointKind;
  readonly address: string;
  readonly port: number;
}

/** One message with what base/captured.ts knows of it. */
export interface CapsuleMessage {
  /** Positions in `sources` and `endpoints`. */
  readonly source: number;
  readonly from: number;
  readonly to: number;
  /** Microseconds, see Captured.time; NaN without a clock. Whole numbers survive. */
  readonly time: number;
  readonly transport: number;
  readonly flags: number;
  /** Told apart only by equality: numbers that occur once come back as other numbers that occur once. */
  readonly sequence: number;
  readonly bytes: Uint8Array;
  /** Bytes that it had on the wire: more or fewer than `bytes` where redaction changed them. */
  readonly size: number;
}

/** Kinds of value that a redacted trace may show as they were. The order is that of their bits in a capsule. */
export const SHOWN_KINDS = ['addresses', 'numbers', 'shortNumbers', 'names', 'products', 'bodies'] as const;
export type ShownKind = (typeof SHOWN_KINDS)[number];

/** All that a link or a file carries. */
export interface Capsule {
  /** Numbers, names and addresses in it are pseudonyms. */
  readonly redacted: boolean;
  /** What is as it was nevertheless; empty when it is not redacted. */
  readonly shown: readonly ShownKind[];
  readonly sources: readonly CapsuleSource[];
  readonly endpoints: readonly CapsuleEndpoint[];
  /** In the order in which they were read, so one source after the other. */
  readonly messages: readonly CapsuleMessage[];
  /** Its row numbers are positions in `messages`. */
  readonly view: View | null;
}

/** Why a link or file does not open, or is not made. */
export type CapsuleProblem =
  | 'no-capsule'
  | 'cut'
  | 'corrupt'
  | 'newer-version'
  | 'too-large'
  | 'needs-passphrase'
  | 'wrong-passphrase'
  | 'no-cryptography'
  | 'blocked';

export interface CapsuleRefusal {
  readonly ok: false;
  readonly problem: CapsuleProblem;
  /** One plain sentence. */
  readonly text: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | CapsuleRefusal;

export function refuse(problem: CapsuleProblem, text: string): CapsuleRefusal {
  return { ok: false, problem, text };
}
