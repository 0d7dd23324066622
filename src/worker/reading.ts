import { bytesOf, type Trace } from '../analyse.ts';
import { type OpenCall, openCall } from '../export/open-call.ts';
import { type Choice, openCalls } from '../export/open-calls.ts';
import { openTrace } from '../open-trace.ts';
import type { Body, SipMessage } from '../sip/message.ts';
import { parseMessage } from '../sip/parse.ts';
import { parseSdp } from '../sip/sdp.ts';
import { highlight } from '../sip/tokens.ts';
import type { OpenedCall, OpenedMessage } from './protocol.ts';

/** One call with all that is said of it; null when there is no such call. */
export async function readCall(trace: Trace | null, call: number): Promise<OpenedCall | null> {
  if (!trace || !(call >= 0 && call < trace.calls.count)) return null;
  return withRemarks(await openCall(openTrace(trace), call));
}

/** Several calls as one ladder; null when nothing of them passes the sieve. */
export async function readCalls(trace: Trace | null, { calls, ...rest }: Choice): Promise<OpenedCall | null> {
  if (!trace) return null;
  const known = calls.filter((call) => call >= 0 && call < trace.calls.count);
  const opened = await openCalls(openTrace(trace), { ...rest, calls: known });
  return opened && { ...withRemarks(opened), together: opened.together };
}

function withRemarks(opened: OpenCall): OpenedCall {
  return {
    ...opened,
    findings: opened.findings.filter(({ severity }) => severity !== 'info'),
    remarks: opened.findings.filter(({ severity }) => severity === 'info'),
  };
}

/** Beyond this nobody reads on, and a page that shows a million headers is no page any more. */
const MOST_HEADERS = 2000;
const MOST_PROBLEMS = 500;
const MOST_TOKENS = 50_000;
const MOST_DESCRIPTIONS = 50;

/** A message as the page shows it: what is beyond any reading is counted, not shown. */
function shownOf(message: SipMessage): SipMessage {
  const more = message.headers.length - MOST_HEADERS;
  const problems = message.problems.slice(0, MOST_PROBLEMS);
  if (more <= 0) return { ...message, problems };
  const text = `${more} more header fields of this message are not shown.`;
  return {
    ...message,
    headers: message.headers.slice(0, MOST_HEADERS),
    problems: [{ code: 'headers-not-shown', text, span: message.headersSpan }, ...problems],
  };
}

/** One message in full; null when there is no such row. */
export async function readMessage(trace: Trace | null, row: number): Promise<OpenedMessage | null> {
  if (!trace || !(row >= 0 && row < trace.index.count)) return null;
  const message = parseMessage(await bytesOf(trace, row));
  const descriptions = descriptionsIn(message.body)
    .slice(0, MOST_DESCRIPTIONS)
    .map(({ span }) => parseSdp(message.bytes, span));
  return {
    row,
    message: shownOf(message),
    tokens: highlight(message).slice(0, MOST_TOKENS),
    descriptions,
    capturePoint: trace.index.capturePoints.get(row),
    correlation: trace.index.correlations.get(row),
  };
}

function descriptionsIn(body: Body | null): readonly Body[] {
  if (!body) return [];
  return body.type === 'application/sdp' ? [body] : body.parts.flatMap(descriptionsIn);
}
