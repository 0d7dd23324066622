import type { Stamp } from './stamp.ts';

/** What a framing line says of the message behind it. Sockets are written `host:port` or `[v6]:port`, the port optional. */
export interface Frame {
  /** As the system that wrote the log sees it; absent when the line names both ends. */
  readonly direction?: 'sent' | 'received' | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The far end, where the log names only that. */
  readonly peer?: string | undefined;
  /** Name in any case; absent when the log does not say. */
  readonly transport?: string | undefined;
  readonly stamp?: Stamp | null;
  /** Bytes that the message has, as announced. */
  readonly length?: number | undefined;
  /** Whether the tool prints here what it printed before (equal messages are one); false: it may print this again. */
  readonly repeats?: boolean | undefined;
  /** The line opens a quoted field of a table that the message stands in: each quote is written twice. */
  readonly inField?: boolean | undefined;
  /** Lines before the framing line that belong to it. */
  readonly above?: number | undefined;
  /** Names of the two ends, as a collector calls these machines; absent or '' without. */
  readonly fromName?: string | undefined;
  readonly toName?: string | undefined;
  /** Column where the text of the format begins in the line; what stands before is a logger's prefix. */
  readonly column?: number | undefined;
}

/** A line and its neighbours, as text: one character a byte, colours removed. */
export interface LineView {
  readonly text: string;
  /** The n-th line behind (n > 0) or before (n < 0) this one; null where there is none. */
  line(n: number): string | null;
}

/** Host of `host:port` or `[v6]:port`. */
export function hostOf(socket: string): string {
  return /^\[([^\]]*)\]/.exec(socket)?.[1] ?? socket.replace(/:\d{1,5}$/, '');
}

/** `host:port` of parts. */
export function socket(host: string | undefined, port: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  return `${bare.includes(':') ? `[${bare}]` : bare}${port === undefined ? '' : `:${port}`}`;
}
