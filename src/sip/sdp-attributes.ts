import { leadingNumber } from './cseq.ts';
import type { MessageProblems } from './problems.ts';
import type {
  SdpAttribute,
  SdpCandidate,
  SdpCrypto,
  SdpDirection,
  SdpFingerprint,
  SdpIce,
  SdpLine,
  SdpRtcp,
} from './sdp-types.ts';

/** `name` or `name:value` of an a= line. */
export function attributeIn({ value, span }: SdpLine): SdpAttribute {
  const colon = value.indexOf(':');
  if (colon < 0) return { name: value, value: null, span };
  return { name: value.slice(0, colon), value: value.slice(colon + 1), span };
}

/** First value of each attribute by name; a property without a value has none. */
export function valuesByName(attributes: readonly SdpAttribute[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const { name, value } of attributes) if (value !== null && !values.has(name)) values.set(name, value.trim());
  return values;
}

/** The last direction that the attributes name, null when they name none (RFC 8866 §6.7). */
export function directionIn(attributes: readonly SdpAttribute[]): SdpDirection | null {
  let found: SdpDirection | null = null;
  for (const { name, value } of attributes)
    if (value === null && isDirection(name.toLowerCase())) found = name.toLowerCase() as SdpDirection;
  return found;
}

function isDirection(name: string): boolean {
  return name === 'sendrecv' || name === 'sendonly' || name === 'recvonly' || name === 'inactive';
}

/** Words of a value, white space between them. */
export function words(value: string): string[] {
  const found: string[] = [];
  let start = -1;
  for (let at = 0; at <= value.length; at++) {
    const code = at < value.length ? value.charCodeAt(at) : SP;
    if (code !== SP && code !== HTAB) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      found.push(value.slice(start, at));
      start = -1;
    }
  }
  return found;
}

const SP = 32;
const HTAB = 9;

/** All crypto attributes, RFC 4568 §9.1. */
export function cryptoIn(attributes: readonly SdpAttribute[]): SdpCrypto[] {
  return attributes
    .filter(({ name, value }) => name === 'crypto' && value !== null)
    .map(({ value, span }) => {
      const [tag = '', suite = '', ...rest] = words(value ?? '');
      return { tag, suite, keyParameters: rest.join(' '), span };
    });
}

/** A fingerprint, RFC 8122 §5. */
export function fingerprintIn(value: string | null): SdpFingerprint | null {
  if (value === null) return null;
  const [hash = '', ...rest] = words(value);
  return { hash: hash.toLowerCase(), value: rest.join(' ') };
}

/** `rtcp:53020 IN IP4 126.16.64.4`, RFC 3605 §2.1. */
export function rtcpIn(value: string | null): SdpRtcp | null {
  if (value === null) return null;
  const [port = '', , , address] = words(value);
  return { port: leadingNumber(port, 65535), address: address ?? null };
}

/**
 * ICE of one media line, null when nothing speaks of ICE. `value` gives an attribute of the media line or else of the
 * session, by name.
 */
export function iceIn(
  media: readonly SdpAttribute[],
  value: (name: string) => string | null,
  lite: boolean,
  problems: MessageProblems,
): SdpIce | null {
  const ufrag = value('ice-ufrag');
  const password = value('ice-pwd');
  const candidates = media.filter(({ name }) => name === 'candidate').map((line) => candidateIn(line, problems));
  for (const line of media) if (line.name === 'ice-ufrag' || line.name === 'ice-pwd') checkSecret(line, problems);
  if (ufrag === null && password === null && candidates.length === 0) return null;
  return { ufrag, password, options: words(value('ice-options') ?? ''), lite, candidates };
}

/** RFC 8839 §5.4: 4 to 256 characters for the fragment, 22 to 256 for the password. */
export function checkSecret({ name, value, span }: SdpAttribute, problems: MessageProblems): void {
  const length = value?.trim().length ?? 0;
  const least = name === 'ice-pwd' ? 22 : 4;
  if (length >= least && length <= 256) return;
  problems.add('sdp-bad-ice', `${name} has ${length} characters instead of ${least} to 256.`, span.start, span.end);
}

function candidateIn({ value, span }: SdpAttribute, problems: MessageProblems): SdpCandidate {
  const [
    foundation = '',
    component = '',
    transport = '',
    priority = '',
    address = '',
    port = '',
    ,
    type = '',
    ...rest
  ] = words(value ?? '');
  const after = (name: string) => (rest.includes(name) ? (rest[rest.indexOf(name) + 1] ?? null) : null);
  if (type === '' || leadingNumber(port, 65535) === null || address.length > 255) {
    problems.add(
      'sdp-bad-candidate',
      'This ICE candidate lacks a part, or its port or address cannot be.',
      span.start,
      span.end,
    );
  }
  const relatedPort = after('rport');
  return {
    foundation,
    component: leadingNumber(component, 256),
    transport,
    priority: leadingNumber(priority, 0xffffffff),
    address,
    port: leadingNumber(port, 65535),
    type,
    relatedAddress: after('raddr'),
    relatedPort: relatedPort === null ? null : leadingNumber(relatedPort, 65535),
    span,
  };
}
