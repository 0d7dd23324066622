import type { Endpoint } from '../base/endpoint.ts';
import type { CallDetail, CallMessage } from '../call/types.ts';
import { mediaInput } from '../media/input.ts';
import { type MediaSession, mediaSessions } from '../media/sessions.ts';
import { type HeaderView, knownLines, readHeaders } from '../sip/header-view.ts';
import type { MessageProblem } from '../sip/message.ts';
import { parseMessage } from '../sip/parse.ts';
import type { SessionDescription } from '../sip/sdp-types.ts';
import { isSound } from '../sip/sound.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { type Exchange, exchangesOf } from './exchange.ts';
import { partyName, socketText } from './party.ts';
import type { TraceFacts } from './trace-facts.ts';

/** What a scene is made from. */
export interface SceneInput {
  /** One leg. */
  readonly call: CallDetail;
  /** All legs of the call that it belongs to. */
  readonly whole?: CallDetail;
  readonly trace: TraceFacts;
  /** Bytes of a message by row; null when they cannot be had. */
  readonly bytes: (row: number) => Uint8Array | null;
  /** What people call an endpoint; '' or none: it is called by party and address. */
  readonly nameOf?: (endpoint: number) => string;
}

/** One leg of a call laid out for the rules: what they ask is worked out once, and only when asked. */
export interface Scene {
  readonly call: CallDetail;
  /** All legs together; the same where the call is one leg. */
  readonly whole: CallDetail;
  readonly trace: TraceFacts;
  readonly coverage: Coverage;
  /** Messages without duplicates of the capture: what was really sent. */
  readonly messages: readonly CallMessage[];
  readonly exchanges: readonly Exchange[];
  /** INVITE transactions outside a dialog on the caller's hop, in order: attempts, their retries, and forks there. */
  readonly initial: readonly Exchange[];
  at(row: number): CallMessage | undefined;
  /** Headers of a message; of one whose bytes cannot be had, none. */
  headers(row: number): HeaderView;
  /** First value of a header, null when it is absent. */
  header(row: number, canonical: string): string | null;
  bytes(row: number): Uint8Array | null;
  /** What is wrong with a message, as its full parse tells. */
  problems(row: number): readonly MessageProblem[];
  /** Session description of a message; null without. */
  sdp(row: number): SessionDescription | null;
  /** What was negotiated, by dialog and by side. */
  media(): readonly MediaSession[];
  endpoint(id: number): Endpoint;
  /** `Bob (192.0.2.11:5060)`. */
  nameOf(endpoint: number): string;
  /** Via values of a message: 1 in a request as its UA sent it. */
  viaCount(row: number): number;
  /** User-Agent or Server of a message, '' without. */
  product(row: number): string;
  /** What several rules ask of a leg, worked out when the first of them asks. */
  once<T>(make: (scene: Scene) => T): T;
}

const NOTHING = new Uint8Array(0);
const NO_PROBLEMS: readonly MessageProblem[] = [];

/** Lays out one call. */
export function sceneOf({ call, whole = call, trace, bytes, nameOf }: SceneInput): Scene {
  const byRow = new Map<number, CallMessage>();
  for (const message of call.messages) byRow.set(message.row, message);
  const exchanges = exchangesOf(call, byRow);
  const views = new Map<number, HeaderView>();
  const lines = knownLines();
  const faults = new Map<number, readonly MessageProblem[]>();
  const { index } = trace;
  let sessions: readonly MediaSession[] | null = null;
  const headers = (row: number) => {
    const known = views.get(row);
    if (known) return known;
    const view = readHeaders(bytes(row) ?? NOTHING, lines);
    views.set(row, view);
    return view;
  };
  const media = mediaInput(index, call, bytes, headers);
  const made = new Map<unknown, unknown>();
  const scene: Scene = {
    call,
    whole,
    trace,
    coverage: coverageOf(call, trace),
    messages: call.messages.filter((message) => message.copy !== 'duplicate'),
    exchanges,
    initial: initialOf(exchanges),
    at: (row) => byRow.get(row),
    headers,
    header: (row, canonical) => headers(row).first(canonical),
    bytes,
    problems: (row) => {
      const known = faults.get(row);
      if (known) return known;
      const own = bytes(row);
      const found = own ? problemsIn(own, headers(row)) : NO_PROBLEMS;
      faults.set(row, found);
      return found;
    },
    sdp: media.sdp,
    media: () => {
      sessions ??= mediaSessions(media);
      return sessions;
    },
    endpoint: (id) => index.endpoints.get(id),
    nameOf: (endpoint) => nameOf?.(endpoint) || plainName(whole, trace, endpoint),
    viaCount: (row) => index.columns.viaCount[row] ?? 0,
    product: (row) => index.texts.text(index.columns.product[row] ?? -1),
    once: <T>(make: (scene: Scene) => T): T => {
      const known = made.get(make);
      if (known !== undefined || made.has(make)) return known as T;
      const now = make(scene);
      made.set(make, now);
      return now;
    },
  };
  return scene;
}

function problemsIn(bytes: Uint8Array, view: HeaderView): readonly MessageProblem[] {
  return isSound(view) ? NO_PROBLEMS : parseMessage(bytes).problems;
}

function initialOf(exchanges: readonly Exchange[]): Exchange[] {
  const first = exchanges.find(({ method, inDialog, hop }) => method === 'INVITE' && !inDialog && !hop);
  return exchanges.filter(
    ({ method, inDialog, hop, fromTag, request }) =>
      method === 'INVITE' && !inDialog && !hop && request !== null && fromTag === first?.fromTag,
  );
}

function plainName({ summary }: CallDetail, trace: TraceFacts, id: number): string {
  const socket = id < 0 ? '' : socketText(trace.index.endpoints.get(id));
  // The To of a REGISTER is the account itself, not the registrar (RFC 3261 §10.2).
  const own = summary.kind === 'registration' || summary.kind === 'publish';
  const parties = own ? [summary.caller] : [summary.caller, summary.callee];
  const party = parties.find(({ endpoint }) => endpoint === id && id >= 0);
  const name = party ? partyName(party) : '';
  if (name === '' || name === socket) return socket || 'somebody';
  return socket === '' ? name : `${name} (${socket})`;
}
