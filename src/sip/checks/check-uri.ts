import type { MessageProblems } from '../problems.ts';
import { isSpaceAt } from '../text-scan.ts';
import type { Uri } from '../uri.ts';

/** Faults of one URI whose text begins at byte `base` of the message (RFC 3261 §19.1, §25.1). */
export function checkUri(uri: Uri, base: number, problems: MessageProblems): void {
  const start = base + uri.span.start;
  const end = base + uri.span.end;
  const add = (code: string, text: string) => problems.add(code, text, start, end);
  if (uri.text.trim() === '') add('missing-uri', 'A URI is missing here.');
  else if (hasSpace(uri.text)) add('space-in-uri', 'Blanks may not stand in a URI.');
  else if (uri.scheme === '') add('uri-without-scheme', 'The URI has no scheme such as sip: in front.');
  else if (uri.scheme === 'sip' || uri.scheme === 'sips') checkHost(uri, add);
}

function checkHost(uri: Uri, add: (code: string, text: string) => void): void {
  if (uri.host === '') add('uri-without-host', 'The SIP URI names no host.');
  else if (!isHost(uri.host)) add('bad-host', 'The host of the URI holds characters that no host name or address has.');
  if (uri.hostSpan && uri.host.includes(':') && uri.text[uri.hostSpan.start - uri.span.start - 1] !== '[') {
    add('ipv6-needs-brackets', 'An IPv6 address in a URI needs square brackets around it.');
  }
  if (uri.portSpan && uri.port === null) add('bad-port', 'The port of the URI is no number from 0 to 65535.');
}

/** Letters, digits, dots and hyphens, the colons of IPv6; underscores are not allowed by the grammar but in common use. */
export function isHost(host: string): boolean {
  return /^[a-zA-Z0-9._:%-]+$/.test(host);
}

function hasSpace(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isSpaceAt(text, at)) return true;
  return false;
}
