import type { RuleCases } from '../../support/diagnose.ts';
import { laterCall } from './silence.ts';

const refused = (status: string, headers = '') =>
  `alice -> bob INVITE sdp\nbob -> alice 100\nbob -> alice ${status}\n${headers}\nalice -> bob ACK`;
/** A call of its own that ends otherwise. */
const beside = (status: string, call: number) =>
  refused(status).replaceAll(/^.+ (?:INVITE|\d{3}|ACK)/gm, `$& @${call}`);
const UP = 'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200 sdp +3s\nalice -> bob ACK';
const OVER = '… 30s\nalice -> bob BYE\nbob -> alice 200';

/** The first route fails, the second one takes the call: another Call-ID at once. */
const hunted = (status: string) => `carol = 192.0.2.30
  alice -> carol INVITE sdp @a
    To: <sip:bob@example.com>
  carol -> alice ${status} @a
  alice -> carol ACK @a
  alice -> bob INVITE sdp @b +500ms
    To: <sip:bob@example.com>
  bob -> alice 200 sdp @b
  alice -> bob ACK @b`;

/** The same under one Call-ID: a later attempt goes through. */
const retried = (status: string) => `proxy p1
  proxy p2
  alice -> p1 INVITE sdp to bob
  p1 -> alice ${status}
  alice -> p1 ACK
  alice -> p2 INVITE sdp to bob
  p2 -> bob INVITE sdp
  bob -> p2 200 sdp
  p2 -> alice 200 sdp
  alice -> bob ACK`;

export const REFUSAL_CASES: readonly RuleCases[] = [
  {
    rule: 'R06',
    fires: [
      {
        shows: 'a trunk that refuses',
        flow: refused('403 "Not allowed from this address"'),
        finding: { headline: true, messages: [0, 2] },
        says: /Bob \(192\.0\.2\.11:5060\) says 403 Not allowed from this address: it understood the INVITE/,
      },
      {
        shows: 'one of two requests inside a call',
        flow: `${UP}\nalice -> bob INFO\nbob -> alice 403\nalice -> bob INFO\nbob -> alice 415\n${OVER}`,
        finding: { severity: 'warning' },
        times: 1,
      },
    ],
    near: [
      {
        trap: 'it answers a request inside a call, SUBSCRIBE, PUBLISH or OPTIONS',
        flow: `${UP}\nalice -> bob INFO\nbob -> alice 403\n${OVER}`,
        atMost: 'warning',
      },
      {
        trap: 'it answers a request inside a call, SUBSCRIBE, PUBLISH or OPTIONS',
        flow: 'alice -> bob SUBSCRIBE\nbob -> alice 403',
        atMost: 'warning',
      },
      { trap: 'the call goes on by another route', flow: retried('403') },
    ],
  },
  {
    rule: 'R07',
    fires: [
      {
        shows: '404',
        flow: refused('404'),
        says: /404 Not Found: “bob” is not known there \(as it stands in the Request-URI\)\.$/,
      },
      {
        shows: 'Q.850 cause 1 with another code',
        flow: refused('500', '  Reason: Q.850;cause=1;text="Unallocated number"'),
        says: /Its Reason is Q\.850 cause 1 “Unallocated number”/,
      },
      {
        shows: 'an unknown account',
        flow: 'alice -> bob REGISTER\nbob -> alice 404',
        says: /the account is not known/,
      },
      {
        shows: 'a text message of which only the answer was captured',
        flow: 'alice x> bob MESSAGE\nbob -> alice 404',
        says: /“this address” is not known there\.$/,
      },
      {
        shows: 'one of several calls',
        flow: [refused('404'), beside('503', 2), 'alice -> bob SUBSCRIBE @3\nbob -> alice 404 @3'].join('\n'),
        finding: { severity: 'error' },
        times: 1,
      },
    ],
    near: [
      {
        trap: 'cause 26 mostly means: answered elsewhere',
        flow: refused('487', '  Reason: Q.850;cause=26'),
      },
      { trap: 'the call goes on by another route', flow: retried('404') },
      {
        trap: 'cause 26 mostly means: answered elsewhere',
        flow: refused('480', '  Reason: Q.850;cause=26'),
      },
    ],
  },
  {
    rule: 'R08',
    fires: [
      { shows: '484', flow: refused('484'), says: /“bob” has too few digits\.$/ },
      {
        shows: 'a longer number follows: overlap dialling',
        flow: `alice -> bob INVITE sdp @a
          bob -> alice 484 @a
          alice -> bob ACK @a
          alice -> bobby INVITE sdp @b +3s`,
        finding: { severity: 'info' },
        says: /A longer number followed\.$/,
      },
      {
        shows: 'another number follows, or a longer one much later or from somebody else',
        flow: `alice -> bob INVITE sdp @a
          bob -> alice 484 @a
          alice -> bob ACK @a
          alice -> carol INVITE sdp @b +3s
          alice -> bob INVITE sdp @c +3s
          dave -> bobby INVITE sdp @d +3s
          alice -> bobby INVITE sdp @e +60s`,
        finding: { severity: 'error' },
      },
      {
        shows: 'one of several calls',
        flow: [refused('484'), beside('404', 2)].join('\n'),
        finding: { severity: 'error' },
        times: 1,
      },
    ],
    near: [
      {
        trap: 'a longer number follows: overlap dialling (RFC 3578)',
        flow: `alice -> bob INVITE sdp @a
          bob -> alice 484 @a
          alice -> bob ACK @a
          alice -> bobby INVITE sdp @b +3s`,
        atMost: 'info',
      },
    ],
  },
  {
    rule: 'R09',
    fires: [
      {
        shows: '480 after 20 s of ringing',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 480 +20s\nalice -> bob ACK',
        says: /It rang 20\.0 s, and nobody answered: Bob/,
      },
      {
        shows: 'the caller gives up after 15 s',
        flow: `alice -> bob INVITE sdp
          bob -> alice 180
          alice -> bob CANCEL +15s
          bob -> alice 200
          bob -> alice 487
          alice -> bob ACK`,
        finding: { messages: [1, 2, 4] },
        says: /It rang 15\.0 s, nobody answered, and the caller gave up/,
      },
      {
        shows: '480 at once',
        flow: refused('480'),
        finding: { severity: 'warning', title: 'Not registered' },
        says: /the callee’s device is probably not registered/,
      },
      {
        shows: '480 after a while',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 100\nbob -> alice 480 +3s\nalice -> bob ACK',
        finding: { severity: 'info', title: 'Not available' },
        says: /without any ringing\.$/,
      },
      {
        shows: 'a mobile that is switched off (cause 20)',
        flow: `alice -> bob INVITE sdp
          bob -> alice 100
          bob -> alice 480 +3s
            Reason: Q.850;cause=20;text="Subscriber absent"
          alice -> bob ACK`,
        finding: { severity: 'warning', title: 'Not registered' },
      },
      {
        shows: 'a log without times',
        flow: 'clock none\nalice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 480\nalice -> bob ACK',
        says: /It rang, and nobody answered/,
      },
      {
        shows: 'progress without 180, after a login',
        flow: `alice -> bob INVITE sdp
          bob -> alice 407
          alice -> bob ACK
          alice -> bob INVITE sdp
          bob -> alice 100
          bob -> alice 183 sdp
          alice -> bob CANCEL +15s
          bob -> alice 200
          bob -> alice 487
          alice -> bob ACK`,
        finding: { messages: [5, 6, 8] },
      },
      {
        shows: 'one of several calls',
        flow: [refused('480'), beside('503', 2), UP.replaceAll(/^.+ (?:INVITE|\d{3}|ACK)/gm, '$& @9')].join('\n'),
        finding: { severity: 'warning' },
        times: 1,
      },
    ],
    near: [
      {
        trap: 'the call was answered elsewhere',
        flow: `alice -> bob INVITE sdp
          bob -> alice 180
          alice -> bob CANCEL +15s
            Reason: SIP;cause=200;text="Call completed elsewhere"
          bob -> alice 200
          bob -> alice 487
          alice -> bob ACK`,
      },
      { trap: '408 without any ringing: the next hop did not answer at all', flow: refused('408') },
      {
        trap: 'the caller gave up within a few seconds',
        flow: `alice -> bob INVITE sdp
          bob -> alice 180
          alice -> bob CANCEL +5s
          bob -> alice 200
          bob -> alice 487
          alice -> bob ACK`,
      },
    ],
  },
  {
    rule: 'R10',
    fires: [
      { shows: '486', flow: refused('486'), says: /says 486 Busy Here: the callee is busy/ },
      { shows: '600', flow: refused('600'), says: /says 600 Busy Everywhere/ },
    ],
    near: [
      {
        trap: 'another branch answers: one busy phone is not a busy call',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE sdp
          p1 -> carol INVITE sdp
          bob -> p1 486
          p1 -> bob ACK
          carol -> p1 200 sdp
          p1 -> alice 200 sdp
          alice -> carol ACK`,
      },
      {
        trap: 'the 486 answers another request than the INVITE',
        flow: `${UP}\nalice -> bob INFO\nbob -> alice 486\n${OVER}`,
      },
      {
        trap: 'another branch answers: one busy phone is not a busy call',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE sdp
          p1 -> carol INVITE sdp
          bob -> p1 486
          p1 -> bob ACK
          carol -> p1 180
          p1 -> alice 180
          carol -> p1 480 +20s
          p1 -> carol ACK
          p1 -> alice 480
          alice -> p1 ACK`,
      },
    ],
  },
  {
    rule: 'R11',
    fires: [
      { shows: 'marked as spam', flow: refused('607'), says: /the callee marked it as unwanted\.$/ },
      {
        shows: 'blocked by analytics',
        flow: refused('608 "Rejected"', '  Call-Info: <https://block.example/jcard>;purpose=jwscard'),
        says: /a network between blocked the call\. To contest it: “<https:\/\/block\.example\/jcard>/,
      },
      {
        shows: 'network blocked',
        flow: refused('603 "Network Blocked"'),
        finding: { severity: 'warning' },
        says: /the network blocked the call\.$/,
      },
      {
        shows: 'a plain 603; its Call-Info names the product',
        flow: refused('603', '  Call-Info: <https://phone.example/icon.png>;purpose=icon'),
        finding: { severity: 'info', title: 'Declined' },
        says: /the callee declined\.$/,
      },
      {
        shows: 'one of several calls',
        flow: [refused('607'), beside('486', 2), UP.replaceAll(/^.+ (?:INVITE|\d{3}|ACK)/gm, '$& @9')].join('\n'),
        finding: { severity: 'warning' },
        times: 1,
      },
    ],
    near: [{ trap: 'a plain 603: somebody pressed the key that rejects', flow: refused('603'), atMost: 'info' }],
  },
  {
    rule: 'R13',
    fires: [
      {
        shows: '503 with Retry-After',
        flow: refused('503', '  Retry-After: 30'),
        says: /cannot take the call now\. It asks to wait “30” s\.$/,
      },
      {
        shows: 'three hosts within a minute',
        flow: `${refused('503')}
          alice -> carol INVITE sdp @2 +5s
          carol -> alice 503 @2
          alice -> carol ACK @2`,
        says: /2 hosts said 503 within this minute/,
      },
      {
        shows: 'no free channel behind a 500 (cause 34)',
        flow: refused('500', '  Reason: Q.850;cause=34;text="No circuit/channel available"'),
        says: /cannot take the call now/,
      },
      {
        shows: 'another host says it much later',
        flow: `${refused('503')}
          alice -> carol INVITE sdp @2 +120s
          carol -> alice 503 @2
          alice -> carol ACK @2`,
        says: /cannot take the call now\.$/,
      },
      {
        shows: 'one of several calls',
        flow: [
          refused('503'),
          beside('486', 2),
          'alice -> bob INVITE sdp @3\nbob -> alice 302 to carol @3\n  Reason: Q.850;cause=42\nalice -> bob ACK @3',
          'alice -> bob OPTIONS @8\nbob -> alice 503 @8',
        ].join('\n'),
        finding: { severity: 'error' },
        times: 1,
      },
    ],
    near: [
      { trap: 'a later attempt of the same call went through', flow: retried('503') },
      { trap: 'the call goes on by another route', flow: hunted('503'), atMost: 'info' },
    ],
  },
  {
    rule: 'R14',
    fires: [
      {
        shows: '504 after 5 s',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 504 +5s\nalice -> bob ACK',
        says: /after 5\.00 s: a server behind it did not answer in time/,
      },
      { shows: '500', flow: refused('500'), says: /500 Server Internal Error: it failed inside\.$/ },
      {
        shows: '580',
        flow: refused('580 "Precondition Failure"'),
        says: /the network resources that were asked for first could not be had\.$/,
      },
      { shows: '502 to an OPTIONS', flow: 'alice -> bob OPTIONS\nbob -> alice 502', finding: { severity: 'warning' } },
      {
        shows: 'one of several calls',
        flow: [refused('500'), beside('404', 2), beside('603', 3), beside('501', 4), beside('503', 5)].join('\n'),
        finding: { severity: 'error' },
        times: 1,
      },
    ],
    near: [
      { trap: 'a later attempt of the same call went through', flow: retried('500') },
      { trap: 'the call goes on by another route', flow: hunted('502'), atMost: 'info' },
    ],
  },
  {
    rule: 'R15',
    fires: [
      {
        shows: 'nobody follows',
        flow: `alice -> bob INVITE sdp\nbob -> alice 302 to carol\nalice -> bob ACK\n${laterCall('10s')}`,
        finding: { severity: 'warning', title: 'Redirect not followed' },
        says: /302 Moved Temporarily: try sip:carol@[\d.:]+\. Nobody does\.$/,
      },
      {
        shows: 'followed under the same Call-ID',
        flow: `alice -> bob INVITE sdp
          bob -> alice 302 to carol
          alice -> bob ACK
          alice -> carol INVITE sdp
          carol -> alice 200 sdp
          alice -> carol ACK
          ${laterCall('10s')}`,
        finding: { severity: 'info', title: 'Redirected', nextStep: 'Nothing to do.' },
        says: /try sip:carol@[\d.:]+\.$/,
      },
      {
        shows: 'nobody follows, while others are called and the caller talks on',
        flow: `alice -> zoe INVITE sdp @0
          zoe -> alice 200 sdp @0
          alice -> zoe ACK @0
          alice -> bob INVITE sdp
          bob -> alice 302 to carol
          alice -> bob ACK
          alice -> zoe INVITE hold @0
          zoe -> alice 200 recvonly @0
          alice -> zoe ACK @0
          alice -> dave OPTIONS @2
          eve -> alice INVITE sdp @5
          alice -> eve 100 @5
          eve -> dave INVITE sdp @3
          dave -> eve 180 @3
          alice -> carol INVITE sdp @4 +20s`,
        finding: { severity: 'warning' },
      },
      {
        shows: 'no address at all',
        flow: `alice -> bob INVITE sdp\nbob -> alice 302\n  Contact:\nalice -> bob ACK\n${laterCall('10s')}`,
        finding: { severity: 'warning' },
        says: /try somewhere else\. Nobody does/,
      },
      {
        shows: 'followed under the same Call-ID by a person who was asked first',
        flow: `alice -> bob INVITE sdp
          bob -> alice 302 to carol
          alice -> bob ACK
          alice -> carol INVITE sdp +8s
          carol -> alice 200 sdp
          alice -> carol ACK
          ${laterCall('10s')}`,
        finding: { severity: 'info' },
      },
      {
        shows: 'a call, and not the registration that moved too',
        flow: `alice -> bob INVITE sdp
          bob -> alice 302 to carol
          alice -> bob ACK
          alice -> bob REGISTER @2
          bob -> alice 302 @2 to carol`,
        finding: { severity: 'info' },
        times: 1,
      },
    ],
    near: [
      {
        trap: 'the INVITE to the new address has a new Call-ID',
        flow: `alice -> bob INVITE sdp
          bob -> alice 302 to carol
          alice -> bob ACK
          alice -> carol INVITE sdp @2
          ${laterCall('10s')}`,
        atMost: 'info',
      },
      {
        trap: 'a proxy follows it by itself',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE sdp
          bob -> p1 302 to carol
          p1 -> bob ACK
          p1 -> carol INVITE sdp
          carol -> p1 200 sdp
          p1 -> alice 200 sdp
          alice -> carol ACK
          ${laterCall('10s')}`,
      },
      {
        trap: 'the trace ends at once',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 302 to carol\nalice -> bob ACK',
        atMost: 'info',
      },
      {
        trap: 'a proxy follows it by itself',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE sdp
          bob -> p1 302 to carol
          p1 -> bob ACK
          p1 -> carol INVITE sdp
          carol -> p1 486
          p1 -> carol ACK
          p1 -> alice 486
          alice -> p1 ACK
          ${laterCall('10s')}`,
      },
      {
        trap: 'a proxy follows it by itself',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE sdp
          bob -> p1 302 to carol
          p1 -> bob ACK
          p1 -> carol INVITE sdp
          carol -> p1 180
          p1 -> alice 180
          ${laterCall('10s')}`,
      },
    ],
  },
  {
    rule: 'R16',
    fires: [
      {
        shows: 'INFO is not taken',
        flow: `${UP}\nalice -> bob INFO\nbob -> alice 405\n  Allow: INVITE, ACK, BYE\n${OVER}`,
        says: /does not take INFO here; it allows “INVITE, ACK, BYE”/,
      },
      {
        shows: 'PUBLISH is not known there',
        flow: 'alice -> bob PUBLISH\nbob -> alice 501',
        says: /501 Not Implemented: it does not take PUBLISH here\.$/,
      },
      {
        shows: 'one of two requests inside a call',
        flow: `${UP}\nalice -> bob INFO\nbob -> alice 405\nalice -> bob INFO\nbob -> alice 415\n${OVER}`,
        finding: { severity: 'warning' },
        times: 1,
      },
    ],
    near: [{ trap: 'an OPTIONS is refused: the peer is alive', flow: 'alice -> bob OPTIONS\nbob -> alice 405' }],
  },
  {
    rule: 'R17',
    fires: [
      {
        shows: '420',
        flow: refused('420', '  Unsupported: 100rel'),
        says: /does not support “100rel”/,
      },
      { shows: '421', flow: refused('421', '  Require: timer'), says: /insists on “timer”/ },
      { shows: '420 that does not say which', flow: refused('420'), says: /does not support an extension\.$/ },
      {
        shows: 'one of two requests inside a call',
        flow: `${UP}\nalice -> bob INFO\nbob -> alice 415\nalice -> bob INFO\nbob -> alice 420\n${OVER}`,
        finding: { severity: 'error' },
        times: 1,
      },
    ],
    near: [
      {
        trap: 'the request is sent again without it',
        flow: `${refused('420', '  Unsupported: 100rel')}\nalice -> bob INVITE sdp\nbob -> alice 200 sdp\nalice -> bob ACK`,
      },
    ],
  },
  {
    rule: 'R18',
    fires: [
      {
        shows: '422 and nothing more',
        flow: `alice -> bob INVITE sdp
            Session-Expires: 60
          bob -> alice 422
            Min-SE: 1800
          alice -> bob ACK
          ${laterCall('40s')}`,
        finding: { severity: 'error', reference: 'RFC 4028 §6' },
        says: /wants at least “1800” s, asked were “60”\. The sender did not ask again\.$/,
      },
      {
        shows: 'two 422 in a row',
        flow: `${refused('422', '  Min-SE: 120')}\n${refused('422', '  Min-SE: 1800')}\nalice -> bob INVITE sdp\nbob -> alice 200 sdp`,
        finding: { severity: 'warning' },
      },
      {
        shows: 'mended at once',
        flow: `alice -> bob REGISTER
          bob -> alice 423
            Min-Expires: 600
          alice -> bob REGISTER
          bob -> alice 200`,
        finding: { severity: 'info', reference: 'RFC 3261 §21.4.17' },
        says: /wants at least “600” s, asked were “3600”\. The sender asked again\.$/,
      },
      {
        shows: 'only the answer was captured',
        flow: `alice x> bob REGISTER\nbob -> alice 423\n  Min-Expires: 600\n${laterCall('40s')}`,
        finding: { severity: 'error' },
      },
    ],
    near: [
      {
        trap: 'the sender asks again with a sufficient interval',
        flow: `alice -> bob REGISTER
          bob -> alice 423
            Min-Expires: 600
          alice -> bob REGISTER
          bob -> alice 200
          ${laterCall('40s')}`,
        atMost: 'info',
      },
      { trap: 'the trace ends before it could', flow: refused('422', '  Min-SE: 1800') },
      {
        trap: 'the sender asks again with a sufficient interval',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          bob -> p1 422
            Min-SE: 1800
          p1 -> bob ACK
          p1 -> alice 422
          alice -> p1 ACK
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          bob -> p1 200 sdp
          p1 -> alice 200
          alice -> bob ACK`,
        atMost: 'info',
      },
    ],
  },
  {
    rule: 'R19',
    fires: [
      {
        shows: '400, and what is wrong',
        flow: `alice -> bob INVITE sdp
            CSeq: 1 OPTIONS
            Max-Forwards:
          bob -> alice 400 "Bad CSeq"
            CSeq: 1 INVITE`,
        says: /could not accept the INVITE\. Wrong with it: .*CSeq says OPTIONS/,
      },
      {
        shows: 'a request inside a call',
        flow: `${UP}\nalice -> bob INFO\nbob -> alice 400\n${OVER}`,
        finding: { severity: 'warning' },
        says: /could not accept the INFO\.$/,
      },
      { shows: 'an OPTIONS', flow: 'alice -> bob OPTIONS\nbob -> alice 400', finding: { severity: 'warning' } },
      { shows: 'only the answer was captured', flow: 'alice x> bob MESSAGE\nbob -> alice 400' },
      {
        shows: 'one of two requests inside a call',
        flow: `${UP}\nalice -> bob INFO\nbob -> alice 400\nalice -> bob INFO\nbob -> alice 415\n${OVER}`,
        finding: { severity: 'warning' },
        times: 1,
      },
    ],
    near: [{ trap: 'a later attempt of the same call went through', flow: retried('400') }],
  },
  {
    rule: 'R20',
    fires: [
      {
        shows: 'a codec that does not suit',
        flow: refused('488', '  Warning: 305 bob.example.com "No compatible codec"'),
        says: /Bob .* warns \(305\): “No compatible codec”\. None of the codecs offered suits/,
      },
      {
        shows: 'a code of its own, passed on by a proxy',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          bob -> p1 488
            Warning: 399 bob "Try another codec"
          p1 -> bob ACK
          p1 -> alice 488
          alice -> p1 ACK`,
        finding: { messages: [2] },
        times: 1,
        says: /Bob .* warns \(399\): “Try another codec”/,
      },
      {
        shows: 'a code without a text',
        flow: refused('488', '  Warning: 301 bob.example.com ""'),
        says: /warns \(301\): “.+”/,
      },
      {
        shows: 'the code of the Warning is no number',
        flow: refused('488', '  Warning: abc bob.example.com "Broken box"'),
        says: /warns: “Broken box”\.$/,
      },
      { shows: 'a code alone', flow: refused('488', '  Warning: 301'), says: /warns \(301\): “.+”/ },
      {
        shows: 'one of the failure; what a 200 warns of is nothing that failed',
        flow: `${refused('488', '  Warning: 304 bob "No video"')}
          alice -> bob INVITE sdp
          bob -> alice 200 sdp
            Warning: 399 bob "Video was left out"
          alice -> bob ACK`,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'the code of the Warning is no number: only its text is shown',
        flow: refused('488', '  Warning: "'),
      },
    ],
  },
  {
    rule: 'R21',
    fires: [
      {
        shows: '183, then 502',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 183\nbob -> alice 502 +4s\nalice -> bob ACK',
        says: /183 Session Progress came first, then Bob .*: the network tried routes and failed\./,
      },
      {
        shows: 'an announcement before a 404',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 183 sdp\nbob -> alice 404 +8s\nalice -> bob ACK',
        finding: { severity: 'info' },
        says: /perhaps an announcement was played\.$/,
      },
      {
        shows: 'one of several calls',
        flow: [
          'alice -> bob INVITE sdp\nbob -> alice 183\nbob -> alice 502 +4s\nalice -> bob ACK',
          'alice -> bob INVITE sdp @2\nbob -> alice 183 @2\nbob -> alice 302 @2 to carol\nalice -> bob ACK @2',
          UP.replaceAll(/^.+ (?:INVITE|\d{3}|ACK)/gm, '$& @9'),
        ].join('\n'),
        finding: { severity: 'warning' },
        times: 1,
      },
    ],
    near: [
      {
        trap: 'an announcement is played before a 404',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 183 sdp\nbob -> alice 404 +8s\nalice -> bob ACK',
        atMost: 'info',
      },
      {
        trap: 'somebody declined or was busy after the ringing',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 603 +4s\nalice -> bob ACK',
      },
    ],
  },
  {
    rule: 'R22',
    fires: [
      {
        shows: 'two proxies under one Call-ID',
        flow: retried('503'),
        says: /2 routes were tried: 192\.0\.2\.10:5060 and/,
      },
      { shows: 'a new Call-ID at once', flow: hunted('503'), finding: { confidence: 'likely' } },
      {
        shows: 'one of two calls: the other was refused for good, and then tried elsewhere',
        flow: `${retried('503')}\n${retried('404').replaceAll(/^.+-> .+ (?:INVITE|\d{3}|ACK)/gm, '$& @2')}`,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'a person dials again: that takes longer than 3 seconds',
        flow: hunted('503').replace('+500ms', '+5s'),
      },
      {
        trap: 'the attempts go to the same host',
        flow: `${refused('503')}\nalice -> bob INVITE sdp\nbob -> alice 200 sdp\nalice -> bob ACK`,
      },
      {
        trap: 'a person dials again: that takes longer than 3 seconds',
        flow: retried('503').replace('INVITE sdp to bob\n  p2', 'INVITE sdp to bob +60s\n  p2'),
      },
    ],
  },
];
