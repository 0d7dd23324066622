import { formatAddress, parseAddress } from '../base/address.ts';
import type { OpenTrace } from './open-trace.ts';

/** Longer names say no more of a machine. */
const LONGEST = 200;

/** Names that the sources of a trace give to addresses, by address as endpoints have it; the first of each counts. */
export function traceNames({ sources }: Pick<OpenTrace, 'sources'>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { address, name } of sources.flatMap((source) => source.names ?? [])) {
    const bytes = parseAddress(address);
    const text = name.trim().slice(0, LONGEST);
    const key = bytes ? formatAddress(bytes) : '';
    if (key !== '' && text !== '' && !names.has(key)) names.set(key, text);
  }
  return names;
}
