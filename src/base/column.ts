type TypedArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** Kinds of column a table may have, by the element they hold. */
export type ColumnKind = 'u8' | 'u16' | 'u32' | 'i32' | 'f64';

const MAKE: { readonly [K in ColumnKind]: (length: number) => ColumnArray<K> } = {
  u8: (n) => new Uint8Array(n),
  u16: (n) => new Uint16Array(n),
  u32: (n) => new Uint32Array(n),
  i32: (n) => new Int32Array(n),
  f64: (n) => new Float64Array(n),
};

export type ColumnArray<K extends ColumnKind> = K extends 'u8'
  ? Uint8Array<ArrayBuffer>
  : K extends 'u16'
    ? Uint16Array<ArrayBuffer>
    : K extends 'u32'
      ? Uint32Array<ArrayBuffer>
      : K extends 'i32'
        ? Int32Array<ArrayBuffer>
        : Float64Array<ArrayBuffer>;

export type Schema = Readonly<Record<string, ColumnKind>>;
export type Columns<S extends Schema> = { [K in keyof S]: ColumnArray<S[K]> };

/** Fresh columns of one length, in the order of the schema. */
export function makeColumns<S extends Schema>(schema: S, length: number): Columns<S> {
  // An object that is filled by computed names becomes a hash table, whose columns are ten times as slow to reach.
  const columns = Object.fromEntries(Object.entries(schema).map(([name, kind]) => [name, MAKE[kind](length)]));
  return columns as Columns<S>;
}

/** The same columns with another length: what fits is kept, the rest is zero. */
export function resizeColumns<S extends Schema>(schema: S, old: Columns<S>, length: number): Columns<S> {
  const columns = makeColumns(schema, length);
  for (const name of Object.keys(schema)) {
    const from = old[name as keyof S] as TypedArray;
    (columns[name as keyof S] as TypedArray).set(from.subarray(0, Math.min(from.length, length)) as never);
  }
  return columns;
}

/** Bytes that columns hold. */
export function columnBytes<S extends Schema>(columns: Columns<S>): number {
  let sum = 0;
  for (const column of Object.values(columns)) sum += (column as TypedArray).byteLength;
  return sum;
}
