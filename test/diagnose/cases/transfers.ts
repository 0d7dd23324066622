import type { RuleCases } from '../../support/diagnose.ts';
import { sdp } from '../../support/sdp.ts';
import { laterCall } from './silence.ts';

const UP = 'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200 sdp +3s\nalice -> bob ACK';
const OVER = '… 20s\nalice -> bob BYE\nbob -> alice 200';
const TIMED = `alice -> bob INVITE sdp
  bob -> alice 200 sdp
    Session-Expires: 1800;refresher=uac
  alice -> bob ACK`;
const REFER = `${UP}\n… 10s\nbob -> alice REFER refer-to carol\nalice -> bob 202`;
const report = (status: number, state = 'active;expires=60') =>
  `alice -> bob NOTIFY sipfrag ${status}\n  Subscription-State: ${state}\nbob -> alice 200`;

/** A second REFER in the dialog of the first, whose CSeq is 1. */
const REFER_AGAIN = 'bob -> alice REFER refer-to dave\nalice -> bob 202';
/** A report with the id of its REFER (RFC 3515 §2.4.6). */
const reportOf = (id: number, status: number, state?: string) =>
  report(status, state).replace('\n', `\n  Event: refer;id=${id}\n`);

/** The same under another Call-ID. */
const second = (flow: string) => flow.replaceAll(/^ *\w+ x?-?> ?\w+ \w+/gm, '$& @2');

export const TRANSFER_CASES: readonly RuleCases[] = [
  {
    rule: 'P01',
    fires: [
      {
        shows: 'a reliable 183 in vain',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 183 sdp rel\nbob -> alice 183 again +500ms\nbob -> alice 183 again +1s',
        finding: { ghost: { after: 1, from: 0, to: 1, label: 'PRACK' } },
        says: /reliable 183 Session Progress 3 times, because no PRACK came/,
      },
      {
        shows: 'the second of two, and of another call only what is well',
        flow: `alice -> bob INVITE sdp
          bob -> alice 183 sdp rel
          alice -> bob PRACK
          bob -> alice 200
          bob -> alice 180 rel INVITE
          bob -> alice 180 again +500ms
          bob -> alice 180 again +1s
          carol -> dave INVITE sdp @2
          carol -> dave INVITE again @2 +500ms
          dave -> carol 183 sdp rel @2
          dave -> carol 183 again @2 +500ms
          dave -> carol 180 @2
          dave -> carol 180 again @2 +60s
          dave -> carol 180 again @2 +60s`,
        says: /reliable 180 Ringing 3 times/,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'the PRACK takes another way: the repeats stop',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 183 sdp rel\nbob -> alice 183 again +500ms\nalice x> bob PRACK\nbob -> alice 200 INVITE +3s',
      },
      {
        trap: 'the final response of the INVITE comes first',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 183 sdp rel\nbob -> alice 486',
      },
      {
        trap: 'the PRACK takes another way: the repeats stop',
        flow: `alice -> bob INVITE sdp
          bob -> alice 183 sdp rel
          bob -> alice 183 again +500ms
          bob -> alice 183 again +1s
          alice -> bob PRACK
          bob -> alice 200`,
      },
    ],
  },
  {
    rule: 'P02',
    fires: [
      {
        shows: '420',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 420\n  Unsupported: 100rel\nalice -> bob ACK',
        says: /one side insists on reliable ringing/,
      },
      {
        shows: '421',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 421\n  Require: 100rel\nalice -> bob ACK',
        says: /one side insists on reliable ringing/,
      },
      {
        shows: 'one of two calls',
        flow: `alice -> bob INVITE sdp
          bob -> alice 420
            Unsupported: 100rel
          alice -> bob ACK
          alice -> bob INVITE sdp @2
          bob -> alice 403 @2
            Require: 100rel
          alice -> bob ACK @2`,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'another extension is the reason',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 420\n  Unsupported: precondition\nalice -> bob ACK',
      },
      {
        trap: 'the INVITE is sent again without it',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 420\n  Unsupported: 100rel\nalice -> bob ACK\nalice -> bob INVITE sdp\nbob -> alice 200 sdp\nalice -> bob ACK',
      },
    ],
  },
  {
    rule: 'P03',
    fires: [
      {
        shows: 'half an hour, refreshed by the caller',
        flow: TIMED,
        says: /lives 30 min at a time: the caller, Alice .* refreshes it, best every 15 min\. .* 29 min 28 s after the last one/,
      },
      {
        shows: 'refreshed by the callee',
        flow: TIMED.replace('refresher=uac', 'refresher=uas'),
        says: /the callee, Bob .* refreshes it/,
      },
      {
        shows: 'refreshed by nobody in particular',
        flow: TIMED.replace(';refresher=uac', ''),
        says: /one side refreshes it/,
      },
    ],
    near: [
      {
        trap: 'the INVITE asked for one, and the 2xx has none: there is no timer',
        flow: 'alice -> bob INVITE sdp\n  Session-Expires: 1800\nbob -> alice 200 sdp\nalice -> bob ACK',
      },
    ],
  },
  {
    rule: 'P04',
    fires: [
      {
        shows: 'still up after 25 min',
        flow: `${TIMED}\n${laterCall('1500s')}`,
        says: /was due 15 min after the last agreement and was not seen until 25 min/,
      },
    ],
    near: [
      { trap: 'the trace or the call ends before', flow: `${TIMED}\n… 600s\nalice -> bob BYE\nbob -> alice 200` },
      {
        trap: 'a refresh comes after all',
        flow: `${TIMED}\nalice -> bob UPDATE +1300s\nbob -> alice 200\n  Session-Expires: 1800;refresher=uac\n${laterCall('600s')}`,
      },
      {
        trap: 'refreshes of one side are not in the trace',
        flow: `alice x> bob INVITE sdp\nbob -> alice 200 sdp\n  Session-Expires: 1800\nbob -> carol OPTIONS @2\n${laterCall('1500s').replaceAll('carol', 'eve')}`,
      },
      {
        trap: 'the call then ends by the timer: that is a finding of its own',
        flow: `${TIMED}\n… 1768s\nbob -> alice BYE\nalice -> bob 200`,
      },
    ],
  },
  {
    rule: 'P05',
    fires: [
      {
        shows: 'an UPDATE refused',
        flow: `${TIMED}\nalice -> bob UPDATE +900s\n  Session-Expires: 1800\nbob -> alice 500\n${OVER}`,
        says: /Bob .* refused the refresh of the session \(UPDATE\) with 500 .* will be hung up when the session runs out\.$/,
      },
      {
        shows: 'an UPDATE without an answer',
        flow: `${TIMED}\nalice -> bob UPDATE +900s\n  Session-Expires: 1800\nalice -> bob UPDATE again +500ms\n${laterCall('60s')}`,
        says: /did not answer the refresh/,
      },
      {
        shows: 'the second of two; a connected name and a refresh of another call are something else',
        flow: `${TIMED}
          alice -> bob UPDATE +900s
            Session-Expires: 1800
          bob -> alice 200
          alice -> bob UPDATE
          bob -> alice 500
          alice -> bob UPDATE +900s
            Session-Expires: 1800
          bob -> alice 405
          ${second(TIMED)}
          alice -> bob UPDATE @2
            Session-Expires: 1800`,
        finding: { severity: 'error' },
        times: 1,
      },
      {
        shows: 'the second: that the first was accepted does not save it',
        flow: `${TIMED}
          alice -> bob UPDATE +900s
            Session-Expires: 1800
          bob -> alice 200
            Session-Expires: 1800;refresher=uac
          alice -> bob UPDATE +900s
            Session-Expires: 1800
          bob -> alice 500`,
        says: /will be hung up when the session runs out\.$/,
      },
      {
        shows: 'neither UPDATE nor re-INVITE',
        flow: `${TIMED}
          alice -> bob UPDATE +900s
            Session-Expires: 1800
          bob -> alice 501
          alice -> bob INVITE sdp
          bob -> alice 500
          alice -> bob ACK
          ${OVER}`,
        finding: { severity: 'error' },
      },
      {
        shows: 'a re-INVITE of the caller with the SDP that it had, and a change later',
        flow: `alice -> bob INVITE ${sdp('audio PCMA')}
          bob -> alice 200 ${sdp('audio PCMA', { id: 8 })}
            Session-Expires: 1800;refresher=uac
          alice -> bob ACK
          alice -> bob INVITE +900s ${sdp('audio PCMA')}
            Session-Expires: 1800
          bob -> alice 500
          alice -> bob ACK
          alice -> bob INVITE hold +20s
          bob -> alice 200 recvonly
          alice -> bob ACK`,
        finding: { severity: 'info' },
        says: /refused the refresh of the session \(INVITE\) .* Another refresh worked\.$/,
      },
      {
        shows: 'a re-INVITE of the callee with the SDP that it had',
        flow: `alice -> bob INVITE ${sdp('audio PCMA')}
          bob -> alice 200 ${sdp('audio PCMA', { id: 8 })}
            Session-Expires: 1800;refresher=uas
          alice -> bob ACK
          bob -> alice INVITE +900s ${sdp('audio PCMA', { id: 8 })}
            Session-Expires: 1800
          alice -> bob 500
          bob -> alice ACK`,
        says: /Alice .* refused the refresh of the session \(INVITE\)/,
      },
      {
        shows: 'UPDATE is not known there, and a re-INVITE works instead',
        flow: `${TIMED}\nalice -> bob UPDATE +900s\n  Session-Expires: 1800\nbob -> alice 405\nalice -> bob INVITE sdp\nbob -> alice 200 sdp\nalice -> bob ACK\n${OVER}`,
        finding: { severity: 'info' },
        says: /Another refresh worked\.$/,
      },
    ],
    near: [
      {
        trap: '491: it is tried again later',
        flow: `${TIMED}\nalice -> bob UPDATE +900s\n  Session-Expires: 1800\nbob -> alice 491\n${OVER}`,
      },
      {
        trap: 'UPDATE is not known there, and a re-INVITE works instead',
        flow: `${TIMED}\nalice -> bob UPDATE +900s\n  Session-Expires: 1800\nbob -> alice 405\nalice -> bob INVITE sdp\nbob -> alice 200 sdp\nalice -> bob ACK\n${OVER}`,
        atMost: 'info',
      },
      {
        trap: 'UPDATE is not known there, and a re-INVITE works instead',
        flow: `${TIMED}\nalice -> bob UPDATE +900s\n  Session-Expires: 1800\nbob -> alice 501\nalice -> bob INVITE sdp\nbob -> alice 200 sdp\nalice -> bob ACK\n${OVER}`,
        atMost: 'info',
      },
      {
        trap: 'another refresh is accepted later',
        flow: `${TIMED}
          alice -> bob UPDATE +900s
            Session-Expires: 1800
          bob -> alice 500
          alice -> bob UPDATE +60s
            Session-Expires: 1800
          bob -> alice 200
            Session-Expires: 1800;refresher=uac
          … 1500s
          ${OVER}`,
        atMost: 'info',
      },
      {
        trap: 'another refresh is accepted later',
        flow: `${TIMED}
          alice -> bob UPDATE +900s
            Session-Expires: 1800
          alice -> bob UPDATE again +500ms
          bob -> alice UPDATE +60s
            Session-Expires: 1800
          alice -> bob 200
            Session-Expires: 1800;refresher=uas`,
        atMost: 'info',
      },
      {
        trap: 'it is sent again with a login',
        flow: `${TIMED}\nalice -> bob UPDATE +900s\n  Session-Expires: 1800\nbob -> alice 407\nalice -> bob UPDATE\nbob -> alice 200\n${OVER}`,
      },
      {
        trap: 'it changes the media: no mere refresh',
        flow: `${TIMED}\nalice -> bob INVITE hold +900s\n  Session-Expires: 1800\nbob -> alice 488\nalice -> bob ACK\n${OVER}`,
      },
      {
        trap: 'it changes the media: no mere refresh',
        flow: `alice -> bob INVITE ${sdp('audio PCMA')}
          bob -> alice 200 ${sdp('audio PCMA', { id: 8 })}
            Session-Expires: 1800;refresher=uac
          alice -> bob ACK
          alice -> bob INVITE +900s ${sdp('audio PCMA', { id: 9, address: '192.0.2.99' })}
            Session-Expires: 1800
          bob -> alice 488
          alice -> bob ACK`,
      },
    ],
  },
  {
    rule: 'P06',
    fires: [
      {
        shows: 'no refresher',
        flow: `${TIMED.replace(';refresher=uac', '')}
          alice -> bob UPDATE +300s
            Session-Expires: 1800;refresher=uac
          bob -> alice 200
            Session-Expires: 1800;refresher=uac`,
        finding: { messages: [1] },
        says: /without saying who refreshes it/,
      },
      {
        shows: 'both sides',
        flow: `${TIMED}
          alice -> bob UPDATE +300s
            Session-Expires: 1800;refresher=uac
          bob -> alice 200
            Session-Expires: 1800;refresher=uac
          bob -> alice UPDATE +300s
            Session-Expires: 1800;refresher=uac
          alice -> bob 200
            Session-Expires: 1800;refresher=uac`,
        finding: { messages: [3, 5] },
        says: /Both sides refresh/,
      },
    ],
    near: [
      {
        trap: 'the INVITE leaves it open, and the 2xx says it',
        flow: 'alice -> bob INVITE sdp\n  Session-Expires: 1800\nbob -> alice 200 sdp\n  Session-Expires: 1800;refresher=uas\nalice -> bob ACK',
      },
      {
        trap: 'the INVITE leaves it open, and the 2xx says it',
        flow: `${TIMED}
          alice -> bob UPDATE +300s
            Session-Expires: 1800;refresher=uac
          bob -> alice 200
            Session-Expires: 1800;refresher=uac
          bob -> alice UPDATE
          alice -> bob 200
          bob -> alice UPDATE
            Session-Expires: 1800
          alice -> bob 491
          bob -> alice INVITE hold
            Session-Expires: 1800;refresher=uas
          alice -> bob 200 recvonly
            Session-Expires: 1800;refresher=uas
          bob -> alice ACK`,
      },
    ],
  },
  {
    rule: 'X01',
    fires: [
      {
        shows: 'the target is busy',
        flow: `${REFER}\n${report(486, 'terminated;reason=noresource')}\n${OVER}`,
        says: /carol@192\.0\.2\.12 answered the transfer with 486 Busy Here/,
      },
      {
        shows: 'the reports end without a result',
        flow: `${REFER}\nalice -> bob NOTIFY\n  Event: refer\n  Subscription-State: terminated;reason=noresource\nbob -> alice 200`,
        finding: { severity: 'warning' },
      },
      {
        shows: 'one of two transfers: of the other nothing is reported yet',
        flow: `${REFER}
          ${report(486, 'terminated;reason=noresource')}
          carol -> dave INVITE sdp @2
          dave -> carol 200 sdp @2
          carol -> dave ACK @2
          carol -> dave REFER refer-to eve @2
          dave -> carol 202 @2`,
        times: 1,
      },
      {
        shows: 'the first of two in one dialog, of which the second works',
        flow: `${REFER}
          ${reportOf(1, 486, 'terminated;reason=noresource')}
          ${REFER_AGAIN}
          ${reportOf(2, 200, 'terminated;reason=noresource')}`,
        times: 1,
        says: /carol@192\.0\.2\.12 answered the transfer with 486/,
      },
      {
        shows: 'the second of two in one dialog: the first only rings, and is reported without an id as a first may be',
        flow: `${REFER}
          ${report(100)}
          ${REFER_AGAIN}
          ${reportOf(2, 486, 'terminated;reason=noresource')}
          ${report(180)}`,
        times: 1,
        says: /dave@192\.0\.2\.\d+ answered the transfer with 486/,
      },
      {
        shows: 'the first of two in one dialog, which is reported after the second',
        flow: `${REFER}
          ${REFER_AGAIN}
          ${reportOf(2, 200, 'terminated;reason=noresource')}
          ${report(486, 'terminated;reason=noresource')}`,
        times: 1,
        says: /carol@192\.0\.2\.12 answered the transfer with 486/,
      },
      {
        shows: 'the second of two in one dialog, by a device that gives no ids',
        flow: `${REFER}
          ${report(200, 'terminated;reason=noresource')}
          ${REFER_AGAIN}
          ${report(486, 'terminated;reason=noresource')}`,
        times: 1,
        says: /dave@192\.0\.2\.\d+ answered the transfer with 486/,
      },
      {
        shows: 'the one that was accepted after another had been refused',
        flow: `${REFER.replace('202', '603')}
          ${REFER_AGAIN}
          ${report(486, 'terminated;reason=noresource')}`,
        says: /dave@192\.0\.2\.\d+ answered the transfer with 486/,
      },
      {
        shows: 'one of two that each side asks for in one dialog',
        flow: `${REFER}
          ${report(100)}
          alice -> bob REFER refer-to dave
          bob -> alice 202
          bob -> alice NOTIFY sipfrag 486
            Subscription-State: terminated;reason=noresource
          alice -> bob 200`,
        times: 1,
        says: /dave@192\.0\.2\.\d+ answered the transfer with 486/,
      },
    ],
    near: [
      {
        trap: 'only 100 is reported before the end: some devices never say more',
        flow: `${REFER}\n${report(100)}\nalice -> bob NOTIFY\n  Event: refer\n  Subscription-State: terminated;reason=noresource\nbob -> alice 200`,
      },
      {
        trap: 'only 100 is reported before the end: some devices never say more',
        flow: `${UP}
          ${report(486, 'terminated;reason=noresource')}
          bob -> alice REFER refer-to carol
          alice -> bob 202
          ${report(100)}`,
      },
      {
        trap: 'the transfer worked',
        flow: `${REFER}\n${report(100)}\n${report(200, 'terminated;reason=noresource')}\n${OVER}`,
      },
    ],
  },
  {
    rule: 'X02',
    fires: [
      {
        shows: '403',
        flow: `${UP}\nbob -> alice REFER refer-to carol\nalice -> bob 403\n${OVER}`,
        says: /Alice .* refused the transfer to carol@192\.0\.2\.12 with 403/,
      },
    ],
    near: [
      {
        trap: 'it is sent again with a login',
        flow: `${UP}\nbob -> alice REFER refer-to carol\nalice -> bob 407\nbob -> alice REFER refer-to carol\nalice -> bob 202\n${OVER}`,
      },
    ],
  },
  {
    rule: 'X03',
    fires: [
      {
        shows: 'refused with 481',
        flow: 'alice -> bob INVITE sdp\n  Replaces: other@example.com;to-tag=a;from-tag=b\nbob -> alice 481\nalice -> bob ACK',
        says: /refused to replace the call “other@example\.com;to-tag=a;from-tag=b” with 481 Call\/Transaction Does Not Exist\.$/,
        finding: { confidence: 'certain' },
      },
      {
        shows: 'no such call in the trace',
        flow: 'alice -> bob INVITE sdp\n  Replaces: other@example.com;to-tag=a;from-tag=b',
        finding: { severity: 'info', confidence: 'hint' },
      },
      {
        shows: 'refused, although the call is there',
        flow: `${UP}\ncarol -> bob INVITE sdp @2\n  Replaces: 1-8f1c3d5a7b@example.com;to-tag=bob-tag-1;from-tag=alice-tag-1\nbob -> carol 481 @2\ncarol -> bob ACK @2`,
        says: /with 481 Call\/Transaction Does Not Exist, although the trace has that call\.$/,
      },
      {
        shows: 'the call is there with another To tag',
        flow: `${UP}\ncarol -> bob INVITE sdp @2\n  Replaces: 1-8f1c3d5a7b@example.com;to-tag=x;from-tag=alice-tag-1`,
        finding: { severity: 'info', confidence: 'hint' },
      },
      {
        shows: 'the call is there with another From tag',
        flow: `${UP}\ncarol -> bob INVITE sdp @2\n  Replaces: 1-8f1c3d5a7b@example.com;to-tag=bob-tag-1;from-tag=x`,
        finding: { severity: 'info', confidence: 'hint' },
      },
    ],
    near: [
      {
        trap: 'the call to be replaced is in the trace, and the INVITE is accepted',
        flow: `${UP}\ncarol -> bob INVITE sdp @2\n  Replaces: 1-8f1c3d5a7b@example.com;to-tag=bob-tag-1;from-tag=alice-tag-1\nbob -> carol 200 sdp @2\ncarol -> bob ACK @2`,
      },
      {
        trap: 'the other call lies outside of the trace: no more than a hint',
        flow: 'alice -> bob INVITE sdp\n  Replaces: other@example.com;to-tag=a;from-tag=b',
        atMost: 'info',
      },
      {
        trap: 'the call to be replaced is in the trace, and the INVITE is accepted',
        flow: `${UP}\ncarol -> bob INVITE sdp @2\n  Replaces: 1-8f1c3d5a7b@example.com;to-tag=bob-tag-1;from-tag=alice-tag-1\nbob -> carol 180 @2`,
      },
      {
        trap: 'the other call lies outside of the trace: no more than a hint',
        flow: 'alice -> bob INVITE sdp\n  Replaces: other@example.com;to-tag=a;from-tag=b\nbob -> alice 200 sdp\nalice -> bob ACK',
      },
    ],
  },
  {
    rule: 'X04',
    fires: [
      {
        shows: 'no NOTIFY',
        flow: `${REFER}\n${laterCall('60s')}`,
        finding: { ghost: { after: 5, from: 0, to: 1, label: 'NOTIFY' } },
      },
      {
        shows: 'NOTIFY refused',
        flow: `${REFER}\nalice -> bob NOTIFY sipfrag 100\nbob -> alice 481`,
        finding: { title: 'Report of the transfer refused' },
      },
      {
        shows: 'an answer to a NOTIFY of the other side is no report',
        flow: `${REFER}\nbob -> alice NOTIFY\n  Event: talk\nalice -> bob 200\n${laterCall('60s')}`,
        finding: { ghost: { after: 5, from: 0, to: 1, label: 'NOTIFY' } },
      },
    ],
    near: [
      {
        trap: 'Refer-Sub: false says that none will come (RFC 4488)',
        flow: `${UP}\nbob -> alice REFER refer-to carol\n  Refer-Sub: false\nalice -> bob 202\n${laterCall('60s')}`,
      },
      { trap: 'the trace ends before', flow: `${REFER}\n${laterCall('5s')}` },
      {
        trap: 'the NOTIFY goes in a direction that was not captured',
        flow: `alice x> bob INVITE sdp
          bob -> alice 200 sdp
          alice x> bob ACK
          bob -> alice REFER refer-to carol
          alice -> bob 202
          alice x> bob NOTIFY sipfrag 200
          bob -> eve OPTIONS @2
          ${laterCall('60s')}`.replace('alice -> bob 202', 'alice x> bob 202'),
      },
      {
        trap: 'the NOTIFY is missing from the trace, and the answer to it is there',
        flow: `${REFER}\nalice x> bob NOTIFY sipfrag 200\nbob -> alice 200\n${laterCall('60s')}`,
      },
      { trap: 'the trace ends before', flow: `${REFER}\n${report(100)}` },
    ],
  },
  {
    rule: 'X05',
    fires: [
      {
        shows: 'no BYE',
        flow: `${REFER}\n${report(200, 'terminated;reason=noresource')}\n${laterCall('60s')}`,
        finding: { ghost: { after: 6, from: 1, to: 0, label: 'BYE' } },
      },
      {
        shows: 'the BYE comes a minute later; other transfers fail, are under way or begin no call',
        flow: `${REFER}
          ${report(200, 'terminated;reason=noresource')}
          ${second(`${REFER}\n${report(486, 'terminated;reason=noresource')}`)}
          ${second(`${REFER}\n${report(100)}`).replaceAll('@2', '@3')}
          carol -> dave REFER refer-to eve @4
          dave -> carol 202 @4
          dave -> carol NOTIFY sipfrag 200 @4
          carol -> dave 200 @4
          bob -> alice BYE +60s
          alice -> bob 200`,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'the BYE follows',
        flow: `${REFER}\n${report(200)}\nbob -> alice BYE\nalice -> bob 200\n${laterCall('60s')}`,
      },
      { trap: 'the trace ends before', flow: `${REFER}\n${report(200)}` },
    ],
  },
  {
    rule: 'X06',
    fires: [
      {
        shows: 'Diversion',
        flow: 'alice -> bob INVITE sdp\n  Diversion: <sip:dora@example.com>;reason=no-answer, <sip:carl@example.com>;reason=unconditional',
        finding: { severity: 'info' },
        says: /forwarded by carl \(unconditional\) and dora \(no-answer\)\.$/,
      },
      {
        shows: 'History-Info',
        flow: 'alice -> bob INVITE sdp\n  History-Info: <sip:carl@example.com?Reason=SIP%3Bcause%3D302>;index=1, <sip:bob@example.com;cause=302>;index=1.1;mp=1',
        says: /forwarded by carl and bob \(cause 302\)/,
      },
      {
        shows: '181',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 181\nbob -> alice 180',
        says: /Bob .* says that the call is being forwarded \(181\)\.$/,
      },
      {
        shows: 'the same user twice',
        flow: 'alice -> bob INVITE sdp\n  Diversion: <sip:dora@example.com>, <sip:carl@example.com>, <sip:dora@example.com>',
        finding: { severity: 'warning' },
        says: /dora stands in the chain twice: a loop\.$/,
      },
      {
        shows: 'History-Info of a number that was mapped, without a cause',
        flow: 'alice -> bob INVITE sdp\n  History-Info: <sip:carl@example.com>;index=1, <sip:bob@example.com>;index=1.1;mp=1',
        says: /forwarded by bob\.$/,
      },
    ],
    near: [
      {
        trap: 'History-Info has a single entry, as on every call of some networks',
        flow: 'alice -> bob INVITE sdp\n  History-Info: <sip:bob@example.com>;index=1',
      },
    ],
  },
  {
    rule: 'X07',
    fires: [
      {
        shows: 'two devices, and both stay',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          bob -> p1 200 sdp
          p1 -> alice 200
          carol -> p1 200 sdp
          p1 -> alice 200
          alice -> bob ACK
          alice -> carol ACK
          ${laterCall('60s').replaceAll('carol', 'eve')}`,
        says: /2 devices answered this call\. More than one of them stays/,
      },
      {
        shows: 'all but one are ended; another call has one answer',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          bob -> p1 200 sdp
          p1 -> alice 200
          carol -> p1 200 sdp
          p1 -> alice 200
          alice -> bob ACK
          alice -> carol ACK
          alice -> carol BYE
          carol -> alice 200
          dave -> eve INVITE sdp @2
          eve -> dave 200 sdp @2
          dave -> eve ACK @2
          ${laterCall('60s').replaceAll('carol', 'eve')}`,
        finding: { severity: 'info' },
        says: /The caller ended all but one\.$/,
        times: 1,
      },
      {
        shows: 'three devices, and one is ended',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          p1 -> dora INVITE
          bob -> p1 200 sdp
          p1 -> alice 200
          carol -> p1 200 sdp
          p1 -> alice 200
          alice -> bob ACK
          alice -> carol ACK
          dora -> p1 200 sdp
          p1 -> alice 200
          alice -> dora ACK
          alice -> carol BYE
          carol -> alice 200
          ${laterCall('60s').replaceAll('carol', 'eve')}`,
        finding: { severity: 'warning' },
        says: /3 devices answered/,
      },
    ],
    near: [
      {
        trap: 'the others are ended by BYE at once, as they have to be',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          bob -> p1 200 sdp
          p1 -> alice 200
          carol -> p1 200 sdp
          p1 -> alice 200
          alice -> bob ACK
          alice -> carol ACK
          alice -> carol BYE
          carol -> alice 200
          ${laterCall('60s').replaceAll('carol', 'eve')}`,
        atMost: 'info',
      },
      {
        trap: 'the trace ends before',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          bob -> p1 200 sdp
          p1 -> alice 200
          carol -> p1 200 sdp
          p1 -> alice 200`,
        atMost: 'info',
      },
    ],
  },
  {
    rule: 'X08',
    fires: [
      {
        shows: 'accepted, and nothing follows',
        flow: `alice -> zoe INVITE sdp @0\n${REFER}\n${laterCall('60s')}`,
        says: /Alice .* accepted the transfer to carol@192\.0\.2\.\d+, but sent no call there/,
      },
      {
        shows: 'only 100 is reported; what its receiver sends otherwise is no new call',
        flow: `alice -> zoe INVITE sdp @0
          ${UP}
          bob -> alice REFER
            Refer-To: <sip:carol@example.com;user=phone>
          alice -> bob 202
          ${report(100)}
          alice -> bob INVITE sdp
          bob -> alice 200 sdp
          alice -> bob ACK
          alice -> zoe OPTIONS @5
          eve -> alice INVITE sdp @6
          alice -> eve 100 @6
          alice -> carol INVITE sdp @7 +30s
          ${laterCall('60s')}`,
      },
      {
        shows: 'one of three transfers: another one was refused, and of the third the call was placed',
        flow: `alice -> zoe INVITE sdp @0
          ${REFER}
          ${laterCall('60s')}
          ${second(UP)}
          bob -> alice REFER refer-to carol @2
          alice -> bob 403 @2
          … 60s
          eve -> dora INVITE sdp @3
          dora -> eve 200 sdp @3
          eve -> dora ACK @3
          dora -> eve REFER refer-to zoe @3
          eve -> dora 202 @3
          eve -> zoe INVITE sdp @4
          eve -> zoe INVITE sdp @5 +20s`,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'Refer-To asks for another method than INVITE',
        flow: `alice -> zoe INVITE sdp @0\n${UP}\nbob -> alice REFER\n  Refer-To: <sip:carol@example.com;method=SUBSCRIBE>\nalice -> bob 202\n${laterCall('60s')}`,
      },
      {
        trap: 'an attended transfer: the new call has Replaces',
        flow: `alice -> zoe INVITE sdp @0\n${UP}\nbob -> alice REFER\n  Refer-To: <sip:carol@example.com?Replaces=x>\nalice -> bob 202\n${laterCall('60s')}`,
      },
      {
        trap: 'the trace does not have other calls of the receiver: it may call where nothing is captured',
        flow: `${UP.replaceAll('alice', 'tmp').replaceAll('bob', 'alice').replaceAll('tmp', 'bob')}\n… 10s\nbob -> alice REFER refer-to carol\nalice -> bob 202\n${laterCall('60s')}`,
      },
      {
        trap: 'a report says how it went',
        flow: `alice -> zoe INVITE sdp @0\n${REFER}\n${report(200)}\n${laterCall('60s')}`,
      },
      { trap: 'the trace ends before', flow: `alice -> zoe INVITE sdp @0\n${REFER}` },
      {
        trap: 'Refer-To asks for another method than INVITE',
        flow: `alice -> zoe INVITE sdp @0\n${UP}\nbob -> alice REFER\n  Refer-To: <http://example.com/picture>\nalice -> bob 202\n${laterCall('60s')}`,
      },
    ],
  },
];
