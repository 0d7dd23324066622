import type { RuleCases } from '../../support/diagnose.ts';
import { laterCall } from './silence.ts';

const REGISTERED = 'alice -> bob REGISTER\nbob -> alice 200\n  Contact: <sip:alice@192.0.2.10:5060>;expires=3600';
const SUBSCRIBED = 'alice -> bob SUBSCRIBE expires 600\nbob -> alice 200';
/** As many accounts, all refused. */
const guesses = (count: number, status: number) =>
  Array.from(
    { length: count },
    (_, i) => `eve -> bob REGISTER @${i} +1s\n  To: <sip:user${i}@example.com>\nbob -> eve ${status} @${i}`,
  ).join('\n');
const anew = (detail: string) => [1, 2, 3].map((i) => `${detail.replaceAll('@', `@${i}`)}`).join('\n');

export const REGISTRATION_CASES: readonly RuleCases[] = [
  {
    rule: 'G01',
    fires: [
      {
        shows: 'refused after its login',
        flow: 'alice -> bob REGISTER\nbob -> alice 401\nalice -> bob REGISTER\nbob -> alice 403',
        says: /alice@example\.com could not register: 192\.0\.2\.11:5060 says 403/,
      },
      {
        shows: 'no answer',
        flow: `alice -> bob REGISTER\nalice -> bob REGISTER again +500ms\n${laterCall('60s')}`,
        says: /did not answer \(REGISTER sent twice\)/,
      },
    ],
    near: [
      { trap: 'it is the first 401 or 407: the login step', flow: 'alice -> bob REGISTER\nbob -> alice 401' },
      {
        trap: '423, and then a REGISTER with a longer interval',
        flow: 'alice -> bob REGISTER\nbob -> alice 423\n  Min-Expires: 600\nalice -> bob REGISTER\nbob -> alice 200',
      },
      {
        trap: 'the trace ends before the registrar had to answer',
        flow: 'alice -> bob REGISTER\nalice -> bob REGISTER again +500ms',
      },
      {
        trap: 'answers in this direction were not captured',
        flow: `alice -> bob REGISTER\nalice -> bob REGISTER again +500ms\nalice -> carol OPTIONS @2\n${laterCall('60s').replaceAll('carol', 'eve')}`,
      },
    ],
  },
  {
    rule: 'G02',
    fires: [
      {
        shows: 'a minute instead of an hour',
        flow: 'alice -> bob REGISTER\nbob -> alice 200\n  Contact: <sip:alice@192.0.2.10:5060>;expires=60',
        says: /is registered for 60 s; it had asked for 3600 s/,
      },
      {
        shows: 'the own Contact is missing',
        flow: 'alice -> bob REGISTER\nbob -> alice 200\n  Contact: <sip:other@198.51.100.1>',
        finding: { severity: 'error', title: 'Registered, but not listed' },
      },
    ],
    near: [
      {
        trap: 'the registration is taken away (Expires 0, Contact: *)',
        flow: 'alice -> bob REGISTER expires 0\nbob -> alice 200\n  Contact:',
      },
      {
        trap: 'it only asks which bindings there are (no Contact)',
        flow: 'alice -> bob REGISTER\n  Contact:\nbob -> alice 200\n  Contact: <sip:other@198.51.100.1>',
      },
      {
        trap: 'the Contact is there with another address: that is a finding of its own',
        flow: 'alice -> bob REGISTER\nbob -> alice 200\n  Contact: <sip:alice@198.51.100.1>;expires=3600',
      },
    ],
  },
  {
    rule: 'G03',
    fires: [
      {
        shows: 'three times in a minute',
        flow: anew('alice -> bob REGISTER @ +20s\nbob -> alice 200 @'),
        says: /registered anew 3 times within 40\.0 s/,
      },
    ],
    near: [
      {
        trap: 'it refreshes under one Call-ID: a keepalive by short registrations',
        flow: 'alice -> bob REGISTER\nbob -> alice 200\n'.repeat(4),
      },
      {
        trap: 'several devices share the account',
        flow: ['alice', 'eve', 'zoe']
          .map((who, i) => `${who} -> bob REGISTER @${i} +20s\n  To: <sip:alice@example.com>\nbob -> ${who} 200 @${i}`)
          .join('\n'),
      },
      {
        trap: 'everything runs on one machine: a test',
        flow: `alice = 127.0.0.1\nbob = 127.0.0.2\n${anew('alice -> bob REGISTER @ +20s\nbob -> alice 200 @')}`,
        atMost: 'info',
      },
    ],
  },
  {
    rule: 'G04',
    fires: [
      {
        shows: 'an hour and no refresh',
        flow: `${REGISTERED}\n${laterCall('4000s')}`,
        finding: { ghost: { after: 1, from: 0, to: 1, label: 'REGISTER' } },
        says: /ran out 1 h after its last 200/,
      },
      {
        shows: 'and then a call that fails',
        flow: `${REGISTERED}
          carol -> bob INVITE sdp @2 +4000s
            To: <sip:alice@example.com>
          bob -> carol 480 @2
          carol -> bob ACK @2
          ${laterCall('60s')}`,
        finding: { severity: 'error' },
      },
    ],
    near: [
      {
        trap: 'it was taken away on purpose',
        flow: `${REGISTERED}\nalice -> bob REGISTER expires 0\nbob -> alice 200\n${laterCall('4000s')}`,
      },
      {
        trap: 'another Call-ID, Contact or hop refreshed it',
        flow: `${REGISTERED}\nalice -> bob REGISTER @2 +1800s\nbob -> alice 200 @2\n  Contact: <sip:alice@192.0.2.10:5060>;expires=7200\n${laterCall('3000s')}`,
      },
      { trap: 'the trace ends before', flow: `${REGISTERED}\n${laterCall('1800s')}` },
      {
        trap: 'the client asked only for the list of bindings',
        flow: `alice -> bob REGISTER\n  Contact:\nbob -> alice 200\n  Contact: <sip:alice@192.0.2.10>;expires=60\n${laterCall('4000s')}`,
      },
    ],
  },
  {
    rule: 'G05',
    fires: [
      {
        shows: 'another host comes back',
        flow: 'alice -> bob REGISTER\nbob -> alice 200\n  Contact: <sip:alice@198.51.100.1:1024>;expires=3600',
        says: /sent the Contact 192\.0\.2\.10:5060, and 192\.0\.2\.11:5060 lists 198\.51\.100\.1:1024 instead/,
      },
    ],
    near: [
      {
        trap: 'only parameters such as received or expires were added',
        flow: 'alice -> bob REGISTER\nbob -> alice 200\n  Contact: <sip:alice@192.0.2.10:5060>;expires=3600;received="sip:198.51.100.1:1024"',
      },
      {
        trap: 'other devices of the account are listed too',
        flow: 'alice -> bob REGISTER\nbob -> alice 200\n  Contact: <sip:alice@198.51.100.1>;expires=60, <sip:alice@192.0.2.10:5060>;expires=3600',
      },
    ],
  },
  {
    rule: 'G06',
    fires: [
      {
        shows: 'five minutes of silence',
        flow: `alice = 192.0.2.10:31222
          alice -> bob REGISTER
          bob -> alice 200
          bob -> alice INVITE sdp @2 +300s
          bob -> alice INVITE again @2 +500ms
          ${laterCall('60s')}`,
        says: /Nothing had passed between the server and .*192\.0\.2\.10:31222\) for 5 min/,
      },
    ],
    near: [
      {
        trap: 'over TCP or TLS',
        flow: `transport tcp\nalice = 192.0.2.10:31222\nalice -> bob REGISTER\nbob -> alice 200\nbob -> alice INVITE sdp @2 +300s\n${laterCall('60s')}`,
      },
      {
        trap: 'something passed within the last 60 seconds',
        flow: `alice = 192.0.2.10:31222\nalice -> bob REGISTER\nbob -> alice 200\nbob -> alice INVITE sdp @2 +30s\n${laterCall('60s')}`,
      },
      {
        trap: 'the device answers',
        flow: `alice = 192.0.2.10:31222\nalice -> bob REGISTER\nbob -> alice 200\nbob -> alice INVITE sdp @2 +300s\nalice -> bob 180 @2\n${laterCall('60s')}`,
      },
    ],
  },
  {
    rule: 'G07',
    fires: [
      {
        shows: 'refused',
        flow: 'alice -> bob SUBSCRIBE\nbob -> alice 403',
        says: /asked Bob .* for “presence” and was refused: 403/,
      },
      {
        shows: 'no NOTIFY',
        flow: `${SUBSCRIBED}\n${laterCall('60s')}`,
        finding: { ghost: { after: 1, from: 1, to: 0, label: 'NOTIFY' } },
      },
      {
        shows: 'NOTIFY refused',
        flow: `${SUBSCRIBED}\nbob -> alice NOTIFY\nalice -> bob 481`,
        says: /does not know the subscription any more/,
      },
      {
        shows: 'ended as rejected',
        flow: `${SUBSCRIBED}\nbob -> alice NOTIFY\n  Subscription-State: terminated;reason=rejected\nalice -> bob 200`,
        says: /ended the subscription: rejected/,
      },
    ],
    near: [
      {
        trap: 'it had been served before it was ended for another reason than rejected',
        flow: `${SUBSCRIBED}\nbob -> alice NOTIFY\nalice -> bob 200\nbob -> alice NOTIFY\n  Subscription-State: terminated;reason=noresource\nalice -> bob 200`,
        atMost: 'info',
      },
      {
        trap: 'it is sent again with a login or a longer interval',
        flow: `alice -> bob SUBSCRIBE\nbob -> alice 401\n${SUBSCRIBED}\nbob -> alice NOTIFY\nalice -> bob 200\n${laterCall('60s')}`,
      },
      {
        trap: 'it asks once, or ends (Expires 0)',
        flow: `alice -> bob SUBSCRIBE expires 0\nbob -> alice 200\n${laterCall('60s')}`,
      },
      {
        trap: 'the NOTIFY goes in a direction that was not captured',
        flow: `alice -> bob SUBSCRIBE expires 600\nbob x> alice 200\nalice -> bob SUBSCRIBE @2\nbob x> alice NOTIFY @2\nalice -> bob 200 @2 NOTIFY\nalice -> zoe OPTIONS @3\n${laterCall('60s')}`,
      },
      {
        trap: 'the peer need not know the event (489)',
        flow: 'alice -> bob SUBSCRIBE\nbob -> alice 489 "Bad Event"',
        atMost: 'info',
      },
      { trap: 'the trace ends before', flow: SUBSCRIBED },
    ],
  },
  {
    rule: 'G08',
    fires: [
      { shows: '404', flow: 'alice -> bob MESSAGE\nbob -> alice 404', says: /was not delivered: Bob .* says 404/ },
      { shows: 'no answer', flow: `alice -> bob MESSAGE\nalice -> bob MESSAGE again +500ms\n${laterCall('60s')}` },
    ],
    near: [
      {
        trap: 'a login is asked for, and it is sent again',
        flow: 'alice -> bob MESSAGE\nbob -> alice 407\nalice -> bob MESSAGE\nbob -> alice 200',
      },
      { trap: '202: accepted for later delivery', flow: 'alice -> bob MESSAGE\nbob -> alice 202' },
      {
        trap: 'answers in this direction were not captured',
        flow: `alice -> bob MESSAGE\nalice -> bob MESSAGE again +500ms\nalice -> zoe OPTIONS @3\n${laterCall('60s')}`,
      },
      { trap: 'the trace ends before', flow: 'alice -> bob MESSAGE\nalice -> bob MESSAGE again +500ms' },
    ],
  },
  {
    rule: 'G09',
    fires: [
      {
        shows: 'twelve accounts in twelve seconds',
        flow: guesses(12, 404),
        says: /tried 12 accounts or numbers in 11\.\d s, 12 of its requests were refused/,
      },
      {
        shows: 'a known tool',
        flow: 'eve -> bob OPTIONS\n  User-Agent: friendly-scanner',
        finding: { confidence: 'certain' },
      },
    ],
    near: [
      {
        trap: 'some of its requests succeed: a trunk or registrar',
        flow: `${guesses(12, 404)}\neve -> bob REGISTER @ok\nbob -> eve 200 @ok`,
      },
      { trap: 'it is a load test', flow: guesses(12, 200) },
      {
        trap: 'all hosts are in one private network',
        flow: `eve = 10.0.0.1\nbob = 10.0.0.2\n${guesses(12, 404)}`,
        atMost: 'info',
      },
    ],
  },
];
