import { isCarrier } from './carrier.ts';
import { isFile } from './file.ts';
import { hasFragment } from './fragment.ts';
import { CAPSULE_HEAD, CARRIER_LIMIT, FILE_LIMIT, LINK_LIMIT } from './limits.ts';

/** A link, a file, or a page or picture that carries a trace. */
export type CapsuleKind = 'link' | 'file' | 'carrier';

/** What these first bytes are; null when they are no capsule. Text that holds SIP is read as such, whatever links stand in it. */
export function recogniseCapsule(head: Uint8Array): CapsuleKind | null {
  if (isFile(head)) return 'file';
  const text = new TextDecoder('latin1').decode(head.subarray(0, CAPSULE_HEAD));
  if (isCarrier(text)) return 'carrier';
  // Nothing but a link, though of a version that is not known here, or damaged: reading it says which.
  if (/^[!-~]*#[1-9][\w-]{24,}\s*$/.test(text)) return 'link';
  return text.includes('#') && !text.includes('SIP/2.0') && hasFragment(text) ? 'link' : null;
}

/** Bytes of a source that are looked at to open it: for a link twice its length, since lines may have been broken. */
export function capsuleReach(kind: CapsuleKind): number {
  if (kind === 'carrier') return CAPSULE_HEAD + CARRIER_LIMIT;
  return kind === 'file' ? FILE_LIMIT + 1 : CAPSULE_HEAD + 2 * LINK_LIMIT;
}
