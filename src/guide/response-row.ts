/** One response code of the registry: code, phrase, reference, then what it says, what causes it, what to do. */
export type ResponseRow = readonly [
  code: number,
  phrase: string,
  reference: string,
  meaning: string,
  cause: string,
  next: string,
];
