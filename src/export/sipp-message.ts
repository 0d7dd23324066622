import { parseAddress } from '../base/address.ts';
import type { CallMessage } from '../call/types.ts';
import type { SipMessage } from '../sip/message.ts';
import { parseNameAddr } from '../sip/name-addr.ts';
import { parseMessage } from '../sip/parse.ts';
import { parseUri } from '../sip/uri.ts';

/** Whose part a scenario plays. */
export type Side = 'caller' | 'callee';

type Variable = readonly [name: string, header: string];

/** What the callee calls the caller in requests of its own. */
export const PEER: Variable = ['peer', 'From'];
/** What a response repeats of a request that is not the last one that came in. */
export const VARIABLES: readonly Variable[] = [
  ['via', 'Via'],
  ['from', 'From'],
  ['to', 'To'],
];

/** Where a message stands in a scenario. */
export interface SippPlace {
  readonly side: Side;
  readonly message: CallMessage;
  /** Commands since the INVITE whose branch it has; 0 where it has its own. */
  readonly branch: number;
  /** It answers a request that is not the last one that came in. */
  readonly late: boolean;
  /** It answers a request without a tag in To: who answers puts its own there (RFC 3261 §12.1.1). */
  readonly opens: boolean;
}

/** The tag of whoever SIPp plays. */
const OWN_TAG = 'tag=[pid]SIPpTag[call_number]';
/** Written anew, or of no use to another peer. */
const LEFT_OUT = new Set([
  'Via',
  'Route',
  'Record-Route',
  'Content-Length',
  'From',
  'To',
  'Call-ID',
  'CSeq',
  'Contact',
]);
const CREDENTIALS = new Set(['Authorization', 'Proxy-Authorization']);
/** Sockets of the machine that sent them; what stands for it has its own. */
const SOCKETS = /^a=(?:candidate|rtcp|end-of-candidates|remote-candidates)\b/;

/** A message as SIPp is to send it: what belongs to one call or one machine in SIPp's keywords, the rest as it was. */
export function sippMessage(bytes: Uint8Array, place: SippPlace): string {
  const parsed = parseMessage(bytes);
  const { message } = place;
  const rest = parsed.headers
    .filter(({ canonical }) => !LEFT_OUT.has(canonical))
    .map(({ name, canonical, value }) =>
      CREDENTIALS.has(canonical) ? credentials(value) : `${plain(name)}: ${plain(value)}`,
    );
  const contact = parsed.headers.find(({ canonical }) => canonical === 'Contact')?.value;
  const head = message.kind === 'request' ? request(parsed, place) : response(parsed, place);
  const lines = [
    ...head,
    ...(contact === undefined ? [] : [`Contact: ${contactOf(contact)}`]),
    ...rest,
    'Content-Length: [len]',
    '',
    ...bodyLines(parsed),
  ];
  return lines.map((line) => (line === '' ? '' : `      ${line}`)).join('\n');
}

function request(parsed: SipMessage, { side, message, branch }: SippPlace): string[] {
  const { startLine } = parsed;
  const uri = startLine?.kind === 'request' ? startLine.uri : '';
  const isInDialog = message.toTag !== '' && branch === 0;
  const to = `${party(parsed, 'To', 'remote')}${message.toTag === '' ? '' : '[peer_tag_param]'}`;
  return [
    `${plain(message.method)} ${isInDialog ? '[next_url]' : remote(uri)} SIP/2.0`,
    `Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch${branch > 0 ? `-${branch}` : ''}]`,
    ...(isInDialog ? ['[routes]'] : []),
    `From: ${party(parsed, 'From', 'local')};${OWN_TAG}`,
    `To: ${side === 'callee' ? '[$peer]' : to}`,
    'Call-ID: [call_id]',
    `CSeq: ${message.cseq} ${plain(message.method)}`,
  ];
}

function response({ startLine }: SipMessage, { message, late, opens }: SippPlace): string[] {
  const reason = startLine?.kind === 'response' ? startLine.reason : '';
  const tag = opens && message.status > 100 ? `;${OWN_TAG}` : '';
  return [
    `SIP/2.0 ${message.status} ${plain(reason)}`,
    ...(late
      ? ['Via: [$via]', '[last_Record-Route:]', 'From: [$from]', `To: [$to]${tag}`]
      : ['[last_Via:]', '[last_Record-Route:]', '[last_From:]', `[last_To:]${tag}`]),
    '[last_Call-ID:]',
    `CSeq: ${message.cseq} ${plain(message.cseqMethod)}`,
  ];
}

/** Name and URI of a From or To without its tag; a host that was an address is that of whoever plays now. */
function party({ headers }: SipMessage, header: 'From' | 'To', where: 'local' | 'remote'): string {
  const value = headers.find(({ canonical }) => canonical === header)?.value ?? '';
  const { displayName, uri } = parseNameAddr(value);
  const name = displayName === null ? '' : `"${plain(displayName.replace(/["\\]/g, ''))}" `;
  if (uri.scheme === 'tel') return `${name}<${plain(uri.text)}>`;
  const user = uri.user === null ? '' : `${plain(uri.user)}@`;
  const host = uri.host === '' || parseAddress(uri.host) ? `[${where}_ip]:[${where}_port]` : plain(uri.host);
  return `${name}<sip:${user}${host}>`;
}

/** The URI with the machine that SIPp is started against in the place of the one that it named. */
function remote(uri: string): string {
  const { scheme, user } = parseUri(uri);
  if (scheme === 'tel') return plain(uri);
  return user === null ? 'sip:[remote_ip]:[remote_port]' : `sip:${plain(user)}@[remote_ip]:[remote_port]`;
}

function contactOf(value: string): string {
  if (value.trim() === '*') return '*';
  const { user } = parseNameAddr(value).uri;
  const name = user === null ? '' : `${plain(user)}@`;
  return `<sip:${name}[local_ip]:[local_port];transport=[transport]>`;
}

/** SIPp answers the challenge itself; nobody's password is known. */
function credentials(value: string): string {
  const name = /username="([^"]*)"/i.exec(value)?.[1] ?? '';
  return `[authentication username=${name.replace(/[^\w.+@-]/g, '') || 'user'} password=secret]`;
}

function bodyLines({ bytes, body }: SipMessage): string[] {
  if (!body) return [];
  const lines = new TextDecoder().decode(bytes.subarray(body.span.start, body.span.end)).split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  if (body.type !== 'application/sdp') return lines.map(plain);
  let media = 0;
  return lines
    .filter((line) => !SOCKETS.test(line))
    .map((line) => {
      if (/^c=IN IP[46] /.test(line)) return 'c=IN IP[media_ip_type] [media_ip]';
      if (line.startsWith('o=')) return `${plain(line.replace(/ IN IP[46] \S+$/, ''))} IN IP[local_ip_type] [local_ip]`;
      const [, kind = '', port = '', rest = ''] = /^m=(\S+) (\d+)(.*)$/.exec(line) ?? [];
      if (kind === '') return plain(line);
      const own = port === '0' ? '0' : `[media_port${media > 0 ? `+${media * 2}` : ''}]`;
      media++;
      return `m=${plain(kind)} ${own}${plain(rest)}`;
    });
}

/** Text without a meaning to SIPp, which knows bytes by their numbers (`\x5B`), or to XML around it. */
function plain(text: string): string {
  return text
    .replace(/[\\[]/g, (mark) => `\\x${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll(']]>', ']\\x5D>')
    .replace(/[\u0000-\u001f\u007f]/g, ' ');
}
