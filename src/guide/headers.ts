import type { HeaderRow } from './header-row.ts';
import { CORE_HEADERS } from './headers-core.ts';
import { EXTENSION_HEADERS } from './headers-extension.ts';
import { OTHER_HEADERS } from './headers-other.ts';

/** What a header is for, in one sentence. */
export interface HeaderGuide {
  /** The usual spelling; empty when only its kind is known. */
  readonly name: string;
  /** The one-letter form, or null. */
  readonly compact: string | null;
  readonly meaning: string;
  readonly reference: string;
  /** True when the IANA registry of SIP headers lists it. */
  readonly registered: boolean;
}

function guide([name, compact, reference, meaning]: HeaderRow, registered: boolean): HeaderGuide {
  return { name, compact: compact === '' ? null : compact, meaning, reference, registered };
}

/** Every header that has a sentence of its own. */
export const HEADERS: readonly HeaderGuide[] = [
  ...[...CORE_HEADERS, ...EXTENSION_HEADERS].map((row) => guide(row, true)),
  ...OTHER_HEADERS.map((row) => guide(row, false)),
];

const BY_NAME: ReadonlyMap<string, HeaderGuide> = new Map(
  HEADERS.flatMap((header) =>
    [header.name, header.compact].flatMap((key) => (key === null ? [] : [[key.toLowerCase(), header] as const])),
  ),
);

function unknown(meaning: string, reference: string): HeaderGuide {
  return { name: '', compact: null, meaning, reference, registered: false };
}

const PRIVATE = unknown(
  'A private header: some vendor, operator or script added it, and only its maker can say what it means. Other devices ignore it.',
  'RFC 3261 §8.2.2',
);
const PROPRIETARY = unknown(
  "By its name a header for one operator's or vendor's network; the registry does not list it, and other devices ignore it.",
  'RFC 5727 §4',
);
const MICROSOFT = unknown(
  'A header of Microsoft servers and clients; it matters only between them.',
  'vendor: Microsoft',
);
const UNREGISTERED = unknown(
  "The registry does not know this header: a vendor's own, an old draft, or a misspelling. A receiver that does not know it ignores it.",
  'RFC 3261 §8.2.2',
);

/**
 * The sentence for a header, by full name or one-letter form, whatever its case (RFC 3261 §7.3.1). What has no
 * sentence of its own is explained by its kind: X-, P- and ms- headers, and the rest.
 */
export function headerGuide(name: string): HeaderGuide {
  const key = name.toLowerCase();
  const known = BY_NAME.get(key);
  if (known !== undefined) return known;
  if (key.startsWith('x-ms-') || key.startsWith('ms-')) return MICROSOFT;
  if (key.startsWith('x-')) return PRIVATE;
  if (key.startsWith('p-')) return PROPRIETARY;
  return UNREGISTERED;
}
