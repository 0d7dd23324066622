import { leadingNumber } from './cseq.ts';
import type { MessageProblems } from './problems.ts';
import {
  attributeIn,
  cryptoIn,
  directionIn,
  fingerprintIn,
  iceIn,
  rtcpIn,
  valuesByName,
  words,
} from './sdp-attributes.ts';
import { checkCodecs, codecsOf } from './sdp-codecs.ts';
import { bandwidthIn, connectionIn } from './sdp-fields.ts';
import type { SdpConnection, SdpDirection, SdpLine, SdpMedia } from './sdp-types.ts';
import { isTokenText } from './text-scan.ts';

/** What the session level lends to every media line. */
export interface SessionLevel {
  readonly connection: SdpConnection | null;
  readonly direction: SdpDirection;
  /** First value of each attribute. */
  readonly values: ReadonlyMap<string, string>;
  readonly iceLite: boolean;
}

/** Reads one media description: its m= line and the lines after it, up to byte `end`. */
export function mediaIn(
  line: SdpLine,
  lines: readonly SdpLine[],
  end: number,
  session: SessionLevel,
  problems: MessageProblems,
): SdpMedia {
  const attributes = lines.filter(({ type }) => type === 'a').map(attributeIn);
  const connections = lines.filter(({ type }) => type === 'c');
  const opening = mediaLine(line, problems);
  const own = connections.map((connection) => connectionIn(connection, problems))[0];
  const values = valuesByName(attributes);
  const isRtp = /\bRTP\//i.test(opening.protocol);
  const codecs = isRtp ? codecsOf(opening.formats, attributes, line.span, problems) : [];
  // RFC 3264 §6: the formats of a refused stream say nothing.
  if (opening.port !== 0) checkCodecs(codecs, line.span, problems);
  const value = (name: string) => values.get(name) ?? session.values.get(name) ?? null;
  return {
    kind: opening.kind,
    port: opening.port,
    portCount: opening.portCount,
    protocol: opening.protocol,
    formats: opening.formats,
    title: lines.find(({ type }) => type === 'i')?.value ?? null,
    connection: own ?? session.connection,
    bandwidth: lines.filter(({ type }) => type === 'b').map(bandwidthIn),
    direction: directionIn(attributes) ?? session.direction,
    codecs,
    ptime: leadingNumber(value('ptime') ?? '', 0xffff),
    maxptime: leadingNumber(value('maxptime') ?? '', 0xffff),
    rtcp: rtcpIn(values.get('rtcp') ?? null),
    rtcpMux: attributes.some(({ name }) => name === 'rtcp-mux'),
    crypto: cryptoIn(attributes),
    ice: iceIn(attributes, value, session.iceLite, problems),
    fingerprint: fingerprintIn(value('fingerprint')),
    setup: value('setup'),
    mid: values.get('mid') ?? null,
    attributes,
    lineSpan: line.span,
    span: { start: line.span.start, end },
  };
}

type Opening = Pick<SdpMedia, 'kind' | 'port' | 'portCount' | 'protocol' | 'formats'>;

/** `audio 49170/2 RTP/AVP 0 8`, RFC 8866 §5.14. */
function mediaLine({ value, span }: SdpLine, problems: MessageProblems): Opening {
  const [kind = '', ports = '', protocol = '', ...formats] = words(value);
  const [port = '', count = '1'] = ports.split('/');
  const digits = /^\d+/.exec(port)?.[0] ?? '';
  if (protocol === '' || formats.length === 0 || !isTokenText(kind) || kind.length > 64) {
    problems.add(
      'sdp-bad-media',
      'An m= line is a kind of media, a port, a protocol and formats.',
      span.start,
      span.end,
    );
  }
  if (digits === '' || digits !== port || Number(digits) > 65535) {
    problems.add('sdp-bad-port', 'The port of this media line is no number from 0 to 65535.', span.start, span.end);
  }
  return {
    kind,
    port: Math.min(Number(digits), 0xffffffff),
    portCount: leadingNumber(count, 65535) ?? 1,
    protocol,
    formats,
  };
}
