/** One header of a table: its name, its compact form ('' for none), where it is defined, and one sentence. */
export type HeaderRow = readonly [name: string, compact: string, reference: string, meaning: string];
