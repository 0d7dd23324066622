import type { Header, Redaction } from './header-row.ts';
import { CORE_HEADERS } from './headers-core.ts';
import { EXTENSION_HEADERS } from './headers-extension.ts';
import { VENDOR_HEADERS } from './headers-vendor.ts';

/** Every header that is known: those of the IANA registry and common ones beside it. */
export const HEADERS: readonly Header[] = [...CORE_HEADERS, ...EXTENSION_HEADERS, ...VENDOR_HEADERS].map(
  ([name, compact, count, kind, redaction]) => ({ name, compact, multiple: count === 'list', kind, redaction }),
);

const BY_NAME = new Map<string, Header>();
for (const header of HEADERS) {
  // As most messages write it, so that no name has to be folded to be found; and in any other case.
  BY_NAME.set(header.name, header);
  BY_NAME.set(header.name.toLowerCase(), header);
  if (header.compact) BY_NAME.set(header.compact, header);
}

/** The header of a name in any case or compact form; null when it is not known. */
export function knownHeader(name: string): Header | null {
  return BY_NAME.get(name) ?? BY_NAME.get(name.toLowerCase()) ?? null;
}

/** `Via` for `v`, `VIA` or `Via`; an unknown name stays as it is written. */
export function canonicalName(name: string): string {
  return knownHeader(name)?.name ?? name;
}

/** What redaction does with a header: one that is not known is hidden. */
export function redactionOf(name: string): Redaction {
  return knownHeader(name)?.redaction ?? 'pseudonym';
}
