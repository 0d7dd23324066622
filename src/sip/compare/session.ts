import type { SdpAttribute, SdpCodec, SdpLine, SdpMedia, SessionDescription } from '../sdp-types.ts';
import { type Cell, compareValues, type Parted, parted, plainCell } from './lines.ts';
import { type Part, whole } from './parts.ts';

/** A row of a table before its cells are known: what each message says of it. */
interface Said {
  readonly label: string;
  readonly values: readonly (readonly Parted[])[];
}

/** A row of session descriptions. */
export interface SessionRow {
  readonly label: string;
  readonly cells: readonly Cell[];
}

/** Media lines that are compared. */
const MOST_MEDIA = 32;

/** Session descriptions side by side, line by line of media (RFC 3264 §6: streams correspond by their place). */
export function sessionRows(
  descriptions: readonly (SessionDescription | null)[],
  parents: readonly number[],
): SessionRow[] {
  const said = [...sessionSaid(descriptions), ...mediaSaid(descriptions)];
  return said.map(({ label, values }) => ({
    label,
    cells: values.map((own, i) => {
      const before = values[parents[i] ?? -1];
      return before ? compareValues(before, own) : plainCell(own);
    }),
  }));
}

function sessionSaid(descriptions: readonly (SessionDescription | null)[]): Said[] {
  const of = (label: string, read: (description: SessionDescription) => readonly Parted[]): Said => ({
    label,
    values: descriptions.map((description) => (description ? read(description) : [])),
  });
  return [
    of('origin (o=)', ({ lines }) => firstOf(lines, 'o').map(originValue)),
    of('session name (s=)', ({ sessionName }) => plain(sessionName)),
    of('session address (c=)', ({ connection, media }) => plain(media.length === 0 ? connection?.address : null)),
    of('session bandwidth (b=)', ({ bandwidth }) => bandwidth.map(bandwidthValue)),
    of('session attributes', ({ attributes }) => attributes.map(attributeValue)),
  ];
}

function mediaSaid(descriptions: readonly (SessionDescription | null)[]): Said[] {
  const count = Math.min(MOST_MEDIA, Math.max(0, ...descriptions.map((description) => description?.media.length ?? 0)));
  const names = mediaNames(descriptions, count);
  return names.flatMap((name, at) => {
    const of = (label: string, read: (media: SdpMedia) => readonly Parted[]): Said => ({
      label: `${name}: ${label}`,
      values: descriptions.map((description) => {
        const media = description?.media[at];
        return media ? read(media) : [];
      }),
    });
    return [
      of('kind', ({ kind }) => plain(kind)),
      of('address', (media) => [socketValue(media)]),
      of('transport', ({ protocol }) => plain(protocol)),
      of('codecs', ({ codecs, formats }) => (codecs.length > 0 ? codecs.map(codecValue) : formats.flatMap(plain))),
      of('direction', ({ direction }) => plain(direction)),
      of('bandwidth', ({ bandwidth }) => bandwidth.map(bandwidthValue)),
      of('attributes', ({ attributes }) => attributes.filter(isOther).map(attributeValue)),
    ];
  });
}

/** `audio`, or `audio 2` where there are several. */
function mediaNames(descriptions: readonly (SessionDescription | null)[], count: number): string[] {
  const kinds = Array.from({ length: count }, (_, at) => {
    const media = descriptions.find((description) => description?.media[at])?.media[at];
    return media?.kind || 'media';
  });
  return kinds.map((kind, at) => {
    const same = kinds.flatMap((other, i) => (other === kind ? [i] : []));
    return same.length > 1 ? `${kind} ${same.indexOf(at) + 1}` : kind;
  });
}

function firstOf(lines: readonly SdpLine[], type: string): SdpLine[] {
  const found = lines.find((line) => line.type === type);
  return found ? [found] : [];
}

const ORIGIN = ['user name', 'session id', 'version', 'net type', 'address type', 'address'];

function originValue({ value }: SdpLine): Parted {
  const parts: Part[] = [];
  let at = 0;
  for (const name of ORIGIN) {
    while (at < value.length && value[at] === ' ') at++;
    let end = at;
    while (end < value.length && value[end] !== ' ') end++;
    if (end > at) parts.push({ name, key: value.slice(at, end), span: { start: at, end } });
    at = end;
  }
  return parted(value, parts, '');
}

function socketValue({ connection, port }: SdpMedia): Parted {
  const address = connection?.address ?? 'no address';
  const host = address.includes(':') ? `[${address}]` : address;
  const text = `${host}:${port}`;
  const parts = [
    { name: 'address', key: address.toLowerCase(), span: { start: 0, end: host.length } },
    { name: 'port', key: String(port), span: { start: host.length + 1, end: text.length } },
  ];
  return parted(text, parts, '');
}

/** A codec is the same one under another payload type: its name and clock rate tell (RFC 3264 §6.1). */
function codecValue({ payloadType, name, clockRate, channels, fmtp }: SdpCodec): Parted {
  const type = String(payloadType);
  const rate = clockRate > 0 ? `/${clockRate}` : '';
  const codec = `${name || 'unexplained'}${rate}${channels > 1 ? `/${channels}` : ''}`;
  const text = `${type} ${codec}${fmtp === null ? '' : ` (${fmtp})`}`;
  const start = type.length + 1;
  const parts = [
    { name: 'payload type', key: type, span: { start: 0, end: type.length } },
    { name: 'codec', key: codec.toLowerCase(), span: { start, end: start + codec.length } },
    ...(fmtp === null
      ? []
      : [{ name: 'fmtp', key: fmtp, span: { start: start + codec.length + 1, end: text.length } }]),
  ];
  return parted(text, parts, name === '' ? type : codec.toLowerCase());
}

function bandwidthValue({ type, value }: { readonly type: string; readonly value: number | null }): Parted {
  const text = `${type}:${value ?? '?'}`;
  return parted(text, [whole(text)], type);
}

function attributeValue({ name, value }: SdpAttribute): Parted {
  const text = value === null ? name : `${name}:${value}`;
  // One candidate or key does not become another; a property says something else.
  return parted(text, [whole(text)], name === 'candidate' ? text : name);
}

const TOLD = new Set(['rtpmap', 'fmtp', 'sendrecv', 'sendonly', 'recvonly', 'inactive']);

function isOther({ name }: SdpAttribute): boolean {
  return !TOLD.has(name);
}

function plain(text: string | null | undefined): Parted[] {
  return text === null || text === undefined ? [] : [parted(text, [whole(text)], '')];
}
