import type { Trace } from '../analyse.ts';
import type { Outcome } from '../capsule/capsule.ts';
import { exporterOf } from '../export/exporters.ts';
import { paper } from '../export/paper.ts';
import { select } from '../export/selection.ts';
import { ticketText } from '../export/text.ts';
import { type Link, makeLink } from '../share/link.ts';
import { openTrace } from './open-trace.ts';
import type { ExportQuestion, LinkQuestion, TicketQuestion } from './protocol.ts';

/** A link that carries calls and the view of them. */
export async function writeLink(trace: Trace | null, { calls, view, base }: LinkQuestion): Promise<Outcome<Link>> {
  if (!trace) return { ok: false, problem: 'no-capsule', text: 'No trace is open.' };
  return makeLink({ ...openTrace(trace), chosen: calls }, view, base);
}

/** Calls written by an exporter; '' when there is nothing to write or nothing to write it with. */
export async function writeExport(trace: Trace | null, { id, calls, showing }: ExportQuestion): Promise<string> {
  const exporter = exporterOf(id);
  if (!trace || !exporter) return '';
  return exporter.write(await select(openTrace(trace), calls, showing), paper());
}

/** What happened in a call, its ladder in characters, and a link that opens it where the link is short enough to travel. */
export async function writeTicket(trace: Trace | null, { call, showing, view, base }: TicketQuestion): Promise<string> {
  if (!trace) return '';
  const { calls } = await select(openTrace(trace), [call], showing);
  const link = await writeLink(trace, { calls: [call], view, base });
  const travels = link.ok && link.value.level !== 'too-long';
  return calls[0] ? ticketText(calls[0], travels ? base + link.value.fragment : '') : '';
}
