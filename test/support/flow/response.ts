import { bodyOf, phraseOf } from './body.ts';
import type { MessageLine } from './line.ts';
import { type Header, type Message, overridden, valuesOf, withBody, withOtherBody } from './message.ts';
import { contactOf, type Parties } from './party.ts';
import type { CallState, Hop } from './state.ts';

/** What a response is written with. */
interface ResponseContext {
  readonly parties: Parties;
  readonly call: CallState;
  readonly line: MessageLine;
}

const MAKES_DIALOG = new Set(['INVITE', 'SUBSCRIBE', 'REFER']);

/** The next response of a flow: passed on by a proxy when it has one of this status, else its own. */
export function response(context: ResponseContext): Message {
  const { call, line } = context;
  const back = (hop: Hop) => hop.from === line.to && hop.to === line.from && hop.method !== 'ACK';
  const fits = (hop: Hop) => back(hop) && (line.method === '' || hop.method === line.method);
  const held = call.lastHop((hop) => fits(hop) && heldReply(call, hop, line.status) !== undefined);
  const hop = held ?? call.lastHop((found) => fits(found) && found.final === 0) ?? call.lastHop(fits);
  if (!hop) throw new Error(`nothing to answer: ${line.text}`);
  const waiting = held && heldReply(call, held, line.status);
  if (waiting) waiting.passedOn = true;
  const message = waiting ? passedOn(waiting.message, context) : newResponse(context, hop);
  hop.replies.push({ status: line.status, message, passedOn: false });
  if (line.status >= 200) hop.final ||= line.status;
  return message;
}

/** A response that the hops behind this one brought and that was not passed on yet. */
function heldReply(call: CallState, hop: Hop, status: number) {
  if (status === 100) return undefined;
  const behind = call.hops.filter(({ upstream }) => upstream === hop);
  return behind.flatMap(({ replies }) => replies).find((reply) => reply.status === status && !reply.passedOn);
}

/** RFC 3261 §16.7: the top Via goes. */
function passedOn(message: Message, { line, parties }: ResponseContext): Message {
  const top = message.headers.findIndex(([name]) => name === 'Via');
  const next = { ...message, headers: overridden(message.headers.toSpliced(top, 1), line.headers) };
  return line.body.length > 0 ? withOtherBody(next, bodyOf(line, parties.get(line.from), 0)) : next;
}

function newResponse(context: ResponseContext, hop: Hop): Message {
  const { call, line, parties } = context;
  const { status } = line;
  const sender = parties.get(line.from);
  const copied = (name: string): Header[] => valuesOf(hop.message, name).map((value) => [name, value]);
  const to = valuesOf(hop.message, 'To')[0] ?? '';
  const tagged = to.includes(';tag=') || status === 100 || line.flags.has('untagged');
  const headers: Header[] = [
    ...copied('Via'),
    ...(status < 300 ? copied('Record-Route') : []),
    ...copied('From'),
    ['To', tagged ? to : `${to};tag=${call.tagOf(sender.name)}`],
    ...copied('Call-ID'),
    ...copied('CSeq'),
    ...extras(context, hop),
    ...(sender.product ? [['Server', sender.product] as const] : []),
  ];
  if (!tagged && !sender.proxy && MAKES_DIALOG.has(hop.method)) noteDialog(context, hop);
  const body = bodyOf(line, sender, line.sdp.length > 0 ? call.nextVersion(sender.name) : 0);
  const startLine = `SIP/2.0 ${status} ${line.reason ?? phraseOf(status)}`;
  return withBody(startLine, overridden(headers, line.headers), body);
}

function extras({ call, line, parties }: ResponseContext, hop: Hop): Header[] {
  const { status } = line;
  const headers: Header[] = [];
  const redirect = line.words.get('to');
  const contact = status >= 300 && status < 400 ? redirect : status > 100 && status < 300 ? line.from : undefined;
  if (contact !== undefined && hop.method !== 'CANCEL' && hop.method !== 'BYE') {
    const self = hop.method === 'REGISTER' ? hop.from : contact;
    headers.push(['Contact', `<${contactOf(parties.get(self), hop.transport)}>`]);
  }
  if (status === 401 || status === 407) {
    headers.push([
      status === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate',
      'Digest realm="example.com", nonce="84f1c1ae"',
    ]);
    call.challenged.set(hop.from, status === 401 ? 'Authorization' : 'Proxy-Authorization');
  }
  if (line.flags.has('early-inactive')) headers.push(['P-Early-Media', 'inactive']);
  if (line.flags.has('rel')) {
    call.reliable = { rseq: call.reliable.rseq + 1, cseq: hop.cseq };
    headers.push(['Require', '100rel'], ['RSeq', String(call.reliable.rseq)]);
  }
  return headers;
}

/** RFC 3261 §12.1: 101 to 299 makes or confirms a dialog, a failure ends it. */
function noteDialog({ call, line }: ResponseContext, hop: Hop): void {
  let first = hop;
  while (first.upstream) first = first.upstream;
  const caller = first.from;
  const callee = line.from;
  const known = call.dialogOf(caller, callee);
  if (line.status >= 300) {
    if (known && !known.confirmed) call.dialogs = call.dialogs.filter((dialog) => dialog !== known);
    return;
  }
  const routes = valuesOf(hop.message, 'Record-Route');
  if (known) known.confirmed ||= line.status >= 200;
  else {
    const confirmed = line.status >= 200;
    call.dialogs.push({ caller, callee, callerRoutes: routes.toReversed(), calleeRoutes: routes, confirmed });
  }
}
