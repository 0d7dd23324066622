import { canonicalHost } from '../base/address.ts';
import type { CallDetail, CallMessage } from '../call/types.ts';
import { readHeaders } from '../sip/header-view.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { parseNameAddrs } from '../sip/name-addr.ts';
import { parseVias } from '../sip/via.ts';
import type { Talks } from './talks.ts';

/** A socket as a header writes it: the host in canonical text, the port 0 where none is written. */
export interface WrittenSocket {
  readonly host: string;
  readonly port: number;
}

/** What one message says of those that handled it. */
export interface Said {
  readonly message: CallMessage;
  /** Topmost first. */
  readonly vias: readonly (WrittenSocket & { readonly branch: string })[];
  readonly contacts: readonly WrittenSocket[];
  /** Topmost first. */
  readonly recordRoutes: readonly WrittenSocket[];
}

/** All that proposals are made from. */
export interface Scene {
  readonly index: MessageIndex;
  readonly detail: CallDetail;
  readonly talks: Talks;
  /** Endpoint ids of the call that have an address or a name. */
  readonly endpoints: readonly number[];
  readonly said: readonly Said[];
}

/** Messages that are read for one call: the first of each sort on each way, and every INVITE that sets something up. */
const MOST_READ = 400;

export async function readSaid(
  messages: readonly CallMessage[],
  readBytes: (row: number) => Promise<Uint8Array>,
): Promise<Said[]> {
  const chosen = messages.filter(isFirstOfItsSort(new Set())).slice(0, MOST_READ);
  return Promise.all(chosen.map(async (message) => saidIn(message, await readBytes(message.row))));
}

function isFirstOfItsSort(seen: Set<string>): (message: CallMessage) => boolean {
  return ({ kind, method, toTag, from, to, status, copy, leg }) => {
    if (copy === 'duplicate' || copy === 'retransmission') return false;
    if (kind === 'request' && method === 'INVITE' && toTag === '') return true;
    const sort = `${from} ${to} ${method} ${status} ${leg}`;
    return !seen.has(sort) && seen.add(sort) !== undefined;
  };
}

function saidIn(message: CallMessage, bytes: Uint8Array): Said {
  const view = readHeaders(bytes);
  const uris = (name: string) =>
    view
      .all(name)
      .flatMap(parseNameAddrs)
      .filter(({ uri }) => uri.host !== '')
      .map(({ uri }) => written(uri.host, uri.port));
  return {
    message,
    vias: view
      .all('Via')
      .flatMap(parseVias)
      .map(({ host, port, branch }) => ({ ...written(host, port), branch: branch ?? '' })),
    contacts: uris('Contact'),
    recordRoutes: uris('Record-Route'),
  };
}

/** Addresses in the text that endpoints have, names in small letters. */
function written(host: string, port: number | null): WrittenSocket {
  return { host: canonicalHost(host), port: port ?? 0 };
}
