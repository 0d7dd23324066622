import type { Problem } from '../base/problem.ts';
import type { CallTable } from '../call/types.ts';
import type { SeenTraffic } from '../media/traffic.ts';
import type { LinkStretch } from '../packets/traffic.ts';
import type { MessageIndex } from '../sip/message-index.ts';

/** What reading a source brought, as far as an export tells of it. */
export interface ReadSource {
  readonly name: string;
  readonly formats: readonly { readonly id: string; readonly reason: string }[];
  readonly clock: 'absolute' | 'time-of-day' | 'relative' | 'none';
  /** Its dates say no zone: they are as written. */
  readonly zoneless?: boolean;
  readonly startLines: number;
  readonly messages: number;
  readonly skipped: readonly {
    readonly what: 'lines' | 'packets';
    readonly reason: string;
    readonly count: number;
    readonly where: readonly number[];
  }[];
  readonly problems: readonly Problem[];
  /** Problems beyond those kept. */
  readonly problemsDropped: number;
  /** A capture of packets, whole or not at all; a log may leave out messages or change them. */
  readonly packets: boolean;
  /** Names that it gives to addresses. */
  readonly names?: readonly { readonly address: string; readonly name: string }[];
}

/** A trace that was read, as exports need it. */
export interface OpenTrace {
  readonly index: MessageIndex;
  readonly calls: CallTable;
  readonly sources: readonly ReadSource[];
  /** What the captures hold beside SIP; left out: nothing. */
  readonly traffic?: SeenTraffic;
  readonly readBytes: (row: number) => Promise<Uint8Array>;
  /** Link types of the frames that carry messages, in the order of sources and of their bytes. */
  readonly links?: readonly LinkStretch[];
  /** Bytes of a source as they stand in it; left out: they cannot be had. */
  readonly readSource?: (source: number, start: number, end: number) => Promise<Uint8Array>;
}
