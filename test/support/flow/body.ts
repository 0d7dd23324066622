import type { MessageLine, SdpWord } from './line.ts';
import { type Party, socketOf } from './party.ts';

/** A body with its type. */
export interface Body {
  readonly type: string;
  readonly text: string;
}

const NONE: Body = { type: '', text: '' };

/** The body that a line asks for: its own lines, a sipfrag, an SDP, or none. */
export function bodyOf(line: MessageLine, sender: Party, version: number): Body {
  if (line.body.length > 0) return { type: 'text/plain', text: crlf(line.body) };
  const fragment = line.words.get('sipfrag');
  if (fragment !== undefined)
    return { type: 'message/sipfrag;version=2.0', text: `SIP/2.0 ${fragment} ${phraseOf(Number(fragment))}\r\n` };
  if (line.sdp.length === 0) return NONE;
  return { type: 'application/sdp', text: crlf(sdpLines(line.sdp, sender, version)) };
}

function crlf(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`;
}

function sdpLines(words: readonly SdpWord[], sender: Party, version: number): string[] {
  const has = (word: SdpWord) => words.includes(word);
  const family = sender.address.includes(':') ? 'IP6' : 'IP4';
  const profile = has('secure') ? 'RTP/SAVP' : 'RTP/AVP';
  const port = (number: number) => (has('refuse') ? 0 : number);
  const direction = `a=${directionOf(has)}`;
  const audio = [
    `m=audio ${port(40000)} ${profile} 8 0 101`,
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    ...(has('secure') ? ['a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz'] : []),
    direction,
  ];
  const video = [`m=video ${port(40002)} ${profile} 96`, 'a=rtpmap:96 H264/90000', direction];
  return [
    'v=0',
    `o=${sender.name} 4711 ${version} IN ${family} ${sender.address}`,
    's=-',
    `c=IN ${has('zero') ? 'IP4 0.0.0.0' : `${family} ${sender.address}`}`,
    't=0 0',
    ...(has('fax') ? [`m=image ${port(40004)} udptl t38`, 'a=T38FaxVersion:0'] : audio),
    ...(has('video') ? video : []),
  ];
}

function directionOf(has: (word: SdpWord) => boolean): string {
  if (has('hold') || has('sendonly')) return 'sendonly';
  if (has('recvonly')) return 'recvonly';
  return has('inactive') ? 'inactive' : 'sendrecv';
}

const PHRASES = new Map(
  Object.entries({
    100: 'Trying',
    180: 'Ringing',
    181: 'Call Is Being Forwarded',
    182: 'Queued',
    183: 'Session Progress',
    199: 'Early Dialog Terminated',
    200: 'OK',
    202: 'Accepted',
    300: 'Multiple Choices',
    301: 'Moved Permanently',
    302: 'Moved Temporarily',
    305: 'Use Proxy',
    380: 'Alternative Service',
    400: 'Bad Request',
    401: 'Unauthorized',
    403: 'Forbidden',
    404: 'Not Found',
    405: 'Method Not Allowed',
    407: 'Proxy Authentication Required',
    408: 'Request Timeout',
    410: 'Gone',
    415: 'Unsupported Media Type',
    420: 'Bad Extension',
    421: 'Extension Required',
    422: 'Session Interval Too Small',
    423: 'Interval Too Brief',
    480: 'Temporarily Unavailable',
    481: 'Call/Transaction Does Not Exist',
    482: 'Loop Detected',
    483: 'Too Many Hops',
    484: 'Address Incomplete',
    486: 'Busy Here',
    487: 'Request Terminated',
    488: 'Not Acceptable Here',
    491: 'Request Pending',
    500: 'Server Internal Error',
    501: 'Not Implemented',
    502: 'Bad Gateway',
    503: 'Service Unavailable',
    504: 'Server Time-out',
    600: 'Busy Everywhere',
    603: 'Decline',
    604: 'Does Not Exist Anywhere',
    606: 'Not Acceptable',
    607: 'Unwanted',
  }),
);

/** The usual phrase of a status code (RFC 3261 §21). */
export function phraseOf(status: number): string {
  return PHRASES.get(String(status)) ?? 'Something';
}

/** `<sip:…;lr>` of a proxy that wants to stay in the path (RFC 3261 §16.6). */
export function routeOf(proxy: Party): string {
  return `<sip:${socketOf(proxy)};lr>`;
}
