import type { CallMessage } from '../call/types.ts';
import type { LadderInput } from './input.ts';
import { duration } from './times.ts';

/** What to say above the first message when a call is seen from its middle on; '' when it begins at its beginning. */
export function startText(first: CallMessage | undefined): string {
  if (!first || (first.kind === 'request' && first.toTag === '')) return '';
  return 'the beginning was not captured';
}

/** What to say below the last message of something that has not come to its end. */
export function endText(last: CallMessage | undefined, { capture }: LadderInput): string {
  if (!last) return '';
  const rest = capture ? capture.end - last.time : Number.NaN;
  if (Number.isNaN(rest)) return 'nothing more was captured';
  if (rest < 1000) return 'the capture ends here';
  return `nothing more in the ${duration(rest)} until the capture ends`;
}
