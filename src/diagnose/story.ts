import type { CallDetail } from '../call/types.ts';
import { callSentence } from './story-call.ts';
import { callDetails } from './story-details.ts';
import { otherSentence } from './story-other.ts';
import { type StoryLane, type StoryNote, tellingOf } from './telling.ts';

/** A call in plain English. */
export interface Story {
  /** What happened, in one sentence. */
  readonly sentence: string;
  /** What else is worth knowing, each at the row of the message index that shows it (-1: nowhere in particular). */
  readonly details: readonly StoryNote[];
  /** Row of the message that decided how it came out, -1 when there is none. */
  readonly because: number;
}

/**
 * Tells what happened in a call or other exchange. Exact about what is unknown; says nothing that the messages do not show.
 * @param lanes names of sockets by endpoint id
 * @param reasons values of Reason headers (RFC 3326) by row
 */
export function tellStory(
  detail: CallDetail,
  lanes: ReadonlyMap<number, StoryLane>,
  reasons: ReadonlyMap<number, string> = new Map(),
): Story {
  const telling = tellingOf(detail, lanes, reasons);
  const isCall = detail.summary.kind === 'call';
  return {
    sentence: isCall ? callSentence(telling) : otherSentence(telling),
    details: callDetails(telling),
    because: detail.summary.decidedBy,
  };
}
