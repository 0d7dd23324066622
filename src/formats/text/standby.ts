import { rememberingOf } from '../../base/memo.ts';
import { bytesSource } from '../../base/source.ts';
import { MessageIndex } from '../../sip/message-index.ts';
import { Region } from './region.ts';
import { Session } from './session.ts';
import type { TextFormat } from './text-format.ts';

const NOTHING = bytesSource('', new Uint8Array(0));

/**
 * A reader that stays and never reads. Engines drop machine code with the last instance of a class that it was made for:
 * without this one, each source that is read after a full garbage collection would begin as slowly as the first.
 */
export const standBy = rememberingOf(
  (formats: readonly TextFormat[]) =>
    new Region(new Session({ source: NOTHING, number: 0, index: new MessageIndex(1, 1) }, formats)),
);
