import type { Source } from '../base/source.ts';
import { CAPSULE_HEAD } from '../capsule/limits.ts';
import { capsuleReach, recogniseCapsule } from '../capsule/recognise.ts';
import { openLink, type SharedTrace } from './link.ts';

/** A source that is locked, without its passphrase. */
export type Locked = 'needs-passphrase' | 'wrong-passphrase';

/**
 * Opens a source that is a shared trace, so that what came from several captures becomes several sources again. Null for
 * any other source, and for one that does not open: read as it is, it says why.
 */
export async function unpackSource(source: Source, passphrase = ''): Promise<SharedTrace | Locked | null> {
  const kind = recogniseCapsule(await source.read(0, Math.min(CAPSULE_HEAD, source.size)));
  if (kind === null) return null;
  const opened = await openLink(await source.read(0, Math.min(source.size, capsuleReach(kind))), passphrase);
  if (opened.ok) return opened.value;
  return opened.problem === 'needs-passphrase' || opened.problem === 'wrong-passphrase' ? opened.problem : null;
}
