import { leadingNumber } from './cseq.ts';
import type { MessageProblems } from './problems.ts';
import { words } from './sdp-attributes.ts';
import type { SdpBandwidth, SdpConnection, SdpLine, SdpOrigin, SdpTime } from './sdp-types.ts';

/** o=, RFC 8866 §5.2: six parts. */
export function originIn({ value, span }: SdpLine, problems: MessageProblems): SdpOrigin {
  const parts = words(value);
  const [userName = '', sessionId = '', sessionVersion = '', netType = '', addressType = '', address = ''] = parts;
  if (parts.length !== 6 || !/^\d+$/.test(sessionId) || !/^\d+$/.test(sessionVersion)) {
    problems.add('sdp-bad-origin', 'The o= line is not a name, two numbers and an address.', span.start, span.end);
  }
  checkAddress(address, span, problems);
  return { userName, sessionId, sessionVersion, netType, addressType, address, span };
}

/** c=, RFC 8866 §5.7: `IN IP4 233.252.0.1/127/3`, `IN IP6 ff00::db8:0:101/3`. */
export function connectionIn({ value, span }: SdpLine, problems: MessageProblems): SdpConnection {
  const parts = words(value);
  const [netType = '', addressType = '', whole = ''] = parts;
  const [address = '', first, second] = whole.split('/');
  if (parts.length !== 3 || address === '') {
    problems.add('sdp-bad-connection', 'The c= line is not IN, IP4 or IP6, and an address.', span.start, span.end);
  }
  checkAddress(address, span, problems);
  const isV6 = addressType.toUpperCase() === 'IP6';
  const number = (text: string | undefined) => (text === undefined ? null : leadingNumber(text, 0xffff));
  return {
    netType,
    addressType,
    address,
    ttl: isV6 ? null : number(first),
    count: number(isV6 ? first : second),
    span,
  };
}

/** No address or host name is longer than 255 characters (RFC 1035 §2.3.4). */
function checkAddress(address: string, span: SdpLine['span'], problems: MessageProblems): void {
  if (address.length > 255) problems.add('sdp-bad-address', 'No address is as long as this one.', span.start, span.end);
}

/** b=, RFC 8866 §5.8. */
export function bandwidthIn({ value, span }: SdpLine): SdpBandwidth {
  const colon = value.indexOf(':');
  if (colon < 0) return { type: value.trim(), value: null, span };
  return {
    type: value.slice(0, colon).trim(),
    value: leadingNumber(value.slice(colon + 1).trim(), Number.MAX_SAFE_INTEGER),
    span,
  };
}

/** t=, RFC 8866 §5.9. */
export function timeIn({ value, span }: SdpLine): SdpTime {
  const [start = '', stop = ''] = words(value);
  return { start, stop, span };
}
