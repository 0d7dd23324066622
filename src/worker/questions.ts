import { analyse, bytesOf, callOf, type Trace } from '../analyse.ts';
import { blobSource, type Source } from '../base/source.ts';
import type { Outcome } from '../capsule/capsule.ts';
import { type Diagnosable, diagnose } from '../diagnose/diagnose.ts';
import { tellStory } from '../diagnose/story.ts';
import { laneFacts } from '../ladder/lane-facts.ts';
import { type Link, makeLink } from '../share/link.ts';
import { unpackSource } from '../share/unpack.ts';
import type { Body } from '../sip/message.ts';
import { parseMessage } from '../sip/parse.ts';
import { parseSdp } from '../sip/sdp.ts';
import { highlight } from '../sip/tokens.ts';
import { copyTable } from './copy-table.ts';
import { endpointTexts } from './endpoint-texts.ts';
import { listCalls } from './list-calls.ts';
import type {
  LinkQuestion,
  OpenedCall,
  OpenedTrace,
  Questions,
  Shared,
  SourceInput,
  SourceReport,
} from './protocol.ts';
import { reasonsOf } from './reasons.ts';
import type { Answering, Handlers } from './serve.ts';

/** What the worker holds between questions. */
interface Desk {
  trace: Trace | null;
}

/** Every question the page may ask, one line each. */
export function makeQuestions(): Handlers {
  const desk: Desk = { trace: null };
  return {
    open: (ask, answering) => open(desk, ask, answering),
    list: (ask, { transfer }) => list(desk, ask, transfer),
    call: ({ call }) => openCall(desk, call),
    message: ({ row }) => openMessage(desk, row),
    link: (ask) => link(desk, ask),
    bytes: ({ rows }) => Promise.all(rows.map((row) => (desk.trace ? bytesOf(desk.trace, row) : new Uint8Array(0)))),
  };
}

async function open(
  desk: Desk,
  { sources: inputs, add }: Questions['open']['ask'],
  answering: Answering,
): Promise<Questions['open']['answer']> {
  const older = add ? (desk.trace?.sources ?? []) : [];
  const { sources, shared } = await unpack(inputs);
  const { signal, progress, transfer } = answering;
  const trace = await analyse([...older, ...sources], { signal, progress, salt: randomSalt() });
  const reports = trace.reports.slice(older.length);
  if (reports.every((report) => report.messages === 0)) return { trace: null, reports, shared };
  desk.trace = trace;
  return { trace: forPage(trace, transfer), reports, shared };
}

/** The sources to be read: what somebody shared becomes the captures it was made of. */
async function unpack(inputs: readonly SourceInput[]): Promise<{ sources: Source[]; shared: Shared | null }> {
  const sources: Source[] = [];
  let shared: Shared | null = null;
  for (const { name, blob } of inputs) {
    const source = blobSource(name, blob);
    const found = await unpackSource(source);
    sources.push(...(found?.sources ?? [source]));
    if (found) shared = { messages: found.messages, redacted: found.redacted, view: found.view };
  }
  return { sources, shared };
}

function randomSalt(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
}

function forPage(trace: Trace, transfer: Transferable[]): OpenedTrace {
  const { index, reports } = trace;
  return {
    calls: copyTable(trace.calls, transfer),
    endpoints: endpointTexts(index.endpoints, transfer),
    messages: index.count,
    reports,
    names: trace.sources.map(({ name }) => name),
  };
}

async function link({ trace }: Desk, { calls, view, base }: LinkQuestion): Promise<Outcome<Link>> {
  if (!trace) return { ok: false, problem: 'no-capsule', text: 'No trace is open.' };
  const { index, reports } = trace;
  const sources = reports.map((report) => ({ name: report.name, clock: report.clock, packets: isCapture(report) }));
  const readBytes = (row: number) => bytesOf(trace, row);
  return makeLink({ index, calls: trace.calls, chosen: calls, sources, readBytes }, view, base);
}

function list(desk: Desk, ask: Questions['list']['ask'], transfer: Transferable[]): Questions['list']['answer'] {
  if (!desk.trace) return { order: new Uint32Array(0), counts: new Map() };
  const listed = listCalls(desk.trace.calls, desk.trace.index, ask);
  transfer.push(listed.order.buffer);
  return listed;
}

async function openCall({ trace }: Desk, call: number): Promise<OpenedCall | null> {
  if (!trace || call < 0 || call >= trace.calls.count) return null;
  const detail = callOf(trace, call);
  const lanes = laneFacts(trace.index, detail);
  const source = detail.messages[0]?.source ?? 0;
  const found = await diagnose(diagnosable(trace, lanes), detail);
  return {
    detail,
    lanes,
    clock: trace.reports[source]?.clock ?? 'none',
    capture: captureOf(trace),
    story: tellStory(detail, lanes, reasonsOf(trace.index, detail)),
    findings: found.filter(({ severity }) => severity !== 'info'),
    remarks: found.filter(({ severity }) => severity === 'info'),
  };
}

function diagnosable(trace: Trace, lanes: OpenedCall['lanes']): Diagnosable {
  return {
    index: trace.index,
    calls: trace.calls,
    readBytes: (row) => bytesOf(trace, row),
    sources: trace.reports.map((report) => ({ lossy: !isCapture(report), clock: report.clock !== 'none' })),
    nameOf: (endpoint) => lanes.get(endpoint)?.name ?? '',
  };
}

/** Packets are captured whole or not at all; a log prints what its program chose to. */
function isCapture({ formats }: SourceReport): boolean {
  return formats.length > 0 && formats.every(({ id }) => CAPTURES.has(id));
}

const CAPTURES: ReadonlySet<string> = new Set(['pcap', 'pcapng', 'snoop', 'rungs-packets']);

/** When the whole trace began and ended; null when its sources tell time in different ways. */
function captureOf({ calls, reports }: Trace): OpenedCall['capture'] {
  if (new Set(reports.filter(({ messages }) => messages > 0).map(({ clock }) => clock)).size !== 1) return null;
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (let call = 0; call < calls.count; call++) {
    // NaN compares as false: a call without times changes nothing.
    if ((calls.start[call] as number) < start) start = calls.start[call] as number;
    if ((calls.end[call] as number) > end) end = calls.end[call] as number;
  }
  return start <= end ? { start, end } : null;
}

async function openMessage({ trace }: Desk, row: number): Promise<Questions['message']['answer']> {
  if (!trace || row < 0 || row >= trace.index.count) return null;
  const message = parseMessage(await bytesOf(trace, row));
  const descriptions = descriptionsIn(message.body).map(({ span }) => parseSdp(message.bytes, span));
  return { row, message, tokens: highlight(message), descriptions };
}

function descriptionsIn(body: Body | null): readonly Body[] {
  if (!body) return [];
  return body.type === 'application/sdp' ? [body] : body.parts.flatMap(descriptionsIn);
}
