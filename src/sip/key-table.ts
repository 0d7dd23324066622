import { type Columns, columnBytes, makeColumns, resizeColumns } from '../base/column.ts';
import { Interner } from '../base/interner.ts';

/** What a key that may join two legs of a call was taken from. */
export const SESSION_LOCAL = 1;
export const SESSION_REMOTE = 2;
export const CHARGING = 3;
export const VENDOR = 4;
export const IDENTITY = 5;
/** A token of some header or body that may be the Call-ID of another leg. */
export const TOKEN = 6;
/** Call-ID in Replaces, Join or Target-Dialog, or in Replaces inside a Refer-To. */
export const NAMED_DIALOG = 7;
export const ORIGIN = 8;
export const MEDIA = 9;
export const ICE = 10;
/** Last digits of the number, or the whole user part. */
export const CALLED = 11;
export const CALLING = 12;
/** Branch of a Via below the top. */
export const LOWER_BRANCH = 13;
/** Whom Refer-To, or the Contact of a redirect, asks to call: as CALLED, or as TARGET where it names no user. */
export const REFERRED = 14;
export const REDIRECTED = 15;
/** Host of a Request-URI that names no user. */
export const TARGET = 16;
/** Address and port of the media that a 2xx offers in answer to an INVITE without an offer. */
export const OFFERED = 17;
/** Address and port of the media that a re-INVITE offers to who is to be put on hold. */
export const HELD = 18;

const SCHEMA = { row: 'u32', kind: 'u8', value: 'u32' } as const;

/** Keys of dialog-forming requests, a side table of the message index: row, kind, interned value. Rows only grow. */
export class KeyTable {
  count = 0;
  readonly values: Interner;
  columns: Columns<typeof SCHEMA> = makeColumns(SCHEMA, 256);

  /** @param salt as the index has it */
  constructor(salt?: number) {
    this.values = new Interner(1024, salt);
  }

  /** Keeps bytes[start, end) unless the last key of the row says the same. */
  add(row: number, kind: number, bytes: Uint8Array, start: number, end: number): void {
    if (end <= start) return;
    const value = this.values.id(bytes, start, end);
    const last = this.count - 1;
    const c = this.columns;
    if (last >= 0 && c.value[last] === value && c.kind[last] === kind && c.row[last] === row) return;
    if (this.count >= c.row.length) this.columns = resizeColumns(SCHEMA, c, Math.ceil(this.count * 1.6));
    this.columns.row[this.count] = row;
    this.columns.kind[this.count] = kind;
    this.columns.value[this.count] = value;
    this.count++;
  }

  /** Memory held, bytes. */
  get byteLength(): number {
    return columnBytes(this.columns) + this.values.byteLength;
  }

  /** Gives back what growing left over. */
  trim(): void {
    this.columns = resizeColumns(SCHEMA, this.columns, Math.max(1, this.count));
  }
}
