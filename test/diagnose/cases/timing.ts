import type { RuleCases } from '../../support/diagnose.ts';
import { laterCall } from './silence.ts';

const ANSWERED = `bob -> alice 180
  bob -> alice 200 sdp +2s
  alice -> bob ACK
  … 30s
  alice -> bob BYE
  bob -> alice 200`;

const UP = `alice -> bob INVITE sdp\n${ANSWERED.split('\n').slice(0, 3).join('\n')}`;

export const TIMING_CASES: readonly RuleCases[] = [
  {
    rule: 'T02',
    fires: [
      {
        shows: 'ringing for four minutes',
        flow: `alice -> bob INVITE sdp\nbob -> alice 180\n${laterCall('240s')}`,
        finding: {
          ghost: { after: 1, from: 1, to: 0, label: 'final response' },
          title: 'Provisional response, then nothing',
        },
        says: /got 180 Ringing and then nothing for 4 min/,
      },
      {
        shows: 'only 100',
        flow: `alice -> bob INVITE sdp\nbob -> alice 100\n${laterCall('40s')}`,
        finding: { severity: 'warning', title: 'Accepted, then lost' },
        says: /confirmed the INVITE with 100 and then nothing came for 40\.0 s/,
      },
      {
        shows: 'ringing without end after a login, the 180 sent again',
        flow: `alice -> bob INVITE sdp
          bob -> alice 407
          alice -> bob ACK
          alice -> bob INVITE sdp
          alice -> bob INVITE again +500ms
          bob -> alice 180
          bob -> alice 180 again +60s
          ${laterCall('240s')}`,
        finding: { messages: [3, 6] },
      },
      {
        shows: 'a proxy keeps the ringing to itself',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> alice 100
          alice -> p1 INVITE again +1ms
          p1 -> bob INVITE
          bob -> p1 180
          ${laterCall('240s')}`,
        finding: { messages: [0, 1], title: 'Accepted, then lost' },
      },
      {
        shows: 'one of two calls: the other was given up',
        flow: `alice -> bob INVITE sdp
          bob -> alice 180
          alice -> bob INVITE sdp @2
          bob -> alice 180 @2
          alice -> bob CANCEL @2 +20s
          ${laterCall('240s')}`,
        times: 1,
      },
    ],
    near: [
      { trap: 'the trace ends sooner', flow: `alice -> bob INVITE sdp\nbob -> alice 180\n${laterCall('60s')}` },
      {
        trap: 'the call was answered at another point of capture',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> alice 100
          p1 -> bob INVITE sdp
          bob -> p1 200 sdp
          ${laterCall('240s')}`,
      },
      {
        trap: 'the caller waits in a queue (182)',
        flow: `alice -> bob INVITE sdp\nbob -> alice 182\n${laterCall('240s')}`,
        atMost: 'info',
      },
      {
        trap: 'the callee’s side repeats its 1xx to keep the call waiting',
        flow: `alice -> bob INVITE sdp
          bob -> alice 180
          bob -> alice 180 again +60s
          bob -> alice 180 again +60s
          bob -> alice 180 again +60s
          bob -> alice 180 again +60s`,
      },
      { trap: 'the trace ends sooner', flow: `alice -> bob INVITE sdp\nbob -> alice 100\n${laterCall('10s')}` },
      {
        trap: 'the call was answered at another point of capture',
        flow: `alice -> bob INVITE sdp
          bob -> alice 180
          bob x> alice 200 sdp
          alice x> bob ACK
          bob -> alice BYE +30s
          alice x> bob 200
          ${laterCall('240s')}`,
      },
    ],
  },
  {
    rule: 'T03',
    fires: [
      {
        shows: 'two repeats on the grid',
        flow: `alice -> bob INVITE sdp
          alice -> bob INVITE again +500ms
          alice -> bob INVITE again +1s
          ${ANSWERED}`,
        finding: { confidence: 'certain', messages: [0, 1, 2, 3], title: 'INVITE retransmitted' },
        says: /repeated its INVITE to Bob .* twice, .* This often is harmless\.$/,
      },
      {
        shows: 'a repeat off the grid',
        flow: `${UP}
          … 20s
          alice -> bob BYE
          alice -> bob BYE again +7s
          bob -> alice 200`,
        finding: { confidence: 'likely', title: 'BYE retransmitted' },
      },
      {
        shows: 'six repeats on the grid of an INVITE',
        flow: `alice -> bob INVITE sdp
          alice -> bob INVITE again +500ms
          alice -> bob INVITE again +1s
          alice -> bob INVITE again +2s
          alice -> bob INVITE again +4s
          alice -> bob INVITE again +8s
          ${ANSWERED}`,
        finding: { confidence: 'certain' },
        says: /5 times, because no answer came in time: loss, delay or a slow peer\.$/,
      },
      {
        shows: 'repeats on the grid of a BYE, four seconds apart in the end',
        flow: `${UP}
          … 20s
          alice -> bob BYE
          alice -> bob BYE again +500ms
          alice -> bob BYE again +1s
          alice -> bob BYE again +2s
          alice -> bob BYE again +4s
          alice -> bob BYE again +4s
          bob -> alice 200`,
        finding: { confidence: 'certain' },
      },
      {
        shows: 'a BYE over UDP, while the INVITE was too big for it (RFC 3261 §18.1.1)',
        flow: `alice -> bob INVITE sdp tcp
          alice -> bob INVITE again tcp +500ms
          bob -> alice 200 sdp tcp
          alice -> bob ACK
          … 20s
          alice -> bob BYE
          alice -> bob BYE again +500ms
          bob -> alice 200`,
        finding: { title: 'BYE retransmitted' },
        times: 1,
      },
    ],
    near: [
      {
        trap: 'the capture doubled a packet: both copies stand less than 20 ms apart',
        flow: `alice -> bob INVITE sdp\nalice -> bob INVITE again +1ms\n${ANSWERED}`,
      },
      {
        trap: 'the same request at the next hop has another branch',
        flow: 'alice -> bob INVITE sdp via p1\nbob -> alice 200 sdp via p1\nalice -> bob ACK via p1',
      },
      {
        trap: 'no response came at all: that is a finding of its own',
        flow: 'alice -> bob INVITE sdp\nalice -> bob INVITE again +500ms\nalice -> bob INVITE again +1s',
      },
      {
        trap: 'an ACK is repeated because the 200 was',
        flow: `${UP}\nbob -> alice 200 again +500ms\nalice -> bob ACK again +2ms`,
      },
    ],
  },
  {
    rule: 'T07',
    fires: [
      {
        shows: 'every packet twice',
        flow: `alice -> bob INVITE sdp
          alice -> bob INVITE again +10us
          bob -> alice 200 sdp
          bob -> alice 200 again +10us`,
        finding: { messages: [0, 1, 2, 3] },
        says: /2 messages of 4 .* two interfaces/,
      },
      {
        shows: 'one packet twice',
        flow: `alice -> bob INVITE sdp\nalice -> bob INVITE again +10us\n${ANSWERED}`,
        says: /1 message of 7 in this call is a duplicate of the capture, not retransmissions\.$/,
      },
    ],
    near: [
      {
        trap: 'the time stamps are too coarse to tell',
        flow: 'stamps coarse\nalice -> bob INVITE sdp\nalice -> bob INVITE again +0ms',
      },
      {
        trap: 'the copies stand further apart: they are retransmissions',
        flow: 'alice -> bob INVITE sdp\nalice -> bob INVITE again +500ms',
      },
      {
        trap: 'the second copy comes from another capture',
        flow: 'alice -> bob INVITE sdp\nalice -> bob INVITE again in 1 +1ms',
      },
      {
        trap: 'the second copy comes from another capture',
        flow: 'alice -> bob INVITE sdp\nalice -> bob INVITE again +500ms\nalice -> bob INVITE again in 1 +1ms',
      },
    ],
  },
  {
    rule: 'T08',
    fires: [
      {
        shows: 'a BYE without an answer',
        flow: `${UP}
          … 20s
          alice -> bob BYE
          alice -> bob BYE again +500ms
          alice -> bob BYE again +1s
          ${laterCall('40s')}`,
        finding: { title: 'BYE never answered', ghost: { after: 6, from: 1, to: 0, label: '200 OK' } },
        says: /sent BYE to Bob .* 3 times and got no answer\. The call is over anyway/,
      },
      {
        shows: 'a session that nobody answers for any more',
        flow: `${UP}
          … 20s
          alice -> bob OPTIONS
          alice -> bob OPTIONS again +500ms
          alice -> bob INVITE sdp +10s
          alice -> bob INVITE again +500ms
          ${laterCall('60s')}`,
        finding: { title: 'OPTIONS never answered' },
        says: /sent OPTIONS to Bob .* twice and got no answer\.$/,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'the trace ends before the sender had to give up',
        flow: `${UP}\nalice -> bob BYE\nalice -> bob BYE again +500ms\n${laterCall('5s')}`,
      },
      {
        trap: 'answers in this direction were not captured',
        flow: `alice -> bob INVITE sdp
          bob x> alice 200 sdp
          alice -> bob ACK
          … 20s
          alice -> bob BYE
          alice -> bob BYE again +500ms
          ${laterCall('60s')}`,
      },
      {
        trap: 'another capture point shows the answer',
        flow: `alice = 10.0.0.1
          nat = 192.0.2.99
          ${UP}
          alice -> bob BYE
            Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK-x
          nat -> bob BYE to bob in 1
            Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK-x
            CSeq: 2 BYE
          bob -> nat 200 in 1
          ${laterCall('60s')}`,
      },
      {
        trap: 'OPTIONS, REGISTER and CANCEL have rules of their own',
        flow: `alice -> bob OPTIONS @o\nalice -> bob OPTIONS again @o +500ms\nalice -> bob REGISTER @r\nalice -> bob REGISTER again @r +500ms\n${laterCall('60s')}`,
      },
    ],
  },
  {
    rule: 'T12',
    fires: [
      {
        shows: 'a 180 before its INVITE, from a capture whose clock is behind',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180 in 1 -2s',
        says: /disagree, by 2\.00 s at least/,
      },
      {
        shows: 'time running backwards in one file',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180 +2s\nbob -> alice 200 sdp -1s',
      },
      {
        shows: 'several responses before their request',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 100 in 1 -2s\nbob -> alice 180 in 1',
        finding: { messages: [1, 0] },
      },
      {
        shows: 'a 100 some milliseconds before its INVITE, which another capture has',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 100 in 1 -2ms\nbob -> alice 180 in 1',
        says: /disagree, by 2 ms at least/,
      },
      {
        shows: 'a 100 before its INVITE in one file, by more than packets change places',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 100 -60ms\nbob -> alice 180',
        says: /disagree, by 60 ms at least/,
      },
    ],
    near: [
      {
        trap: 'packets stand out of order by a few milliseconds',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 100 +2s\nbob -> alice 180 -2ms',
      },
      {
        trap: 'packets stand out of order by a few milliseconds',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 100 -2ms\nbob -> alice 180',
      },
      {
        trap: 'packets stand out of order by a few milliseconds',
        flow: `alice -> bob INVITE sdp
          bob -> alice 180 +2s
          alice -> bob INVITE again
          bob -> alice 200 sdp -2ms
          alice -> bob ACK
          bob -> alice INVITE sdp +5s
          alice -> bob 200 sdp
          bob -> alice ACK`,
      },
    ],
  },
  {
    rule: 'T14',
    fires: [
      {
        shows: '8 s to the 180',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 100\nbob -> alice 180 +8s',
        says: /8\.01 s passed between dialling and the first ring signal.* between 100 Trying and 180 Ringing of Bob/,
      },
      {
        shows: '12 s, a challenge included',
        flow: `alice -> bob INVITE sdp
          bob -> alice 407 +6s
          alice -> bob ACK
          alice -> bob INVITE sdp
          bob -> alice 180 +6s`,
        finding: { severity: 'error' },
      },
      {
        shows: '20 s to the answer, and no ringing',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 100\nbob -> alice 200 sdp +20s\nalice -> bob ACK',
        finding: { severity: 'info' },
        says: /between dialling and the answer, without any ringing before it/,
      },
      {
        shows: '8 s to the first reaction; what comes after the ringing does not count',
        flow: `alice -> bob INVITE sdp
          alice -> bob INVITE again +500ms
          alice -> bob INVITE again +1s
          alice -> bob INVITE again +2s
          bob -> alice 100 +4s
          bob -> alice 180
          bob -> alice 200 sdp +60s
          alice -> bob ACK`,
        finding: { messages: [0, 4, 5] },
        says: /The longest wait was 7\.50 s, between the INVITE and 100 Trying/,
      },
    ],
    near: [
      {
        trap: 'the callee’s side sends no ringing at all: it may just have taken so long to answer',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 100\nbob -> alice 200 sdp +20s\nalice -> bob ACK',
        atMost: 'info',
      },
      {
        trap: 'the time lies between ringing and answer',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180 +1s\nbob -> alice 200 sdp +20s\nalice -> bob ACK',
      },
      {
        trap: 'the callee’s side sends no ringing at all: it may just have taken so long to answer',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 100\nbob -> alice 486 +20s\nalice -> bob ACK',
      },
    ],
  },
  {
    rule: 'T18',
    fires: [
      {
        shows: 'two missed after one that was answered',
        flow: `alice -> bob OPTIONS @1
          bob -> alice 200 @1
          alice -> bob OPTIONS @2 +30s
          alice -> bob OPTIONS @3 +30s
          alice -> bob OPTIONS @4 +60s
          bob -> alice 200 @4`,
        finding: { messages: [0, 2, 3, 4] },
        says: /stopped answering the health check: 2 OPTIONS in a row \(30\.0 s\) got no reply\. Later it answered again/,
      },
      {
        shows: 'only a proxy answers for it',
        flow: `alice -> bob OPTIONS @1
          bob -> alice 408 @1 +32s
          alice -> bob OPTIONS @2 +30s
          bob -> alice 408 @2 +32s`,
        says: /does not answer the health check: 2 OPTIONS in a row \([\d.a-z ]+\) got no reply\. Most/,
      },
      {
        shows: 'a log without times',
        flow: 'clock none\nalice -> bob OPTIONS @1\nbob -> alice 503 @1\nalice -> bob OPTIONS @2\nbob -> alice 503 @2',
        says: /2 OPTIONS in a row got no reply/,
      },
    ],
    near: [
      {
        trap: 'answers in this direction were not captured',
        flow: `alice -> bob OPTIONS @1
          alice -> bob OPTIONS @2 +30s
          alice -> carol OPTIONS @3 +60s`,
      },
      {
        trap: 'the trace ends before the sender had to give up',
        flow: 'alice -> bob OPTIONS @1\nbob -> alice 200 @1\nalice -> bob OPTIONS @2 +5s\nalice -> bob OPTIONS @3 +5s',
      },
      {
        trap: 'the peer refuses OPTIONS (404, 405, 481, 501): it is alive',
        flow: `alice -> bob OPTIONS @1
          bob -> alice 404 @1
          alice -> bob OPTIONS @2 +30s
          bob -> alice 405 @2
          ${laterCall('60s')}`,
      },
      {
        trap: 'a single one is missed',
        flow: `alice -> bob OPTIONS @1
          alice -> bob OPTIONS @2 +30s
          bob -> alice 200 @2
          alice -> bob OPTIONS @3 +30s
          ${laterCall('60s')}`,
      },
      {
        trap: 'a single one is missed',
        flow: `alice -> bob OPTIONS @1
          alice -> bob OPTIONS again @1 +500ms
          alice -> bob OPTIONS again @1 +1s
          ${laterCall('60s')}`,
      },
      {
        trap: 'a single one is missed',
        flow: `alice -> bob OPTIONS @1\nalice -> bob INVITE sdp @2\nalice -> bob INVITE again @2 +500ms\n${laterCall('60s')}`,
      },
      {
        trap: 'a single one is missed',
        flow: `alice -> bob OPTIONS @1
          ${UP.replaceAll(/^.*$/gm, '$& @2').replace(' +2s @2', ' @2 +2s')}
          alice -> bob OPTIONS @2 +30s
          ${laterCall('60s')}`,
      },
    ],
  },
  {
    rule: 'T22',
    fires: [
      {
        shows: 'two calls without a single answer in the trace',
        flow: `alice -> bob INVITE sdp
          bob x> alice 200 sdp
          alice -> bob ACK
          alice -> bob BYE +20s
          bob x> alice 200
          alice -> bob INVITE sdp @2
          bob x> alice 200 sdp @2
          alice -> bob ACK @2`,
        finding: { messages: [0, 1, 2] },
        says: /none of 5 requests has an answer in it/,
        times: 2,
      },
      {
        shows: 'one side of a proxy',
        flow: `proxy p1 record-route
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          bob -> p1 200 sdp
          p1 x> alice 200
          alice -> p1 ACK to bob
          p1 -> bob ACK
          alice -> p1 INFO to bob +5s
          p1 -> bob INFO
          bob -> p1 200
          p1 x> alice 200
          alice -> p1 INFO to bob +5s
          p1 -> bob INFO
          bob -> p1 200
          p1 x> alice 200
          alice -> p1 BYE to bob +5s
          p1 -> bob BYE
          bob -> p1 200
          p1 x> alice 200`,
        finding: { messages: [0, 3, 5, 8, 11] },
        times: 1,
      },
      {
        shows: 'and of two other hosts too little, or some answers',
        flow: `alice -> bob INVITE sdp
          bob x> alice 200 sdp
          alice -> bob ACK
          alice -> bob INFO
          bob x> alice 200
          alice -> bob INFO
          bob x> alice 200
          alice -> bob BYE +20s
          bob x> alice 200
          carol -> dave INVITE sdp @2
          dave x> carol 200 sdp @2
          carol -> dave ACK @2
          eve -> zoe OPTIONS @3
          zoe -> eve 200 @3
          eve -> zoe INVITE sdp @4
          zoe x> eve 200 sdp @4
          eve -> zoe ACK @4
          eve -> zoe INFO @4
          zoe x> eve 200 @4
          eve -> zoe BYE @4 +20s`,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'the far side is really silent: then only retransmissions and new attempts follow',
        flow: `alice -> bob INVITE sdp
          alice -> bob INVITE again +500ms
          alice -> bob INVITE again +1s
          alice -> bob INVITE sdp @2
          alice -> bob INVITE again @2 +500ms
          alice -> bob OPTIONS @3`,
      },
    ],
  },
];
