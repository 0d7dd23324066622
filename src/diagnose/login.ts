import { remembering } from '../base/memo.ts';
import type { CallMessage } from '../call/types.ts';
import { type Authentication, authenticationParameter, parseAuthentication } from '../sip/digest.ts';
import type { Exchange } from './exchange.ts';
import type { Scene } from './scene.ts';

/** What a request says of itself, or a response asks for. */
export interface Digest {
  readonly value: Authentication;
  readonly realm: string;
  readonly nonce: string;
  readonly username: string;
  readonly stale: boolean;
  /** Came in a Proxy- header. */
  readonly proxy: boolean;
}

/** Credentials of a request (RFC 3261 §22.4). */
export function credentialsOf(scene: Scene, request: CallMessage | null): Digest[] {
  return request ? digestsOf(scene, request.row, 'Authorization', 'Proxy-Authorization') : [];
}

/** Challenges of a 401 or 407. */
export function challengesOf(scene: Scene, response: CallMessage): Digest[] {
  return digestsOf(scene, response.row, 'WWW-Authenticate', 'Proxy-Authenticate');
}

/** Whether a request carries credentials at all. */
export function hasCredentials(scene: Scene, { row }: CallMessage): boolean {
  return scene.header(row, 'Authorization') !== null || scene.header(row, 'Proxy-Authorization') !== null;
}

/** Whether a login was refused, or challenged again: else there is nothing to say of logins. */
export function hasFailedLogin(scene: Scene): boolean {
  return scene.exchanges.some(
    ({ hop, request, final }) =>
      !hop && request !== null && [401, 403, 407].includes(final?.status ?? 0) && hasCredentials(scene, request),
  );
}

function digestsOf(scene: Scene, row: number, own: string, proxy: string): Digest[] {
  const view = scene.headers(row);
  return [...view.all(own).map(ownDigest), ...view.all(proxy).map(proxyDigest)];
}

function digestIn(text: string, proxy: boolean): Digest {
  const value = parseAuthentication(text);
  const parameter = (name: string) => authenticationParameter(value, name) ?? '';
  return {
    value,
    realm: parameter('realm'),
    nonce: parameter('nonce'),
    username: parameter('username'),
    stale: parameter('stale').toLowerCase() === 'true',
    proxy,
  };
}

const ownDigest = remembering((text: string) => digestIn(text, false));
const proxyDigest = remembering((text: string) => digestIn(text, true));

export function isChallenge(message: CallMessage | null): message is CallMessage {
  return message !== null && (message.status === 401 || message.status === 407);
}

/** A request with credentials that was challenged again, or refused, and what had been asked before. */
export interface Login {
  readonly exchange: Exchange;
  readonly request: CallMessage;
  readonly final: CallMessage;
  readonly used: Digest;
  /** The challenge whose nonce was used, when the trace shows it. */
  readonly asked: CallMessage | null;
}

/** Every login on the first hop that got a final response, in order. */
export function loginsOf(scene: Scene): readonly Login[] {
  return scene.once(findLogins);
}

function findLogins(scene: Scene): Login[] {
  const logins: Login[] = [];
  const challenges: CallMessage[] = [];
  for (const exchange of scene.exchanges) {
    if (exchange.hop || !exchange.request || !exchange.final) continue;
    for (const used of credentialsOf(scene, exchange.request)) {
      const asked = challenges.findLast((challenge) =>
        challengesOf(scene, challenge).some(({ nonce, realm }) => nonce === used.nonce && realm === used.realm),
      );
      logins.push({ exchange, request: exchange.request, final: exchange.final, used, asked: asked ?? null });
    }
    if (isChallenge(exchange.final)) challenges.push(exchange.final);
  }
  return logins;
}

/** Whether a challenge asks again for the realm of these credentials. */
export function asksAgain(scene: Scene, { final, used }: Login): Digest | null {
  if (!isChallenge(final)) return null;
  return challengesOf(scene, final).find(({ realm, proxy }) => realm === used.realm && proxy === used.proxy) ?? null;
}
