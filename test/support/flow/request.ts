import { bodyOf, routeOf } from './body.ts';
import type { MessageLine } from './line.ts';
import { type Header, type Message, overridden, valuesOf, withBody, withOtherBody } from './message.ts';
import { contactOf, type Parties, type Party, socketOf, uriOf } from './party.ts';
import type { CallState, Hop } from './state.ts';

/** What a request is written with. */
export interface RequestContext {
  readonly parties: Parties;
  readonly call: CallState;
  readonly line: MessageLine;
  readonly transport: string;
  readonly branch: string;
  /** Party at the far end when the line names only the next hop; '' when nothing tells. */
  readonly target: string;
}

const WITH_CONTACT = new Set(['INVITE', 'UPDATE', 'SUBSCRIBE', 'NOTIFY', 'REFER', 'REGISTER']);

/** The next request of a flow as a hop: passed on by a proxy, bound to an INVITE of the same hop, or new. */
export function requestHop(context: RequestContext): Hop {
  const { call, line, parties } = context;
  const { method, from, to } = line;
  const invite = call.lastHop((hop) => hop.method === 'INVITE' && hop.from === from && hop.to === to);
  // RFC 3261 §17.1.1.3 and §9.1: ACK to a failure and CANCEL belong to the INVITE of the same hop.
  if (invite && ((method === 'ACK' && invite.final >= 300) || method === 'CANCEL')) return boundHop(context, invite);
  const upstream = parties.get(from).proxy
    ? call.lastHop((hop) => hop.to === from && hop.method === method && hop.from !== to)
    : undefined;
  return upstream ? forwardedHop(context, upstream) : newHop(context);
}

function hopOf(context: RequestContext, message: Message, cseq: number, rest: Partial<Hop> = {}): Hop {
  const { method, from, to } = context.line;
  const { branch, transport } = context;
  return { from, to, method, cseq, branch, transport, message, upstream: null, final: 0, replies: [], ...rest };
}

function viaOf(party: Party, transport: string, branch: string): Header {
  return ['Via', `SIP/2.0/${transport} ${socketOf(party)};branch=${branch}`];
}

function boundHop(context: RequestContext, invite: Hop): Hop {
  const { line, parties } = context;
  const last = invite.replies.at(-1)?.message;
  const first = (name: string): string => valuesOf(invite.message, name)[0] ?? '';
  const to = line.method === 'ACK' && last ? (valuesOf(last, 'To')[0] ?? '') : first('To');
  const headers: Header[] = [
    viaOf(parties.get(line.from), invite.transport, invite.branch),
    ['Max-Forwards', '70'],
    ...valuesOf(invite.message, 'Route').map((value): Header => ['Route', value]),
    ['From', first('From')],
    ['To', to],
    ['Call-ID', first('Call-ID')],
    ['CSeq', `${invite.cseq} ${line.method}`],
  ];
  const uri = invite.message.startLine.split(' ')[1] ?? '';
  const message = withBody(`${line.method} ${uri} SIP/2.0`, overridden(headers, line.headers), { type: '', text: '' });
  return hopOf(context, message, invite.cseq, { branch: invite.branch });
}

/** RFC 3261 §16.6: a Via more, a Max-Forwards less, its own Route taken off, perhaps a Record-Route put on. */
function forwardedHop(context: RequestContext, upstream: Hop): Hop {
  const { line, parties, transport, branch } = context;
  const proxy = parties.get(line.from);
  const next = parties.get(line.to);
  const own = routeOf(proxy);
  const routes = valuesOf(upstream.message, 'Route');
  const inDialog = (valuesOf(upstream.message, 'To')[0] ?? '').includes(';tag=');
  const recorded: Header[] = proxy.recordRoute && !inDialog ? [['Record-Route', own]] : [];
  const kept = upstream.message.headers
    .filter(([name, value]) => !(name === 'Route' && value === own && routes[0] === own))
    .map(([name, value]): Header => (name === 'Max-Forwards' ? [name, String(Number(value) - 1)] : [name, value]));
  const headers = overridden([viaOf(proxy, transport, branch), ...recorded, ...kept], line.headers);
  const [method = '', uri = '', version = ''] = upstream.message.startLine.split(' ');
  const target = line.words.get('uri') ?? (next.proxy || inDialog ? uri : contactOf(next, transport));
  const message = { ...upstream.message, startLine: `${method} ${target} ${version}`, headers };
  const edited = line.body.length > 0 ? withOtherBody(message, bodyOf(line, proxy, 0)) : message;
  return hopOf(context, edited, upstream.cseq, { upstream });
}

function newHop(context: RequestContext): Hop {
  const { call, line, parties, transport, branch } = context;
  const { method } = line;
  if (line.flags.has('fresh')) call.renew();
  const from = parties.get(line.from);
  const peer = parties.get(peerOf(context));
  const dialog = call.dialogOf(from.name, peer.name);
  const routes = dialog ? (dialog.caller === from.name ? dialog.callerRoutes : dialog.calleeRoutes) : [];
  const cseq = cseqOf(context);
  const target = dialog || !parties.get(line.to).proxy ? contactOf(peer, transport) : uriOf(peer);
  const uri = line.words.get('uri') ?? (method === 'REGISTER' ? 'sip:example.com' : target);
  const self = method === 'REGISTER' || method === 'PUBLISH';
  const to = self ? from : peer;
  const headers: Header[] = [
    viaOf(from, transport, branch),
    ['Max-Forwards', '70'],
    ...routes.map((route): Header => ['Route', route]),
    ['From', `${named(from)};tag=${call.tagOf(from.name)}`],
    ['To', `${named(to)}${dialog && !self ? `;tag=${call.tagOf(peer.name)}` : ''}`],
    ['Call-ID', call.callId],
    ['CSeq', `${cseq} ${method}`],
    ...(WITH_CONTACT.has(method) ? [['Contact', `<${contactOf(from, transport)}>`] as const] : []),
    ...extras(context, from),
    ...(from.product ? [['User-Agent', from.product] as const] : []),
  ];
  const body = bodyOf(line, from, line.sdp.length > 0 ? call.nextVersion(from.name) : 0);
  const startLine = `${method} ${uri} SIP/2.0`;
  return hopOf(context, withBody(startLine, overridden(headers, line.headers), body), cseq);
}

function named({ display, name }: Party): string {
  return display ? `"${display}" <${uriOf({ name } as Party)}>` : `<${uriOf({ name } as Party)}>`;
}

function peerOf({ call, line, parties, target }: RequestContext): string {
  const wanted = line.words.get('to');
  if (wanted !== undefined) return wanted;
  if (!parties.get(line.to).proxy) return line.to;
  return call.peerOf(line.from) ?? (target || line.to);
}

function cseqOf({ call, line }: RequestContext): number {
  const wanted = line.words.get('cseq');
  if (wanted !== undefined) return Number(wanted);
  const invite = call.lastHop((hop) => hop.method === 'INVITE' && hop.from === line.from);
  return line.method === 'ACK' && invite ? invite.cseq : call.nextCseq(line.from);
}

function extras({ call, line, parties, transport }: RequestContext, from: Party): Header[] {
  const headers: Header[] = [];
  const answer = call.challenged.get(from.name);
  if (answer !== undefined && line.method !== 'ACK') {
    headers.push([
      answer,
      `Digest username="${from.name}", realm="example.com", nonce="84f1c1ae", uri="sip:example.com", response="7587245234b3434cc3412213e5f113a5"`,
    ]);
    call.challenged.delete(from.name);
  }
  const refer = line.words.get('refer-to');
  if (refer !== undefined) headers.push(['Refer-To', `<${contactOf(parties.get(refer), transport)}>`]);
  if (line.method === 'PRACK') headers.push(['RAck', `${call.reliable.rseq} ${call.reliable.cseq} INVITE`]);
  const { method } = line;
  if (method === 'SUBSCRIBE' || method === 'NOTIFY' || method === 'PUBLISH') {
    headers.push(['Event', line.words.has('sipfrag') ? 'refer' : 'presence']);
  }
  if (method === 'NOTIFY') headers.push(['Subscription-State', 'active;expires=60']);
  const expires = line.words.get('expires') ?? (method === 'REGISTER' ? '3600' : undefined);
  if (expires !== undefined) headers.push(['Expires', expires]);
  return headers;
}
