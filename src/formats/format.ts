import type { Place, Problem } from '../base/problem.ts';
import type { Source } from '../base/source.ts';
import type { TlsSecrets } from '../packets/tls/secrets.ts';
import type { TrafficTables } from '../packets/traffic.ts';
import type { MessageIndex } from '../sip/message-index.ts';

/** What the time stamps of a source say: dates, times of day, distances from a start, or nothing. */
export type Clock = 'absolute' | 'time-of-day' | 'relative' | 'none';

/** One kind of log or capture found in a source, and why it was recognised. */
export interface FoundFormat {
  readonly id: string;
  readonly label: string;
  /** Plain words: "28 lines like «<--- Received SIP request … --->»". */
  readonly reason: string;
  readonly messages: number;
  readonly clock: Clock;
  /** Text: lines of its first and its last start line, from 1. */
  readonly lines?: readonly [number, number];
  /** Messages of which an end was told by Via, Contact and the like instead of the log. */
  readonly inferred?: number;
}

/** Lines or packets that were passed over, by reason. */
export interface Skipped {
  readonly what: 'lines' | 'packets';
  readonly reason: string;
  readonly count: number;
  /** The first few places: line or frame numbers (from 1). */
  readonly where: readonly number[];
}

/** What reading one source brought; always says everything, also about failure. */
export interface SourceReport {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly formats: readonly FoundFormat[];
  readonly clock: Clock;
  /** Its dates say no zone (at least some): they are read as written, and nobody knows where that was. */
  readonly zoneless?: boolean;
  /** Text: SIP start lines seen. Captures: payloads that begin like SIP. */
  readonly startLines: number;
  readonly messages: number;
  readonly skipped: readonly Skipped[];
  readonly problems: readonly Problem[];
  /** Problems beyond the first thousand. */
  readonly problemsDropped: number;
  /** Nothing recognised: the lines that came nearest, with their numbers, and what was looked for. */
  readonly nearest: readonly { readonly line: number; readonly text: string; readonly why: string }[];
  readonly lookedFor: readonly string[];
  /** Cancelled before its end. */
  readonly cancelled: boolean;
  /** Id of the format that a person chose for it. */
  readonly chosen?: string;
  /** Names that the source gives to addresses: name records of a capture, aliases of a collector. Addresses as text. */
  readonly names?: readonly { readonly address: string; readonly name: string }[];
  /** It gives no messages, and that is no failure: a key log, an archive whose files are read apart, a note in one. */
  readonly aside?: boolean;
  /** What people wrote into a capture where there is no message: comments on messages are in the index. */
  readonly comments?: readonly Comment[];
}

/** What reading one source brought, with the logs that were unpacked from it: sources of their own. */
export interface SourceRead extends SourceReport {
  readonly members?: readonly Source[];
}

/** What a person wrote into a capture. */
export interface Comment {
  readonly text: string;
  readonly at: Place;
}

/** How far reading has come. */
export interface ReadProgress {
  readonly bytes: number;
  readonly messages: number;
}

/** What a reader is given. */
export interface ReadContext {
  readonly source: Source;
  /** Position of the source in the list of sources. */
  readonly number: number;
  readonly index: MessageIndex;
  /** Where a capture enters what it holds beside SIP; left out: nowhere. */
  readonly traffic?: TrafficTables;
  /** Called now and then, at least once per slice. */
  readonly progress?: (progress: ReadProgress) => void;
  readonly signal?: AbortSignal;
  /** Of TLS sessions, from key logs and from captures themselves; none without. */
  readonly secrets?: TlsSecrets;
  /** A person chose this format for the source; null = recognise. */
  readonly chosen?: string | null;
}
