import type { CallMessage } from '../call/types.ts';
import { type HeaderView, readHeaders } from '../sip/header-view.ts';
import type { Body } from '../sip/message.ts';
import { parseSdp } from '../sip/sdp.ts';
import type { SessionDescription } from '../sip/sdp-types.ts';
import { parseSipfrag } from '../sip/sipfrag.ts';
import { splitVias } from '../sip/via.ts';

/** What a story asks of the text of messages, beyond what the index keeps. Where the bytes are not had, nothing is known. */
export interface Heard {
  /** First value of a header, '' when it is absent. */
  header(row: number, canonical: string): string;
  /** Status code of a message/sipfrag body (RFC 3420), 0 without. */
  fragment(row: number): number;
  sdp(row: number): SessionDescription | null;
  /** Via values; 0 where the text is not had. */
  vias(row: number): number;
}

const WANTED = new Set(['INVITE', 'REFER', 'NOTIFY', 'ACK', 'INFO', 'REGISTER', 'SUBSCRIBE']);
/** A story of more messages than this is told by the index alone from there on. */
const MOST_READ = 400;

/** Rows whose text a story may ask for: what sets up, changes or transfers a call. */
export function rowsToHear(messages: readonly CallMessage[]): number[] {
  const asked = ({ copy, method, kind, sdp, status }: CallMessage) =>
    copy === null && WANTED.has(method) && (kind === 'request' || (sdp !== null && status >= 200));
  return messages
    .filter(asked)
    .map(({ row }) => row)
    .slice(0, MOST_READ);
}

/** @param bytes of a message by its row; null when they cannot be had */
export function heardFrom(bytes: (row: number) => Uint8Array | null): Heard {
  const views = new Map<number, HeaderView | null>();
  const view = (row: number): HeaderView | null => {
    const known = views.get(row);
    if (known !== undefined) return known;
    const own = bytes(row);
    const made = own && readHeaders(own);
    views.set(row, made);
    return made;
  };
  return {
    header: (row, canonical) => view(row)?.all(canonical)[0] ?? '',
    fragment: (row) => fragmentStatus(bytes(row), view(row)),
    sdp: (row) => {
      const body = partOf(view(row)?.body() ?? null, 'application/sdp');
      const own = bytes(row);
      return body && own ? parseSdp(own, body.span) : null;
    },
    vias: (row) => (view(row)?.all('Via') ?? []).reduce((sum, value) => sum + splitVias(value).length, 0),
  };
}

/** Status code of a message/sipfrag body (RFC 3420), 0 without. */
export function fragmentStatus(bytes: Uint8Array | null, view: HeaderView | null): number {
  const body = partOf(view?.body() ?? null, 'message/sipfrag');
  const line = bytes && body ? parseSipfrag(bytes, body.span).startLine : null;
  return line?.kind === 'response' ? line.status : 0;
}

function partOf(body: Body | null, type: string): Body | null {
  if (!body || body.type === type) return body;
  for (const part of body.parts) {
    const found = partOf(part, type);
    if (found) return found;
  }
  return null;
}
