import type { CallDetail } from '../call/types.ts';
import { type Sentence, type StoryNote, sentenceText } from './clause.ts';
import { type Handover, handoversOf } from './handover.ts';
import { type Heard, heardFrom } from './heard.ts';
import type { StoryLane } from './people.ts';
import { callSentence } from './story-call.ts';
import { changeSentence } from './story-changes.ts';
import { callDetails, inferenceNotes } from './story-details.ts';
import { looseSentence, otherSentence } from './story-other.ts';
import { waySentence } from './story-way.ts';
import { type Telling, tellingOf } from './telling.ts';
import { progressNotes } from './transfer-story.ts';

/** A call in plain English. */
export interface Story {
  /** What happened, in one to three sentences; each clause names the rows of the message index that show it. */
  readonly sentences: readonly Sentence[];
  /** The first of them as text, and all of them. */
  readonly sentence: string;
  readonly text: string;
  /** What else is worth knowing, each at the row of the message index that shows it (-1: nowhere in particular). */
  readonly details: readonly StoryNote[];
  /** Row of the message that decided how it came out, -1 when there is none. */
  readonly because: number;
}

/** What a story is told from, beside the call; what is left out is not known. */
export interface StorySources {
  /** Values of Reason headers (RFC 3326) by row. */
  readonly reasons?: ReadonlyMap<number, string>;
  readonly heard?: Heard;
}

const NO_REASONS: ReadonlyMap<number, string> = new Map();

/**
 * Tells what happened in a call or other exchange. Exact about what is unknown; says nothing that the messages do not show.
 * @param lanes names of sockets by endpoint id
 */
export function tellStory(
  detail: CallDetail,
  lanes: ReadonlyMap<number, StoryLane>,
  { reasons = NO_REASONS, heard = heardFrom(() => null) }: StorySources = {},
): Story {
  const telling = tellingOf(detail, lanes, reasons, heard);
  const handovers = detail.summary.kind === 'call' ? handoversOf(telling) : [];
  const isLoose = detail.legs.every(({ summary }) => summary.callId === '');
  const sentences = sentencesOf(telling, handovers, isLoose).filter((sentence) => sentence.length > 0);
  const [first = []] = sentences;
  return {
    sentences,
    sentence: sentenceText(first),
    text: sentences.map(sentenceText).join(' '),
    details: isLoose ? inferenceNotes(telling) : [...callDetails(telling), ...progressNotes(handovers)],
    because: detail.summary.decidedBy,
  };
}

function sentencesOf(telling: Telling, handovers: readonly Handover[], isLoose: boolean): readonly Sentence[] {
  if (isLoose) return [looseSentence(telling), waySentence(telling)];
  if (telling.summary.kind !== 'call') return [otherSentence(telling)];
  const done = handovers.filter(({ fate }) => fate === 'done');
  const first = callSentence(telling, done);
  return [first, waySentence(telling), changeSentence(telling, handovers, sentenceText(first))];
}
