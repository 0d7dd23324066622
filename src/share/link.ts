import { bytesSource, type Source } from '../base/source.ts';
import { type Capsule, type Outcome, refuse, type ShownKind } from '../capsule/capsule.ts';
import { encodeCapsule } from '../capsule/encode.ts';
import { writeFile } from '../capsule/file.ts';
import { writeFragment } from '../capsule/fragment.ts';
import { membersOf } from '../capsule/members.ts';
import { readCapsule } from '../capsule/read.ts';
import type { Span } from '../sip/message.ts';
import type { View } from '../view/view.ts';
import { mayLeave, sayBlocked } from './gates.ts';
import { type Outgoing, outgoing, type Wish } from './outgoing.ts';
import type { SecretKind } from './secrets.ts';
import type { TracePart } from './trace-part.ts';

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
  /** All that is in it, exactly. */
  readonly capsule: Capsule;
  /** What is not as it was, in the bytes of each message. */
  readonly changes: readonly (readonly Span[])[];
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
  /** What is as it was nevertheless. */
  readonly shown: readonly ShownKind[];
  readonly messages: number;
}

/** How far a whole link of so many characters gets. */
export function linkLevel(length: number): LinkLevel {
  return LEVELS.find(([, most]) => length <= most)?.[0] ?? 'too-long';
}

/**
 * A link that carries the chosen calls and the view of them, redacted as was wished; without what must never leave
 * (share/drop.ts). Refused when a gate says that something else would leave.
 */
export async function makeLink(part: TracePart, view: View | null, wish: Wish, where: Where): Promise<Outcome<Link>> {
  const out = await outgoing(part, view, wish);
  return out.ok ? linkOf(out.value, wish, where) : out;
}

/** Where a link is put behind, and where random bytes come from. */
export interface Where {
  readonly base: string;
  readonly random: (count: number) => Uint8Array;
}

/** The link of what is ready to leave. */
export async function linkOf(
  { capsule, changes, dropped, gates }: Outgoing,
  { passphrase }: Wish,
  { base, random }: Where,
): Promise<Outcome<Link>> {
  if (!mayLeave(gates)) return refuse('blocked', sayBlocked(gates));
  const bytes = await encodeCapsule(capsule, 'short', passphrase === '' ? null : { passphrase, random });
  if (!bytes.ok) return bytes;
  const fragment = writeFragment(bytes.value);
  const length = base.length + fragment.length;
  const level = linkLevel(length);
  const file = writeFile(bytes.value);
  return { ok: true, value: { fragment, file, length, level, capsule, changes, dropped } };
}

/** Opens what somebody shared: an address with a fragment, a fragment, a text with a link in it, bytes of a file. Never rejects. */
export async function openLink(input: string | Uint8Array, passphrase = ''): Promise<Outcome<SharedTrace>> {
  const opened = await readCapsule(input, passphrase);
  if (!opened.ok) return opened;
  const members = await membersOf(opened.value);
  const { view, redacted, shown, messages } = opened.value;
  const sources = members.map(({ name, bytes }) => bytesSource(name, bytes));
  return { ok: true, value: { sources, view, redacted, shown, messages: messages.length } };
}
