import type { RuleCases } from '../../support/diagnose.ts';
import { laterCall } from './silence.ts';

const CHALLENGED = `alice -> bob INVITE sdp
  bob -> alice 407
  alice -> bob ACK`;
const STALE = 'Proxy-Authenticate: Digest realm="example.com", nonce="new", stale=true';
const NEW_NONCE = 'Proxy-Authenticate: Digest realm="example.com", nonce="new"';
const WITH_NEW =
  'Proxy-Authorization: Digest username="alice", realm="example.com", nonce="new", uri="sip:example.com", response="0"';
const WITH_FIRST =
  'Authorization: Digest username="alice", realm="example.com", nonce="84f1c1ae", uri="sip:example.com", response="0"';

export const LOGIN_CASES: readonly RuleCases[] = [
  {
    rule: 'R01',
    fires: [
      {
        shows: 'a call that logs in',
        flow: `${CHALLENGED}\nalice -> bob INVITE sdp\nbob -> alice 200 sdp\nalice -> bob ACK`,
        finding: { messages: [0, 1, 2, 3] },
        says: /Bob .* asked for a login with 407 .* and Alice .* sent the INVITE again with one/,
      },
    ],
    near: [
      {
        trap: 'the request comes again without credentials',
        flow: `alice -> bob INVITE sdp
          bob -> alice 407
          alice -> bob ACK
          alice -> bob INVITE sdp
            Proxy-Authorization:
          bob -> alice 407
          alice -> bob ACK`,
      },
    ],
  },
  {
    rule: 'R02',
    fires: [
      {
        shows: 'the same nonce again',
        flow: `${CHALLENGED}\nalice -> bob INVITE sdp\nbob -> alice 407\nalice -> bob ACK\n${laterCall('40s')}`,
        finding: { confidence: 'certain', headline: true, messages: [1, 3, 4] },
        says: /does not accept the login of “alice” for the realm “example\.com”\.$/,
      },
      {
        shows: 'a registration refused with 403 after its login',
        flow: `alice -> bob REGISTER
          bob -> alice 401
          alice -> bob REGISTER
          bob -> alice 403`,
        finding: { confidence: 'likely' },
      },
      {
        shows: 'two tries with new nonces',
        flow: `${CHALLENGED}
          alice -> bob INVITE sdp
          bob -> alice 407
            ${NEW_NONCE}
          alice -> bob ACK
          alice -> bob INVITE sdp
            ${WITH_NEW}
          bob -> alice 407
            ${NEW_NONCE.replace('new', 'third')}
          alice -> bob ACK`,
        finding: { confidence: 'likely' },
        says: /for the realm “example\.com” in 2 tries/,
      },
      {
        shows: 'the server asks again, and then says 403',
        flow: `${CHALLENGED}
          alice -> bob INVITE sdp
          bob -> alice 407
            ${NEW_NONCE}
          alice -> bob ACK
          alice -> bob INVITE sdp
            ${WITH_NEW}
          bob -> alice 403
          alice -> bob ACK`,
        says: /for the realm “example\.com”\.$/,
      },
      {
        shows: 'the password was changed: a fresh nonce is refused where an older one had been accepted',
        flow: `alice -> bob REGISTER
          bob -> alice 401
          alice -> bob REGISTER
          bob -> alice 200
          … 1800s
          alice -> bob REGISTER
            ${WITH_FIRST}
          bob -> alice 401
            ${NEW_NONCE.replace('Proxy', 'WWW')}
          alice -> bob REGISTER
            ${WITH_NEW.replace('Proxy-', '')}
          bob -> alice 401
            ${NEW_NONCE.replace('Proxy', 'WWW').replace('new', 'third')}`,
        finding: { confidence: 'likely' },
      },
      {
        shows: 'the password was changed: a nonce that was accepted before is asked for again',
        flow: `alice -> bob REGISTER
          bob -> alice 401
          alice -> bob REGISTER
          bob -> alice 200
          … 1800s
          alice -> bob REGISTER
            ${WITH_FIRST}
          bob -> alice 401`,
        finding: { confidence: 'certain' },
      },
      {
        shows: 'a nonce that was refused before is used again',
        flow: `alice -> bob REGISTER
          bob -> alice 401
          alice -> bob REGISTER
          bob -> alice 401
            ${NEW_NONCE.replace('Proxy', 'WWW')}
          alice -> bob REGISTER
            ${WITH_FIRST}
          bob -> alice 401
            ${NEW_NONCE.replace('Proxy', 'WWW').replace('new', 'third')}`,
        says: /in 2 tries/,
      },
    ],
    near: [
      {
        trap: 'the server says that only the nonce is too old (stale=true)',
        flow: `${CHALLENGED}\nalice -> bob INVITE sdp\nbob -> alice 407\n  ${STALE}\nalice -> bob ACK`,
      },
      {
        trap: 'the login works at the next try: the nonce had run out',
        flow: `${CHALLENGED}
          alice -> bob INVITE sdp
          bob -> alice 407
            ${NEW_NONCE}
          alice -> bob ACK
          alice -> bob INVITE sdp
            ${WITH_NEW}
          bob -> alice 486
          alice -> bob ACK`,
      },
      {
        trap: 'an INVITE gets 403 after its login: the login was accepted, the call was not',
        flow: `${CHALLENGED}\nalice -> bob INVITE sdp\nbob -> alice 403\nalice -> bob ACK`,
      },
      {
        trap: 'the credentials answer a challenge that is not in the trace',
        flow: `alice -> bob REGISTER\n  ${WITH_NEW.replace('Proxy-', '')}\nbob -> alice 401`,
      },
      {
        trap: 'the login works at the next try: the nonce had run out',
        flow: `alice -> bob REGISTER
          bob -> alice 401
          alice -> bob REGISTER
          bob -> alice 401
            ${NEW_NONCE.replace('Proxy', 'WWW')}
          alice -> bob REGISTER
            ${WITH_NEW.replace('Proxy-', '')}
          bob -> alice 200`,
      },
      {
        trap: 'the nonce was accepted before: it has run out, even when the server does not say stale',
        flow: `alice -> bob REGISTER
          bob -> alice 401
          alice -> bob REGISTER
          bob -> alice 200
          … 1800s
          alice -> bob REGISTER
            ${WITH_FIRST}
          bob -> alice 401
            ${NEW_NONCE.replace('Proxy', 'WWW')}`,
      },
    ],
  },
  {
    rule: 'R03',
    fires: [
      {
        shows: 'three stale nonces in a row',
        flow: `alice -> bob REGISTER
          bob -> alice 401
          ${'alice -> bob REGISTER\nbob -> alice 401\n  WWW-Authenticate: Digest realm="example.com", nonce="84f1c1ae", stale=true\n'.repeat(3)}`,
        says: /said 3 times that the nonce is too old/,
      },
    ],
    near: [
      {
        trap: 'it happens once: nonces run out',
        flow: `${CHALLENGED}
          alice -> bob INVITE sdp
          bob -> alice 407
            ${STALE}
          alice -> bob ACK
          alice -> bob INVITE sdp
            ${WITH_NEW}
          bob -> alice 200 sdp
          alice -> bob ACK`,
      },
      {
        trap: 'it happens once: nonces run out',
        flow: `alice -> bob REGISTER
          bob -> alice 401
          ${`alice -> bob REGISTER
            Authorization: Digest username="alice", realm="example.com", nonce="84f1c1ae", uri="sip:example.com", response="0"
          bob -> alice 401
            WWW-Authenticate: Digest realm="example.com", nonce="84f1c1ae", stale=true
          alice -> bob REGISTER
          bob -> alice 200
          … 3600s\n`.repeat(3)}`,
      },
    ],
  },
  {
    rule: 'R04',
    fires: [
      {
        shows: 'a client that has no password',
        flow: `${CHALLENGED}\n${laterCall('40s')}`,
        finding: { ghost: { after: 1, from: 0, to: 1, label: 'INVITE with credentials' } },
        says: /did not answer the login question of Bob .* for the realm “example\.com”: it has no credentials for it\.$/,
      },
      {
        shows: 'a client that cannot do the algorithm',
        flow: `alice -> bob REGISTER
          bob -> alice 401
            WWW-Authenticate: Digest realm="example.com", nonce="84f1c1ae", algorithm=SHA-256
          ${laterCall('40s')}`,
        says: /or cannot do SHA-256/,
      },
      {
        shows: 'another try a minute later',
        flow: `alice -> bob REGISTER @a\nbob -> alice 401 @a\nalice -> bob REGISTER @b +60s\nbob -> alice 401 @b`,
      },
      {
        shows: 'it worked under another Call-ID before',
        flow: `alice -> bob REGISTER @a\nbob -> alice 200 @a\nalice -> bob REGISTER @b +60s\nbob -> alice 401 @b\n${laterCall('40s')}`,
      },
    ],
    near: [
      { trap: 'the trace ends before the client had time', flow: `${CHALLENGED}\n${laterCall('3s')}` },
      {
        trap: 'it was an OPTIONS: any answer shows that the peer is alive',
        flow: `alice -> bob OPTIONS\nbob -> alice 401\n${laterCall('40s')}`,
      },
      {
        trap: 'the client asks again under a new Call-ID',
        flow: `alice -> bob REGISTER @a\nbob -> alice 401 @a\nalice -> bob REGISTER @b +1s\nbob -> alice 200 @b\n${laterCall('40s')}`,
      },
      {
        trap: 'the request had credentials: they were wrong',
        flow: `${CHALLENGED}\nalice -> bob INVITE sdp\nbob -> alice 407\nalice -> bob ACK\n${laterCall('40s')}`,
      },
    ],
  },
];
