import { parseView, writeView } from '../../view/schema.ts';
import { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import { type Capsule, type CapsuleMessage, type Outcome, refuse, SHOWN_KINDS, type ShownKind } from '../capsule.ts';
import { MESSAGE_LIMIT } from '../limits.ts';
import { readEndpoints, writeEndpoints } from './endpoints.ts';
import { readMessages, type Texts, writeMessages } from './messages.ts';
import { type Records, readRecords, writeRecords } from './records.ts';
import { readSizes, writeSizes } from './sizes.ts';
import { readSources, withZoneless, writeSources, writeZoneless } from './sources.ts';
import { readTimes, writeTimes } from './times.ts';

/** Numbers of the sections. A section of another number is passed over: a newer version wrote it. */
const SOURCES = 1;
const ENDPOINTS = 2;
const MESSAGES = 3;
const VIEW = 4;
const RECORDS = 5;
const TIMES = 6;
const SIZES = 7;
const SHOWN = 8;
const ZONELESS = 9;

/** The unpacked body: sections, each with its number and length in front. */
export function writeSections(capsule: Capsule): Uint8Array {
  const out = new ByteWriter();
  const section = (tag: number, bytes: Uint8Array) => {
    out.byte(tag);
    out.number(bytes.length);
    out.bytes(bytes);
  };
  section(SOURCES, writeSources(capsule.sources));
  section(ENDPOINTS, writeEndpoints(capsule.endpoints));
  section(MESSAGES, writeMessages(capsule.messages));
  if (capsule.view) section(VIEW, new TextEncoder().encode(writeView(capsule.view)));
  section(RECORDS, writeRecords(capsule.messages));
  section(TIMES, writeTimes(capsule.messages.map(({ time }) => time)));
  if (capsule.messages.some(({ bytes, size }) => size !== bytes.length)) section(SIZES, writeSizes(capsule.messages));
  if (capsule.shown.length > 0) section(SHOWN, Uint8Array.of(bitsOf(capsule.shown)));
  if (capsule.sources.some(({ zoneless }) => zoneless)) section(ZONELESS, writeZoneless(capsule.sources));
  return out.done();
}

/** Undoes `writeSections`. */
export function readSections(raw: Uint8Array, redacted: boolean): Outcome<Capsule> {
  const found = findSections(raw);
  if (!found) return refuse('corrupt', 'The sections of this trace are damaged.');
  const part = (tag: number) => new ByteReader(found.get(tag) ?? new Uint8Array(0));
  const texts = readMessages(part(MESSAGES));
  if (!texts) return refuse('corrupt', 'The messages in this trace are damaged.');
  if (texts.length > MESSAGE_LIMIT) return refuse('too-large', `This trace holds more than ${MESSAGE_LIMIT} messages.`);
  const named = readSources(part(SOURCES));
  const sources = named && withZoneless(named, found.get(ZONELESS) ?? new Uint8Array(0));
  const endpoints = readEndpoints(part(ENDPOINTS));
  const records = readRecords(part(RECORDS), texts.length);
  const times = readTimes(part(TIMES), texts.length);
  const lengths = texts.map(({ bytes }) => bytes.length);
  const sizes = found.has(SIZES) ? readSizes(part(SIZES), lengths) : lengths;
  if (!sources || !endpoints || !records || !times || !sizes)
    return refuse('corrupt', 'The table of messages in this trace is damaged.');
  const messages = texts.map((text, i) => ({ ...joined(text, i, records, times), size: sizes[i] ?? 0 }));
  if (
    !messages.every(
      ({ source, from, to }) => source < sources.length && from < endpoints.length && to < endpoints.length,
    )
  ) {
    return refuse('corrupt', 'A message in this trace names a source or an address that is not in it.');
  }
  const json = found.get(VIEW);
  const view = json ? parseView(new TextDecoder().decode(json)) : null;
  const shown = kindsOf(redacted ? (found.get(SHOWN)?.[0] ?? 0) : 0);
  return { ok: true, value: { redacted, shown, sources, endpoints, messages, view } };
}

function joined(
  text: Texts[number],
  i: number,
  records: Records,
  times: readonly number[],
): Omit<CapsuleMessage, 'size'> {
  const record = records.kinds[records.kind[i] ?? 0] ?? { source: 0, transport: 0, flags: 0 };
  return { ...record, ...text, time: times[i] ?? Number.NaN, sequence: records.sequence[i] ?? 0 };
}

function bitsOf(shown: readonly ShownKind[]): number {
  return SHOWN_KINDS.reduce((bits, kind, at) => bits + (shown.includes(kind) ? 2 ** at : 0), 0);
}

function kindsOf(bits: number): ShownKind[] {
  return SHOWN_KINDS.filter((_, at) => (bits & (2 ** at)) !== 0);
}

/** The first section of each number; null when the lengths do not add up. */
function findSections(raw: Uint8Array): Map<number, Uint8Array> | null {
  const input = new ByteReader(raw);
  const found = new Map<number, Uint8Array>();
  while (input.left > 0) {
    const tag = input.byte();
    const bytes = input.bytes(input.number());
    if (input.failed) return null;
    if (!found.has(tag)) found.set(tag, bytes);
  }
  return found;
}
