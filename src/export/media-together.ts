import type { CallMessage } from '../call/types.ts';
import { laneTest, type Sieve } from '../ladder/sieve.ts';
import { type CallMedia, NO_MEDIA } from '../media/call-media.ts';
import { mergeMedia } from '../media/merge-media.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import type { OpenCall } from './open-call.ts';

/** Which part of the messages of several calls is shown. */
export interface ShownPart {
  readonly sieve: Sieve;
  /** All rows that pass the sieve, and those of them that are shown. */
  readonly rows: Uint32Array;
  readonly shown: Uint32Array;
}

/** Media of calls that share a ladder, in the order of their numbers, as far as it stands in the part that is shown. */
export function mediaTogether(calls: readonly OpenCall[], index: MessageIndex, part: ShownPart): CallMedia {
  // Who asks for some methods asks for messages.
  if (part.sieve.methods.length > 0) return NO_MEDIA;
  const isLane = laneTest(index, part.sieve);
  const stands = standing(part);
  return mergeMedia(
    calls.map(({ detail, media = NO_MEDIA }, at) => {
      const isShown = ({ from, to }: { readonly from: number; readonly to: number }, time: number) =>
        (isLane(from) || isLane(to)) && stands(detail.messages, time);
      return {
        number: at + 1,
        media: {
          flows: media.flows.filter((flow) => isShown(flow, flow.flow.first)),
          events: media.events.filter((event) => isShown(event, event.event.time)),
        },
      };
    }),
  );
}

/** Whether a moment of a call stands in the part that is shown: where the last message of the call before it stands. */
function standing({ rows, shown }: ShownPart): (messages: readonly CallMessage[], time: number) => boolean {
  if (rows.length === shown.length) return () => true;
  const [passing, here] = [new Set(rows), new Set(shown)];
  return (messages, time) => {
    let last = -1;
    for (const message of messages) {
      if (passing.has(message.row) && (last < 0 || message.time <= time)) last = message.row;
    }
    return here.has(last);
  };
}
