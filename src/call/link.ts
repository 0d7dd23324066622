import { type Columns, makeColumns, resizeColumns } from '../base/column.ts';

/** How sure a link between two legs is. */
export type LinkConfidence = 'certain' | 'strong' | 'likely' | 'by hand';

/** What two legs share, and how sure that makes the link. */
export const EVIDENCE = [
  ['session-id', 'certain'],
  ['half-session-id', 'strong'],
  ['icid', 'certain'],
  ['vendor-key', 'certain'],
  ['identity', 'certain'],
  ['call-id-named', 'certain'],
  ['dialog-named', 'certain'],
  ['via-branch', 'certain'],
  ['call-id-affix', 'strong'],
  ['from-tag', 'strong'],
  ['sdp-origin', 'strong'],
  ['media-address', 'strong'],
  ['ice', 'strong'],
  ['correlation', 'strong'],
  ['refer', 'strong'],
  ['redirect', 'strong'],
  ['third-party', 'strong'],
  ['music', 'strong'],
  ['numbers', 'likely'],
  ['next-attempt', 'likely'],
  ['by-hand', 'by hand'],
] as const satisfies readonly (readonly [string, LinkConfidence])[];

export type Evidence = (typeof EVIDENCE)[number][0];

/** Bits of `support`: what speaks for a link that numbers and time make. */
export const SAME_CALLED = 1;
export const SAME_CALLING = 2;
export const ANSWERED_TOGETHER = 4;
export const ENDED_TOGETHER = 8;

/** Code of an evidence: its position in EVIDENCE. */
export function evidenceCode(evidence: Evidence): number {
  return EVIDENCE.findIndex(([name]) => name === evidence);
}

/** Links between legs as plain columns: clonable. */
export interface LinkTable {
  readonly count: number;
  /** Legs; `a` is the one that began first. */
  readonly a: Uint32Array<ArrayBuffer>;
  readonly b: Uint32Array<ArrayBuffer>;
  /** Position in EVIDENCE. */
  readonly evidence: Uint8Array<ArrayBuffer>;
  readonly support: Uint8Array<ArrayBuffer>;
  /**
   * What both carry: an id of the index, in its tags for `from-tag`, its Call-IDs for `call-id-affix`, its correlations for
   * `correlation`, its keys otherwise.
   */
  readonly value: Int32Array<ArrayBuffer>;
}

/**
 * Legs that a person joined or cut, whatever the evidence. A leg is named by the row of one of its messages, as Call-IDs
 * may be used again, masked or redacted.
 */
export interface JoinDecisions {
  readonly joined: readonly (readonly [number, number])[];
  readonly cut: readonly (readonly [number, number])[];
}

export const NO_JOIN_DECISIONS: JoinDecisions = { joined: [], cut: [] };

const SCHEMA = { a: 'u32', b: 'u32', evidence: 'u8', support: 'u8', value: 'i32' } as const;

/** Takes links as they are found. */
export interface LinkSink {
  add(a: number, b: number, evidence: number, support: number, value: number): void;
}

/** Links while they are gathered. */
export class LinkList implements LinkSink {
  count = 0;
  columns: Columns<typeof SCHEMA> = makeColumns(SCHEMA, 64);

  add(a: number, b: number, evidence: number, support: number, value: number): void {
    if (this.count >= this.columns.a.length) this.columns = resizeColumns(SCHEMA, this.columns, this.count * 2);
    const c = this.columns;
    c.a[this.count] = a;
    c.b[this.count] = b;
    c.evidence[this.count] = evidence;
    c.support[this.count] = support;
    c.value[this.count] = value;
    this.count++;
  }

  /** Adds link `i` to others. */
  give(i: number, others: LinkSink): void {
    const { a, b, evidence, support, value } = this.columns;
    others.add(a[i] as number, b[i] as number, evidence[i] as number, support[i] as number, value[i] as number);
  }

  /** The links as plain data. */
  table(): LinkTable {
    return { count: this.count, ...resizeColumns(SCHEMA, this.columns, this.count) };
  }
}
