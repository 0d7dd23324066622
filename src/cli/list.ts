import { summaryOf } from '../call/table.ts';
import type { CallSummary } from '../call/types.ts';
import { outcomeWords } from '../diagnose/outcome.ts';
import { partiesText, timeText } from '../export/heading.ts';
import type { OpenTrace } from '../export/open-trace.ts';

/** One line for each call: its number, time, kind, parties, what came of it, how many messages, its Call-ID. */
export function listText({ index, calls, sources }: OpenTrace, chosen: readonly number[]): string {
  const rows = chosen.flatMap((call) => {
    const summary = summaryOf(calls, call);
    const source = index.columns.source[calls.rows[calls.rowStart[call] ?? 0] ?? 0] ?? 0;
    return summary ? [cells(summary, timeText(summary.start, sources[source]?.clock ?? 'none'))] : [];
  });
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, i) => padded(cell, i, widths))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function cells(summary: CallSummary, time: string): string[] {
  const { index, kind, messages, callId } = summary;
  return [String(index + 1), time, kind, partiesText(summary), outcomeWords(summary), String(messages), callId];
}

/** Numbers stand right. */
function padded(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return column === 0 || column === 5 ? cell.padStart(width) : cell.padEnd(width);
}
