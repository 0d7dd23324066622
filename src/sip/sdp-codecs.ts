import { leadingNumber } from './cseq.ts';
import type { Span } from './message.ts';
import type { MessageProblems } from './problems.ts';
import type { SdpAttribute, SdpCodec } from './sdp-types.ts';

type Encoding = readonly [name: string, clockRate: number, channels: number];

/** Static payload types (RFC 3551 §6, tables 4 and 5), and 19, which was comfort noise before it got 13. */
const STATIC = new Map<number, Encoding>([
  [0, ['PCMU', 8000, 1]],
  [3, ['GSM', 8000, 1]],
  [4, ['G723', 8000, 1]],
  [5, ['DVI4', 8000, 1]],
  [6, ['DVI4', 16000, 1]],
  [7, ['LPC', 8000, 1]],
  [8, ['PCMA', 8000, 1]],
  [9, ['G722', 8000, 1]],
  [10, ['L16', 44100, 2]],
  [11, ['L16', 44100, 1]],
  [12, ['QCELP', 8000, 1]],
  [13, ['CN', 8000, 1]],
  [14, ['MPA', 90000, 1]],
  [15, ['G728', 8000, 1]],
  [16, ['DVI4', 11025, 1]],
  [17, ['DVI4', 22050, 1]],
  [18, ['G729', 8000, 1]],
  [19, ['CN', 8000, 1]],
  [25, ['CelB', 90000, 1]],
  [26, ['JPEG', 90000, 1]],
  [28, ['nv', 90000, 1]],
  [31, ['H261', 90000, 1]],
  [32, ['MPV', 90000, 1]],
  [33, ['MP2T', 90000, 1]],
  [34, ['H263', 90000, 1]],
]);

/** What RFC 3551 says of a payload type; null for one that only rtpmap explains. */
export function staticCodec(payloadType: number): SdpCodec | null {
  const found = STATIC.get(payloadType);
  if (!found) return null;
  const [name, clockRate, channels] = found;
  return { payloadType, name, clockRate, channels, fmtp: null, feedback: [], isStatic: true };
}

/** Formats of an RTP media line with what its attributes and RFC 3551 say of them. */
export function codecsOf(
  formats: readonly string[],
  attributes: readonly SdpAttribute[],
  at: Span,
  problems: MessageProblems,
): SdpCodec[] {
  const maps = byPayloadType(attributes, 'rtpmap', problems);
  const parameters = byPayloadType(attributes, 'fmtp', problems);
  const feedback = feedbackOf(attributes);
  const codecs: SdpCodec[] = [];
  for (const format of formats) {
    const payloadType = /^\d{1,9}$/.test(format) ? Number(format) : -1;
    if (payloadType < 0 || payloadType > 127) {
      problems.add('sdp-bad-payload-type', 'An RTP payload type is a number from 0 to 127.', at.start, at.end);
      continue;
    }
    const map = maps.get(payloadType);
    const [name, clockRate, channels] = map ? encodingIn(map, problems) : (STATIC.get(payloadType) ?? ['', 0, 1]);
    codecs.push({
      payloadType,
      name,
      clockRate,
      channels,
      fmtp: parameters.get(payloadType)?.rest ?? null,
      feedback: feedback.size === 0 ? NO_FEEDBACK : [...(feedback.get(-1) ?? []), ...(feedback.get(payloadType) ?? [])],
      isStatic: !map && name !== '',
    });
  }
  return codecs;
}

const NO_FEEDBACK: readonly string[] = [];

/** Notes formats that nothing explains. */
export function checkCodecs(codecs: readonly SdpCodec[], at: Span, problems: MessageProblems): void {
  for (const { name, payloadType } of codecs) {
    if (name !== '') continue;
    problems.add('sdp-missing-rtpmap', `Nothing says what payload type ${payloadType} is.`, at.start, at.end);
  }
}

interface Mapped {
  readonly rest: string;
  readonly attribute: SdpAttribute;
}

/** First attribute of that name for each payload type: `rtpmap:96 opus/48000/2`. */
function byPayloadType(
  attributes: readonly SdpAttribute[],
  wanted: 'rtpmap' | 'fmtp',
  problems: MessageProblems,
): Map<number, Mapped> {
  const found = new Map<number, Mapped>();
  for (const attribute of attributes) {
    if (attribute.name !== wanted || attribute.value === null) continue;
    const { value } = attribute;
    const payloadType = leadingNumber(value, 127);
    if (payloadType === null && wanted === 'rtpmap') addBadMap(attribute, problems);
    if (payloadType === null || found.has(payloadType)) continue;
    const blank = value.search(/[ \t]/);
    found.set(payloadType, { rest: blank < 0 ? '' : value.slice(blank + 1).trimStart(), attribute });
  }
  return found;
}

/** RFC 8866 §6.6: encoding name, clock rate, and channels for audio. */
function encodingIn({ rest, attribute }: Mapped, problems: MessageProblems): Encoding {
  const [name = '', rate = '', channels = '1'] = rest.trimEnd().split('/');
  const clockRate = leadingNumber(rate, 0xffffffff) ?? 0;
  if (name === '' || clockRate === 0) addBadMap(attribute, problems);
  return [name, clockRate, leadingNumber(channels, 255) ?? 1];
}

function addBadMap({ span }: SdpAttribute, problems: MessageProblems): void {
  problems.add('sdp-bad-rtpmap', 'An rtpmap is a payload type, a name and a clock rate.', span.start, span.end);
}

/** rtcp-fb values by payload type; -1 holds those for all (RFC 4585 §4.2). */
function feedbackOf(attributes: readonly SdpAttribute[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const { name, value } of attributes) {
    if (name !== 'rtcp-fb' || value === null) continue;
    const blank = value.indexOf(' ');
    const payloadType = value.startsWith('*') ? -1 : leadingNumber(value, 127);
    if (payloadType === null || blank < 0) continue;
    const list = found.get(payloadType) ?? [];
    list.push(value.slice(blank + 1).trim());
    found.set(payloadType, list);
  }
  return found;
}
