/** One parameter of a table: its name, where it is defined, and one sentence. */
export type ParameterRow = readonly [name: string, reference: string, meaning: string];

/** Parameters by the header (or `URI`) that they belong to. */
export type ParameterGroup = readonly [owner: string, rows: readonly ParameterRow[]];
