import { sayPlace } from '../base/problem.ts';
import type { SourceClock } from '../call/clocks.ts';
import type { SourceReport } from '../formats/format.ts';

/** Why a source gave no message: what was in it, which lines came nearest, what was looked for. */
export function unreadText({ name, size, formats, problems, nearest, lookedFor }: SourceReport): string {
  if (formats.some(({ id }) => id === 'key-log'))
    return `${name}: a TLS key log; name the capture that it belongs to beside it\n`;
  const lines = [`${name}: nothing recognised${size === 0 ? ', it is empty' : ''}`];
  for (const { at, text } of problems.slice(0, 3))
    lines.push(`  ${at && at.offset > 0 ? `${sayPlace(at)}: ` : ''}${text}`);
  for (const { line, text, why } of nearest.slice(0, 3))
    lines.push(`  line ${line} came near: ${text.trim()} (${why})`);
  if (size > 0 && lookedFor.length > 0) {
    lines.push('  looked for:', ...lookedFor.slice(0, 40).map((what) => `    ${what}`));
  }
  return `${lines.join('\n')}\n`;
}

/** That the times of a source were moved, and what tells so. */
export function movedText(
  reports: readonly SourceReport[],
  source: number,
  { applied, estimate }: SourceClock,
): string {
  const seconds = `${applied < 0 ? '-' : '+'}${(Math.abs(applied) / 1e6).toFixed(6)} s`;
  const against = reports[estimate?.against ?? -1]?.name;
  const why = estimate && against ? `: ${estimate.pairs} messages are in ${against}, too` : '';
  return `${reports[source]?.name}: times moved by ${seconds}${why}\n`;
}
