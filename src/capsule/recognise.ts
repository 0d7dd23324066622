import { isFile } from './file.ts';
import { hasFragment } from './fragment.ts';
import { FILE_LIMIT, LINK_LIMIT } from './limits.ts';

/** First bytes that tell a capsule: a link stands near the beginning of its text, behind a greeting perhaps. */
export const CAPSULE_HEAD = 8192;

/** What these first bytes are; null when they are no capsule. Text that holds SIP is read as such, whatever links stand in it. */
export function recogniseCapsule(head: Uint8Array): 'link' | 'file' | null {
  if (isFile(head)) return 'file';
  const text = new TextDecoder('latin1').decode(head.subarray(0, CAPSULE_HEAD));
  return text.includes('#') && !text.includes('SIP/2.0') && hasFragment(text) ? 'link' : null;
}

/** Bytes of a source that are looked at to open it: for a link twice its length, since lines may have been broken. */
export function capsuleReach(kind: 'link' | 'file'): number {
  return kind === 'file' ? FILE_LIMIT + 1 : CAPSULE_HEAD + 2 * LINK_LIMIT;
}
