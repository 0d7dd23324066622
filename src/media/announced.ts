import { canonicalHost } from '../base/address.ts';
import type { CallMessage } from '../call/types.ts';
import type { SdpMedia, SessionDescription } from '../sip/sdp-types.ts';

/** A socket for media that somebody in a call asked to be sent to. */
export interface Announced {
  /** Endpoint that said so first, and the one it was said to; -1 when not known. */
  readonly by: number;
  readonly peer: number;
  /** Every media line that named it, in order, with the row of its message. */
  readonly lines: { readonly row: number; readonly media: SdpMedia }[];
}

/** Sockets by their text: see `socketKey` and `announcedKey`. */
export type AnnouncedSockets = ReadonlyMap<string, Announced>;

/** Of a socket that the capture shows, its address in canonical text. */
export function socketKey(address: string, port: number): string {
  return `${address} ${port}`;
}

/** Of a socket that a session description names, however its address is written. */
export function announcedKey(address: string, port: number): string {
  return socketKey(canonicalHost(address), port);
}

/** All sockets that the session descriptions of a call name, candidates of ICE included. */
export function announcedSockets(
  messages: readonly CallMessage[],
  sdp: (row: number) => SessionDescription | null,
): AnnouncedSockets {
  const found = new Map<string, Announced>();
  for (const message of messages) {
    if (message.copy === 'duplicate') continue;
    for (const media of sdp(message.row)?.media ?? []) {
      for (const key of keysOf(media)) {
        const known = found.get(key) ?? { by: message.from, peer: message.to, lines: [] };
        known.lines.push({ row: message.row, media });
        found.set(key, known);
      }
    }
  }
  return found;
}

function keysOf({ port, connection, ice }: SdpMedia): Set<string> {
  const keys = new Set<string>();
  // RFC 3264 §6: port 0 refuses; 0.0.0.0 is no place to send to.
  if (port > 0 && connection && !isNowhere(connection.address)) keys.add(announcedKey(connection.address, port));
  for (const { address, port: at, component } of ice?.candidates ?? []) {
    if (at !== null && at > 0 && component !== 2) keys.add(announcedKey(address, at));
  }
  return keys;
}

function isNowhere(address: string): boolean {
  return address === '' || address === '0.0.0.0' || /^[0:]+$/.test(address);
}
