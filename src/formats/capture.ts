import type { Problem } from '../base/problem.ts';
import type { Source } from '../base/source.ts';
import type { Clock, Comment, FoundFormat, ReadContext, Skipped, SourceReport } from './format.ts';

/** What reading one capture brought. */
export interface CaptureReport {
  readonly clock: Clock;
  /** Its dates say no zone: they are as written. */
  readonly zoneless?: boolean;
  /** Packets in the file, whatever they held. */
  readonly packets: number;
  /** Payloads that begin like SIP. */
  readonly startLines: number;
  /** Rows that were added to the index. */
  readonly messages: number;
  readonly skipped: readonly Skipped[];
  readonly problems: readonly Problem[];
  /** Problems beyond those kept. */
  readonly problemsDropped: number;
  readonly cancelled: boolean;
  /** What was found, where the format is not all there is to say. */
  readonly formats?: readonly FoundFormat[];
  readonly names?: NonNullable<SourceReport['names']>;
  readonly comments?: readonly Comment[];
  /** Logs that were unpacked from it, to be read as sources of their own. */
  readonly members?: readonly Source[];
  /** What was decrypted, in words; absent when nothing was. */
  readonly decrypted?: string;
}

/** A kind of capture file: known by its first bytes, read packet by packet. */
export interface CaptureFormat {
  readonly id: string;
  readonly label: string;
  /** Why these first bytes (64 KiB or the whole source) are such a file, in plain words; null when they are not. */
  magic(head: Uint8Array): string | null;
  /** Reads the whole source. Rejects only when the source itself cannot be read any more. */
  read(context: ReadContext): Promise<CaptureReport>;
}

/** The report of a source without packets, but for what `part` says. */
export function reportOf(part: Partial<CaptureReport>): CaptureReport {
  return {
    clock: 'none',
    packets: 0,
    startLines: 0,
    messages: 0,
    skipped: [],
    problems: [],
    problemsDropped: 0,
    cancelled: false,
    ...part,
  };
}
