/** How to get a SIP trace from one product or tool, and what such a trace can tell. */
export interface ProductGuide {
  /** Kebab-case; stable. */
  readonly id: string;
  readonly product: string;
  readonly vendor?: string;
  /** What to type or click, in order: switching on first, off last. Addresses are examples (RFC 5737). */
  readonly commands: readonly string[];
  /** Where the trace lands. */
  readonly output: string;
  readonly knows: {
    /** Printed addresses: of both sides, of the far side only, or none (they are then inferred from Via and Contact). */
    readonly addresses: 'both' | 'peer' | 'none';
    /** Printed time: with a date (perhaps without its year), time of day only, or none. */
    readonly time: 'date' | 'time' | 'none';
    /** Whether each message says who sent it. */
    readonly direction: boolean;
  };
  /** Ids of the formats that such a trace is read as, captures aside. */
  readonly reads: readonly string[];
  /** What to beware of. */
  readonly note?: string;
}
