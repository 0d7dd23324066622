import { headerGuide } from './headers.ts';
import type { ParameterGroup } from './parameter-row.ts';
import { ADDRESS_PARAMETERS } from './parameters-address.ts';
import { HEADER_PARAMETERS } from './parameters-headers.ts';

/** What a parameter says. */
export interface ParameterGuide {
  /** The header it belongs to, or `URI` for one inside an address. */
  readonly owner: string;
  readonly name: string;
  readonly meaning: string;
  readonly reference: string;
}

function byName([owner, rows]: ParameterGroup): [string, ReadonlyMap<string, ParameterGuide>] {
  const parameters = rows.map(([name, reference, meaning]) => ({ owner, name, meaning, reference }));
  return [owner.toLowerCase(), new Map(parameters.map((parameter) => [parameter.name.toLowerCase(), parameter]))];
}

/** All parameters: owner in lower case (a header, or `uri`), then name in lower case. */
export const PARAMETERS: ReadonlyMap<string, ReadonlyMap<string, ParameterGuide>> = new Map(
  [...ADDRESS_PARAMETERS, ...HEADER_PARAMETERS].map(byName),
);

/**
 * The sentence for a parameter of a header (full name or one-letter form) or of an address (`URI`), whatever the
 * case. A header that does not own the parameter may hold an address without angle brackets, so addresses are asked
 * next. Null when nobody knows it.
 */
export function parameterGuide(header: string, name: string): ParameterGuide | null {
  const owner = (headerGuide(header).name || header).toLowerCase();
  const key = name.toLowerCase();
  return PARAMETERS.get(owner)?.get(key) ?? PARAMETERS.get('uri')?.get(key) ?? null;
}
