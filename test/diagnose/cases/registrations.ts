import type { RuleCases } from '../../support/diagnose.ts';
import { laterCall } from './silence.ts';

const REGISTERED = 'alice -> bob REGISTER\nbob -> alice 200\n  Contact: <sip:alice@192.0.2.10:5060>;expires=3600';
const SUBSCRIBED = 'alice -> bob SUBSCRIBE expires 600\nbob -> alice 200';
/** As many accounts or numbers, all answered alike. */
const guesses = (count: number, status: number, method = 'REGISTER', who = 'eve') =>
  Array.from(
    { length: count },
    (_, i) =>
      `${who} -> bob ${method} @${who}${i} +1s\n  To: <sip:user${i}@example.com>\nbob -> ${who} ${status} @${who}${i}`,
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
      { shows: 'refused at once', flow: 'alice -> bob REGISTER\nbob -> alice 403', says: /says 403/ },
      {
        shows: 'a login that does not fit',
        flow: 'alice -> bob REGISTER\nbob -> alice 401\nalice -> bob REGISTER\nbob -> alice 401',
        says: /says 401/,
      },
      {
        shows: 'a proxy gives up waiting for the registrar',
        flow: `proxy p1
          alice -> p1 REGISTER
          p1 -> bob REGISTER
          p1 -> bob REGISTER again +500ms
          p1 -> alice 408 +32s`,
        says: /says 408/,
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
      { trap: 'it is the first 401 or 407: the login step', flow: 'alice -> bob REGISTER\nbob -> alice 407' },
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
      {
        shows: 'one of several; later it asks which bindings there are',
        flow: `alice -> bob REGISTER
          bob -> alice 200
            Contact: <sip:alice@192.0.2.10:5060>;expires=60
          alice -> bob REGISTER
            Contact:
          bob -> alice 200
            Contact: <sip:alice@192.0.2.10:5060>;expires=60
          carol -> bob REGISTER @2
          bob -> carol 200 @2
            Contact: <sip:carol@192.0.2.12:5060>;expires=3600
          dave -> bob REGISTER @3
          bob -> dave 200 @3
          eve -> bob REGISTER @4
            Expires:
          bob -> eve 200 @4
            Contact: <sip:eve@192.0.2.14:5060>;expires=60
          dora = 192.0.2.15
          dora -> bob REGISTER @5
          bob -> dora 200 @5
            Contact: <sip:line1@192.0.2.15:5060>;expires=3600`,
        says: /alice@example\.com is registered for 60 s/,
        times: 1,
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
        times: 3,
      },
      {
        shows: 'one device of several: others are refused, wait, or register seldom',
        flow: `${anew('alice -> bob REGISTER @ +20s\nbob -> alice 200 @')}
          ${anew('carol -> bob REGISTER @c +20s\nbob -> carol 403 @c').replaceAll(/@(\d)c/g, '@c$1')}
          ${anew('dave -> bob REGISTER @d +20s\nbob -> dave 100 @d').replaceAll(/@(\d)d/g, '@d$1')}
          ${anew('eve -> bob REGISTER @e +600s\nbob -> eve 200 @e').replaceAll(/@(\d)e/g, '@e$1')}`,
        says: /alice@example\.com registered anew 3 times/,
        times: 3,
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
        says: /ran out 1 h after its last 200 and was not refreshed\.$/,
      },
      {
        shows: 'and then a call that fails',
        flow: `${REGISTERED}
          carol -> bob INVITE sdp @2 +4000s
            To: "Alice" <sip:alice@example.com>
          bob -> carol 480 @2
          carol -> bob ACK @2
          ${laterCall('60s')}`,
        finding: { severity: 'error' },
        says: /was not refreshed; a later call to it failed\.$/,
      },
      {
        shows: 'and then a call that fails, its address written in another way',
        flow: `${REGISTERED}
          carol -> bob INVITE sdp @2 +4000s
            To: "Alice" <sip:alice@EXAMPLE.com.:5060>
          bob -> carol 480 @2
          carol -> bob ACK @2
          ${laterCall('60s')}`,
        finding: { severity: 'error' },
      },
      {
        shows: 'the refresh is refused; calls fail that are not to it, not calls, or too early',
        flow: `${REGISTERED}
          carol -> bob INVITE sdp @2 +600s
            To: "Alice" <sip:alice@example.com>
          bob -> carol 480 @2
          carol -> bob ACK @2
          alice -> bob REGISTER +600s
          bob -> alice 403
          carol -> bob INVITE sdp @3 +4000s
            To: <sip:dave@example.com>
          bob -> carol 480 @3
          carol -> bob ACK @3
          carol -> bob INVITE sdp @4
            To: "Alice" <sip:alice@example.com>
          bob -> carol 486 @4
          carol -> bob ACK @4
          carol -> bob MESSAGE @5
            To: "Alice" <sip:alice@example.com>
          bob -> carol 404 @5
          ${laterCall('60s')}`,
        finding: { severity: 'warning' },
        says: /was not refreshed\.$/,
      },
      {
        shows: 'the last of two Call-IDs; another device never said how long',
        flow: `${REGISTERED}
          alice -> bob REGISTER @2 +600s
          bob -> alice 200 @2
          eve -> bob REGISTER @3
            Expires:
          bob -> eve 200 @3
          ${laterCall('8000s')}`,
        finding: { messages: [2, 3] },
        times: 1,
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
      {
        shows: 'and afterwards it asks for the list and takes its own away',
        flow: `alice -> bob REGISTER
          bob -> alice 200
            Contact: <sip:alice@198.51.100.1:1024>;expires=3600
          alice -> bob REGISTER
            Contact:
          bob -> alice 200
            Contact: <sip:alice@198.51.100.1:1024>;expires=3600
          alice -> bob REGISTER expires 0
          bob -> alice 200
            Contact:`,
        finding: { messages: [0, 1] },
      },
      {
        shows: 'the same device under another user',
        flow: `alice -> bob REGISTER
            Contact: <sip:alice@192.0.2.10:5060>;+sip.instance="<urn:uuid:1>"
          bob -> alice 200
            Contact: <sip:line1@198.51.100.1:1024>;+sip.instance="<urn:uuid:1>"
          carol -> bob REGISTER @2
            Contact: <sip:carol@192.0.2.12:5060>;+sip.instance="<urn:uuid:2>"
          bob -> carol 200 @2
            Contact: <sip:line2@192.0.2.12:5060>;+sip.instance="<urn:uuid:2>"`,
        times: 1,
        says: /lists 198\.51\.100\.1:1024 instead/,
      },
      {
        shows: 'a registrar that adds the name of the device',
        flow: `alice -> bob REGISTER
          bob -> alice 200
            Contact: <sip:alice@198.51.100.1:1024>;+sip.instance="<urn:uuid:1>"`,
        says: /lists 198\.51\.100\.1:1024 instead/,
      },
      {
        shows: 'a registrar that forgets the name of the device',
        flow: `alice -> bob REGISTER
            Contact: <sip:alice@192.0.2.10:5060>;+sip.instance="<urn:uuid:1>"
          bob -> alice 200
            Contact: <sip:alice@198.51.100.1:1024>`,
        says: /lists 198\.51\.100\.1:1024 instead/,
      },
      {
        shows: 'six bindings of one device',
        flow: `alice -> bob REGISTER
            Contact: <sip:alice@192.0.2.10:5060>;+sip.instance="<urn:uuid:1>"
          bob -> alice 200
            Contact: ${[5060, 1, 2, 3, 4, 5].map((port) => `<sip:alice@192.0.2.10:${port}>;+sip.instance="<urn:uuid:1>"`).join()}`,
        says: /6 bindings of the same device are registered for alice@example\.com/,
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
      {
        trap: 'other devices of the account are listed too',
        flow: `alice -> bob REGISTER
            Contact: <sip:alice@192.0.2.10:5060>;+sip.instance="<urn:uuid:1>"
          bob -> alice 200
            Contact: ${[2, 3, 4, 5, 6, 7].map((host) => `<sip:alice@198.51.100.${host}>;+sip.instance="<urn:uuid:${host}>"`).join()}`,
      },
      {
        trap: 'other devices of the account are listed too',
        flow: `alice -> bob REGISTER
          bob -> alice 200
            Contact: <sip:alice@192.0.2.10:5060>, ${[2, 3, 4, 5, 6, 7].map((host) => `<sip:desk${host}@198.51.100.${host}>`).join()}`,
      },
      {
        trap: 'other devices of the account are listed too',
        flow: 'alice -> bob REGISTER\nbob -> alice 200\n  Contact: <sip:desk@198.51.100.1>',
      },
      {
        trap: 'the same host or port is written in another way',
        flow: `alice -> bob REGISTER
            Contact: <sip:alice@192.0.2.10;transport=tls>
          bob -> alice 200
            Contact: <sip:alice@192.0.2.10:5061;transport=tls>;expires=3600`,
      },
      {
        trap: 'the same host or port is written in another way',
        flow: 'alice = [2001:db8::1]\nbob = [2001:db8::2]\nalice -> bob REGISTER\nbob -> alice 200\n  Contact: <sip:alice@[2001:DB8:0:0::1]:5060>;expires=3600',
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
      {
        shows: 'one of several devices: others have no NAT before them, or are not registered here',
        flow: `alice = 192.0.2.10:31222
          carol = 10.0.0.3:31222
          dave = 192.0.2.13:5060
          eve = 192.0.2.14:31222
          alice -> bob REGISTER
          bob -> alice 200
          carol -> bob REGISTER @c
          bob -> carol 200 @c
          dave -> bob REGISTER @d
          bob -> dave 200 @d
          eve -> bob OPTIONS @e
          bob -> eve 200 @e
          bob -> alice INVITE sdp @2 +300s
          bob -> alice INVITE again @2 +500ms
          bob -> carol INVITE sdp @3
          bob -> carol INVITE again @3 +500ms
          bob -> dave INVITE sdp @4
          bob -> dave INVITE again @4 +500ms
          bob -> eve INVITE sdp @5
          bob -> eve INVITE again @5 +500ms
          ${laterCall('60s').replaceAll('carol', 'zoe').replaceAll('dave', 'dora')}`,
        says: /between the server and .*192\.0\.2\.10:31222\)/,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'over TCP or TLS',
        flow: `transport tcp\nalice = 192.0.2.10:31222\nalice -> bob REGISTER\nbob -> alice 200\nbob -> alice INVITE sdp @2 +300s\n${laterCall('60s')}`,
      },
      {
        trap: 'something passed within the last 60 seconds',
        flow: `alice = 192.0.2.10:31222\nalice -> bob REGISTER\nbob -> alice 200\nbob -> alice INVITE sdp @2 +30s\nbob -> alice INVITE again @2 +500ms\n${laterCall('60s')}`,
      },
      {
        trap: 'the device answers',
        flow: `alice = 192.0.2.10:31222\nalice -> bob REGISTER\nbob -> alice 200\nbob -> alice INVITE sdp @2 +300s\nalice -> bob 180 @2\n${laterCall('60s')}`,
      },
      {
        trap: 'something passed within the last 60 seconds',
        flow: `alice = 192.0.2.10:31222
          alice -> bob REGISTER
          bob -> alice 200
          bob -> alice INVITE sdp @2
          alice -> bob 200 sdp @2
          bob -> alice ACK @2
          bob -> alice INVITE sdp @2 +300s
          bob -> alice INVITE again @2 +500ms
          ${laterCall('60s')}`,
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
      {
        shows: 'no answer',
        flow: `alice -> bob SUBSCRIBE\nalice -> bob SUBSCRIBE again +500ms\n${laterCall('60s')}`,
        says: /for “presence” and got no answer\.$/,
      },
      {
        shows: 'a proxy gives up waiting',
        flow: `proxy p1
          alice -> p1 SUBSCRIBE to bob
          p1 -> bob SUBSCRIBE
          p1 -> bob SUBSCRIBE again +500ms
          p1 -> alice 408 +32s`,
        says: /and was refused: 408/,
      },
      {
        shows: 'ended as rejected after it had been served, and begun anew before',
        flow: `alice -> bob SUBSCRIBE
          bob -> alice 481
          ${SUBSCRIBED}
          bob -> alice NOTIFY
          alice -> bob 200
          bob -> alice NOTIFY
            Subscription-State: terminated;reason=rejected
          alice -> bob 200`,
        finding: { severity: 'warning' },
        says: /ended the subscription: rejected\.$/,
      },
      {
        shows: 'ended before it was served',
        flow: `${SUBSCRIBED}
          bob -> alice NOTIFY
            Subscription-State: pending
          alice -> bob 200
          bob -> alice NOTIFY
            Subscription-State: terminated;reason=noresource
          alice -> bob 200`,
        finding: { severity: 'warning' },
        says: /ended the subscription: noresource\.$/,
      },
      {
        shows: 'ended, and the trace has the 200 of its beginning only',
        flow: 'alice x> bob SUBSCRIBE expires 600\nbob -> alice 200\nbob -> alice NOTIFY\n  Subscription-State: terminated;reason=noresource\nalice -> bob 200',
        finding: { severity: 'info' },
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
        trap: 'the NOTIFY is missing from the trace, and the answer to it is there',
        flow: `${SUBSCRIBED}\nbob x> alice NOTIFY\nalice -> bob 200\n${laterCall('60s')}`,
      },
      {
        trap: 'the peer need not know the event (489)',
        flow: 'alice -> bob SUBSCRIBE\nbob -> alice 489 "Bad Event"',
        atMost: 'info',
      },
      { trap: 'the trace ends before', flow: SUBSCRIBED },
      {
        trap: 'it is sent again with a login or a longer interval',
        flow: 'alice -> bob SUBSCRIBE\nbob -> alice 401',
      },
      {
        trap: 'it is sent again with a login or a longer interval',
        flow: 'alice -> bob SUBSCRIBE\nbob -> alice 407',
      },
      {
        trap: 'it had been served before it was ended for another reason than rejected',
        flow: `${SUBSCRIBED}
          bob -> alice NOTIFY
          alice -> bob 200
          bob -> alice REFER refer-to carol
          alice -> bob 202
          alice -> bob NOTIFY sipfrag 200
            Subscription-State: terminated;reason=noresource
          bob -> alice 200`,
      },
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
      { trap: 'a login is asked for, and it is sent again', flow: 'alice -> bob MESSAGE\nbob -> alice 401' },
      { trap: 'a login is asked for, and it is sent again', flow: 'alice -> bob MESSAGE\nbob -> alice 407' },
      {
        trap: '202: accepted for later delivery',
        flow: `proxy p1
          alice -> p1 MESSAGE to bob
          p1 -> bob MESSAGE
          p1 -> alice 202
          p1 -> bob MESSAGE again +500ms
          ${laterCall('60s')}`,
      },
    ],
  },
  {
    rule: 'G09',
    fires: [
      {
        shows: 'twelve accounts in twelve seconds',
        flow: guesses(12, 404),
        says: /tried 12 accounts or numbers in 11\.\d s, 12 of its requests were refused/,
        finding: { confidence: 'likely' },
      },
      {
        shows: 'a known tool',
        flow: 'eve -> bob OPTIONS\n  User-Agent: friendly-scanner',
        finding: { confidence: 'certain' },
        says: /The User-Agent of Eve .* is that of a scanner/,
      },
      {
        shows: 'the first request is not in the trace',
        flow: guesses(12, 404).replace('->', 'x>'),
        times: 12,
      },
      {
        shows: 'one of several: others watch lines, find no way out, try little, or hear nothing',
        flow: `${guesses(12, 404)}
          ${guesses(12, 404, 'SUBSCRIBE', 'alice')}
          ${guesses(12, 503, 'INVITE', 'carol')}
          ${guesses(3, 404, 'INVITE', 'dave')}
          ${guesses(12, 100, 'INVITE', 'zoe')}`,
        says: /Eve/,
        times: 12,
      },
      { shows: 'twelve numbers', flow: guesses(12, 403, 'INVITE') },
      { shows: 'twelve names', flow: guesses(12, 407, 'OPTIONS') },
      {
        shows: 'twenty passwords of one account',
        flow: guesses(22, 401).replaceAll(/user\d+/g, 'alice'),
        says: /tried 1 accounts or numbers in 21\.\d s, 22 of its requests were refused/,
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
      {
        trap: 'all hosts are in one private network',
        flow: `eve = phone.example.com\nbob = pbx.example.com\n${guesses(12, 404)}`,
        atMost: 'info',
      },
    ],
  },
];
