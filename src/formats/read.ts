import type { CaptureFormat } from './capture.ts';
import { captureFormats } from './captures.ts';
import type { Clock, ReadContext, SourceRead } from './format.ts';
import { formats } from './formats.ts';
import { inferSelf } from './self.ts';
import { readText } from './text/read-text.ts';
import { standBy } from './text/standby.ts';
import { textFormats } from './text-formats.ts';

/** First bytes that tell a capture. */
const HEAD = 65536;

/**
 * Reads one source into the index: decides by its content what it is, unless a person chose. Never rejects for what the
 * source holds, only when the source itself cannot be read any more.
 */
export async function readSource(context: ReadContext): Promise<SourceRead> {
  const { source, chosen = null } = context;
  const head = await source.read(0, Math.min(HEAD, source.size));
  for (const format of captureFormats) {
    const reason = chosen === null || chosen === format.id ? format.magic(head) : null;
    if (reason !== null) return readCapture(context, format, reason);
  }
  const chosenFormats = chosen === null ? textFormats : textFormats.filter(({ id }) => id === chosen);
  standBy(textFormats);
  const report = await readText(context, chosenFormats);
  inferSelf(context.index, context.number);
  return { ...report, lookedFor: lookedFor(chosen), ...(chosen !== null && { chosen }) };
}

async function readCapture(context: ReadContext, format: CaptureFormat, reason: string): Promise<SourceRead> {
  const report = await format.read(context);
  const { id, label } = format;
  const { messages } = report;
  const clock: Clock = report.clock;
  const decrypted = report.decrypted ? `; ${report.decrypted} decrypted` : '';
  return {
    name: context.source.name,
    size: context.source.size,
    formats: report.formats ?? [{ id, label, reason: reason + decrypted, messages, clock }],
    clock,
    ...(report.zoneless && { zoneless: true }),
    startLines: report.startLines,
    messages,
    skipped: report.skipped,
    problems: report.problems,
    problemsDropped: report.problemsDropped,
    nearest: [],
    lookedFor: [],
    cancelled: report.cancelled,
    ...(report.names && { names: report.names }),
    ...(report.comments && { comments: report.comments }),
    ...(report.members && { members: report.members }),
    ...((id === 'key-log' || report.members) && { aside: true }),
  };
}

function lookedFor(chosen: string | null): string[] {
  return formats.filter(({ id }) => chosen === null || id === chosen).map(({ lookedFor }) => lookedFor);
}
