import { bytesSource, type Source } from '../base/source.ts';
import type { Outcome } from '../capsule/capsule.ts';
import { encodeCapsule } from '../capsule/encode.ts';
import { writeFile } from '../capsule/file.ts';
import { writeFragment } from '../capsule/fragment.ts';
import { membersOf } from '../capsule/members.ts';
import { readCapsule } from '../capsule/read.ts';
import type { View } from '../view/view.ts';
import type { SecretKind } from './secrets.ts';
import { packPart, type TracePart } from './trace-part.ts';

/**
 * How far a link of some length gets: `anywhere`, `slack` (chats and bookmarks cut longer ones, silently), `long` (mails
 * and tickets may cut it), `too-long`: to be sent as a file.
 */
export type LinkLevel = 'anywhere' | 'slack' | 'long' | 'too-long';

const LEVELS: readonly (readonly [LinkLevel, number])[] = [
  ['anywhere', 2000],
  ['slack', 4000],
  ['long', 16_000],
];

export interface Link {
  /** `#1…z` */
  readonly fragment: string;
  /** The same trace as the bytes of a `.rungs` file. */
  readonly file: Uint8Array;
  /** Characters of base and fragment. */
  readonly length: number;
  readonly level: LinkLevel;
  readonly messages: number;
  /** How many secrets of each kind were taken out. */
  readonly dropped: ReadonlyMap<SecretKind, number>;
}

/** A trace that somebody shared. */
export interface SharedTrace {
  /** One for each source that it was made of: files of their own, read like any other. */
  readonly sources: readonly Source[];
  /** Rows and calls as they are counted when `sources` alone are analysed, in order. */
  readonly view: View | null;
  readonly redacted: boolean;
  readonly messages: number;
}

/** How far a whole link of so many characters gets. */
export function linkLevel(length: number): LinkLevel {
  return LEVELS.find(([, most]) => length <= most)?.[0] ?? 'too-long';
}

/**
 * A link that carries the chosen calls and the view of them; without what must never leave (share/drop.ts).
 * @param base address that the fragment is put behind, counted for the length
 */
export async function makeLink(part: TracePart, view: View | null, base = ''): Promise<Outcome<Link>> {
  const { capsule, secrets } = await packPart(part, view);
  const bytes = await encodeCapsule(capsule);
  if (!bytes.ok) return bytes;
  const fragment = writeFragment(bytes.value);
  const length = base.length + fragment.length;
  const dropped = new Map<SecretKind, number>();
  for (const { kind } of secrets.flat()) dropped.set(kind, (dropped.get(kind) ?? 0) + 1);
  const { messages } = capsule;
  return {
    ok: true,
    value: {
      fragment,
      file: writeFile(bytes.value),
      length,
      level: linkLevel(length),
      messages: messages.length,
      dropped,
    },
  };
}

/** Opens what somebody shared: an address with a fragment, a fragment, a text with a link in it, bytes of a file. Never rejects. */
export async function openLink(input: string | Uint8Array): Promise<Outcome<SharedTrace>> {
  const opened = await readCapsule(input);
  if (!opened.ok) return opened;
  const members = await membersOf(opened.value);
  const { view, redacted, messages } = opened.value;
  const sources = members.map(({ name, bytes }) => bytesSource(name, bytes));
  return { ok: true, value: { sources, view, redacted, messages: messages.length } };
}
