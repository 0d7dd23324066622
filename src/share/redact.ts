import {
  type Capsule,
  type CapsuleEndpoint,
  type CapsuleMessage,
  SHOWN_KINDS,
  type ShownKind,
} from '../capsule/capsule.ts';
import { socketText } from '../diagnose/party.ts';
import type { Span } from '../sip/message.ts';
import type { LaneDecisions, View } from '../view/view.ts';
import { dropSecrets } from './drop.ts';
import type { BodyReading } from './redaction/bodies.ts';
import { Book, type Entry } from './redaction/book.ts';
import { toBytes, toText } from './redaction/byte-text.ts';
import { Edits } from './redaction/edits.ts';
import { redactMessage } from './redaction/message.ts';
import { opaque } from './redaction/opaque.ts';
import { HIDE_ALL, type RedactOptions } from './redaction/options.ts';
import { prose } from './redaction/prose.ts';
import type { Secret } from './secrets.ts';

export { HIDE_ALL, type RedactOptions } from './redaction/options.ts';

/** What was done to one message. */
export interface MessageReport {
  /** What was written over or replaced, in the redacted bytes. */
  readonly changes: readonly Span[];
  /** Secrets of the original. */
  readonly secrets: readonly Secret[];
}

/** A trace that names nobody, and what was done. */
export interface Redacted {
  /** Messages and endpoints in the same order and number. */
  readonly capsule: Capsule;
  /** By message. */
  readonly messages: readonly MessageReport[];
  /**
   * Every value that was looked at, with what stands for it: itself when it is shown. Texts have a character for each byte.
   * Null when only secrets were taken out.
   */
  readonly values: readonly Entry[] | null;
}

/**
 * A trace in which names, numbers, addresses and identifiers are pseudonyms, the same for the same value everywhere, and
 * from which secrets are gone. Takes messages as they were captured: it takes secrets out by itself. Redacting again
 * changes nothing. Never throws.
 */
export function redact(capsule: Capsule, options: RedactOptions = HIDE_ALL): Redacted {
  const book = new Book(options);
  const endpoints = capsule.endpoints.map((endpoint) => endpointLater(book, endpoint));
  const readings = capsule.messages.map(({ bytes }) => readMessage(bytes, book, options));
  for (const { later } of readings) for (const read of later) read();
  const texts = readTexts(capsule.view, book, options);
  const edited = readings.map(({ edits }) => edits.apply(book));
  const renamed = endpoints.map((endpoint) => endpoint());
  const sockets = new Map(
    capsule.endpoints.map((endpoint, i) => [socketOf(endpoint), socketOf(renamed[i] ?? endpoint)]),
  );
  return {
    capsule: {
      redacted: true,
      shown: shownKinds(capsule, options),
      sources: capsule.sources.map((source, i) => ({ ...source, name: `trace ${i + 1}` })),
      endpoints: renamed,
      messages: capsule.messages.map((message, i) => ({ ...message, bytes: toBytes(edited[i]?.text ?? '') })),
      view: capsule.view && {
        ...capsule.view,
        filter: texts.filter(),
        lanes: lanesOf(capsule.view.lanes, sockets, texts.name),
        notes: new Map([...capsule.view.notes].map(([row, text]) => [row, texts.note(text)])),
      },
    },
    messages: capsule.messages.map((_, i) => ({
      changes: edited[i]?.changes ?? [],
      secrets: readings[i]?.secrets ?? [],
    })),
    values: book.entries(),
  };
}

/** What was shown before, and is not hidden now, cannot be told from a pseudonym: only what both show is shown. */
function shownKinds({ redacted, shown }: Capsule, options: RedactOptions): ShownKind[] {
  return SHOWN_KINDS.filter((kind) => options[kind] && (!redacted || shown.includes(kind)));
}

interface MessageReading extends BodyReading {
  readonly secrets: readonly Secret[];
}

function readMessage(original: CapsuleMessage['bytes'], book: Book, options: RedactOptions): MessageReading {
  const { bytes, secrets } = dropSecrets(original);
  const edits = new Edits(toText(bytes), toText(original));
  const reading = {
    edits,
    book,
    later: [],
    original: toText(original),
    bytes,
    showBodies: options.bodies,
    showProducts: options.products,
    secrets,
  };
  for (const { kind, span } of secrets) {
    if (kind !== 'media key') continue;
    const key = toText(original.subarray(span.start, span.end));
    if (/^[A-Za-z0-9+/=]+$/.test(key)) edits.replace(span, book.key(key));
  }
  redactMessage(reading);
  return reading;
}

function endpointLater(book: Book, endpoint: CapsuleEndpoint): () => CapsuleEndpoint {
  if (endpoint.kind !== 'address' && endpoint.kind !== 'name') return () => endpoint;
  const host = book.host(endpoint.address);
  return () => ({ ...endpoint, address: host() });
}

/** Texts that people wrote: names of lanes and the filter, of which every word is looked at, and notes. */
function readTexts(view: View | null, book: Book, { names }: RedactOptions) {
  const later: (() => void)[] = [];
  const read = (texts: Iterable<string>, how: typeof opaque) => {
    const readings = new Map<string, Edits>();
    for (const text of texts) {
      const edits = new Edits(toText(new TextEncoder().encode(text)));
      readings.set(text, edits);
      how({ edits, book, later, original: edits.text, showProducts: true }, { start: 0, end: edits.text.length });
    }
    return (text: string) => new TextDecoder().decode(toBytes(readings.get(text)?.apply(book).text ?? ''));
  };
  const name = read([view?.filter ?? '', ...(view?.lanes.names.values() ?? [])], opaque);
  const note = read(view?.notes.values() ?? [], prose);
  for (const run of later) run();
  // Names that people gave to lanes are names like any other.
  return { filter: () => name(view?.filter ?? ''), name: names ? (text: string) => text : name, note };
}

/** How an endpoint of a capsule is called where lanes are. */
export function socketOf(endpoint: CapsuleEndpoint): string {
  return socketText({ id: 0, ...endpoint });
}

/** Lanes are called by their sockets, which have new names. */
function lanesOf(
  { order, hidden, names, merged, apart, keepalives }: LaneDecisions,
  sockets: ReadonlyMap<string, string>,
  name: (text: string) => string,
): LaneDecisions {
  const rename = (list: readonly string[]) =>
    list.flatMap((socket) => sockets.get(socket) ?? (/^unknown( \d+)?$/.test(socket) ? socket : []));
  return {
    order: rename(order),
    hidden: rename(hidden),
    names: new Map([...names].flatMap(([socket, text]) => rename([socket]).map((key) => [key, name(text)] as const))),
    merged: merged.map(rename),
    apart: apart.map(rename),
    keepalives,
  };
}
