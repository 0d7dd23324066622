import { sayPlace } from '../base/problem.ts';
import type { ReadSource } from './open-trace.ts';

/** A source as docs/json.md has it. */
export function jsonSource({
  name,
  formats,
  clock,
  startLines,
  messages,
  skipped,
  problems,
  problemsDropped,
}: ReadSource): object {
  const passedOver = skipped.map(({ what, reason, count, where }) => ({
    at: where[0] === undefined ? null : `${what === 'lines' ? 'line' : 'frame'} ${where[0]}`,
    text: `${count} ${what} passed over: ${reason}`,
  }));
  const more = problemsDropped > 0 ? [{ at: null, text: `${problemsDropped} more problems` }] : [];
  return {
    name,
    formats: formats.map(({ id, reason }) => ({ id, reason })),
    clock,
    startLines,
    messages,
    skipped: skipped.reduce((sum, { count }) => sum + count, 0),
    problems: [...problems.map(({ at, text }) => ({ at: at && sayPlace(at), text })), ...passedOver, ...more],
  };
}
