import type { HeaderField } from '../message.ts';
import type { MessageProblems } from '../problems.ts';
import { isTokenText } from '../text-scan.ts';
import { parseVia, splitVias, type Via } from '../via.ts';
import { isHost } from './check-uri.ts';

/** Faults in the values of one Via header (RFC 3261 §8.1.1.7, §20.42). */
export function checkVias(raw: string, { valueSpan }: HeaderField, problems: MessageProblems): void {
  for (const item of splitVias(raw)) {
    const start = valueSpan.start + item.start;
    const end = valueSpan.start + item.end;
    const add = (code: string, text: string) => problems.add(code, text, start, end);
    if (start === end) add('empty-list-item', 'A Via value is empty.');
    else checkVia(raw, parseVia(raw, item.start, item.end), add);
  }
}

function checkVia(raw: string, via: Via, add: (code: string, text: string) => void): void {
  if (via.protocol.toUpperCase() !== 'SIP' || via.host === '' || !isTokenText(via.transport)) {
    add('bad-via', 'A Via is SIP/2.0/, a transport, and a host.');
    return;
  }
  if (via.version !== '2.0')
    add('unknown-version', `The Via speaks of SIP/${via.version.slice(0, 10)} instead of SIP/2.0.`);
  if (!isHost(via.host)) add('bad-host', 'The host of the Via holds characters that no host name or address has.');
  if (via.host.includes(':') && raw[via.hostSpan.start - 1] !== '[')
    add('ipv6-needs-brackets', 'An IPv6 address in a Via needs square brackets around it.');
  if (via.portSpan && via.port === null) add('bad-port', 'The port of the Via is no number from 0 to 65535.');
  if (via.parameters.some(({ name }) => name === ''))
    add('empty-parameter', 'A semicolon in the Via has no parameter behind it.');
  const branch = via.parameters.find(({ name }) => name === 'branch');
  // RFC 3261 §8.1.1.7: the cookie alone names no transaction.
  if (branch && /^(z9hG4bK)?$/i.test(branch.value ?? ''))
    add('empty-branch', 'The branch of the Via names no transaction.');
}
