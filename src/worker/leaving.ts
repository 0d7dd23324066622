import type { Trace } from '../analyse.ts';
import { type Outcome, refuse } from '../capsule/capsule.ts';
import { exporterOf } from '../export/exporters.ts';
import { hiddenRows } from '../export/hidden-rows.ts';
import { paper } from '../export/paper.ts';
import { writePcapng } from '../export/pcapng.ts';
import { select } from '../export/selection.ts';
import { openTrace } from '../open-trace.ts';
import { mayLeave, sayBlocked } from '../share/gates.ts';
import { type Link, linkOf, makeLink } from '../share/link.ts';
import { type Outgoing, outgoing } from '../share/outgoing.ts';
import type { TracePart } from '../share/trace-part.ts';
import type { ExportQuestion, Questions, SendQuestion, Sharing } from './protocol.ts';
import { recapture, retell, WITH_LINK } from './retell.ts';

const NO_TRACE = refuse('no-capsule', 'No trace is open.');

/** A link that carries calls and the view of them. */
export async function writeLink(trace: Trace | null, sharing: Sharing): Promise<Outcome<Link>> {
  return trace ? makeLink(await partOf(trace, sharing), sharing.view, sharing.wish, where(sharing)) : NO_TRACE;
}

/** Calls written by an exporter; '' when there is nothing to write or nothing to write it with. */
export async function writeExport(trace: Trace | null, { id, calls, showing }: ExportQuestion): Promise<string> {
  const exporter = exporterOf(id);
  if (!trace || !exporter) return '';
  return exporter.write(await select(openTrace(trace), calls, showing), paper());
}

/** Calls as a capture of their packets. */
export async function writeCapture(
  trace: Trace | null,
  { calls, notes }: Questions['capture']['ask'],
  transfer: Transferable[],
): Promise<Uint8Array<ArrayBuffer>> {
  const capture = trace ? await writePcapng(openTrace(trace), calls, notes) : new Uint8Array(0);
  transfer.push(capture.buffer);
  return capture;
}

/** The same of the trace as it leaves: drawn and told anew from what was redacted. */
export async function writeSent(trace: Trace | null, { as, sharing, showing }: SendQuestion): Promise<Outcome<string>> {
  const out = await leaving(trace, sharing);
  if (!out.ok) return out;
  const telling = { as, showing, base: sharing.base };
  if (!WITH_LINK.has(as)) return retell(out.value, null, telling);
  const link = await linkOf(out.value, sharing.wish, where(sharing));
  // What is too much for a link may still be a text or a picture.
  if (!link.ok && link.problem !== 'too-large') return link;
  return retell(out.value, link.ok ? link.value : null, telling);
}

/** The same as a capture. */
export async function writeSentCapture(
  trace: Trace | null,
  { sharing, showing }: Questions['sentCapture']['ask'],
  transfer: Transferable[],
): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const out = await leaving(trace, sharing);
  const capture = out.ok ? await recapture(out.value, showing) : out;
  if (capture.ok) transfer.push(capture.value.buffer);
  return capture;
}

/** The chosen calls as they leave, when both gates let them. */
async function leaving(trace: Trace | null, sharing: Sharing): Promise<Outcome<Outgoing>> {
  if (!trace) return NO_TRACE;
  const out = await outgoing(await partOf(trace, sharing), sharing.view, sharing.wish);
  return !out.ok || mayLeave(out.value.gates) ? out : refuse('blocked', sayBlocked(out.value.gates));
}

async function partOf(trace: Trace, { calls, view, hidden }: Sharing): Promise<TracePart> {
  const open = openTrace(trace);
  return { ...open, chosen: calls, ...(!hidden && { without: await hiddenRows(open, calls, view.lanes) }) };
}

function where({ base }: Sharing) {
  return { base, random: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
}
