import type { RuleCases } from '../../support/diagnose.ts';
import { laterCall } from './silence.ts';

const UP = 'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200 sdp +3s\nalice -> bob ACK';
const byeAfter = (seconds: number, detail = '') => `… ${seconds}s\nalice -> bob BYE\n${detail}\nbob -> alice 200`;
const TIMED = `alice -> bob INVITE sdp
  bob -> alice 200 sdp
    Session-Expires: 1800;refresher=uac
  alice -> bob ACK`;
const cancelled = (wait: string, before = 'bob -> alice 100') => `alice -> bob INVITE sdp
  ${before}
  alice -> bob CANCEL ${wait}
  bob -> alice 200
  bob -> alice 487
  alice -> bob ACK`;
const twoCalls = (first: number, second: number) =>
  [first, second]
    .map(
      (seconds, i) => `alice -> bob INVITE sdp @t${i}
        bob -> alice 200 sdp @t${i}
        alice -> bob ACK @t${i}
        … ${seconds}s
        alice -> bob BYE @t${i}
        bob -> alice 200 @t${i}`,
    )
    .join('\n');

export const DROP_CASES: readonly RuleCases[] = [
  {
    rule: 'C02',
    fires: [
      {
        shows: 'hung up after 1.5 s',
        flow: `${UP}\nalice -> bob BYE +1500ms\nbob -> alice 200`,
        says: /Answered and hung up after 1\.51 s\. That is typical of a call without sound/,
      },
      { shows: 'one short call among three', flow: `${twoCalls(60, 90)}\n${UP}\n${byeAfter(1)}` },
      {
        shows: 'a test tool',
        flow: `${UP.replace('INVITE sdp', 'INVITE sdp\n  User-Agent: SIPp')}\n${byeAfter(1)}`,
        finding: { severity: 'info', nextStep: 'Nothing to do: this looks like a test.' },
        says: /hung up after 1\.\d+ s\.$/,
      },
    ],
    near: [
      {
        trap: 'a test tool made the call',
        flow: `alice = 192.0.2.10 "SIPp"\n${UP.replace('INVITE sdp', 'INVITE sdp\n  User-Agent: SIPp')}\n${byeAfter(1)}`,
        atMost: 'info',
      },
      {
        trap: 'most calls of the trace are this short',
        flow: `${twoCalls(1, 1)}\n${UP}\n${byeAfter(1)}`,
        atMost: 'info',
      },
      {
        trap: 'everything runs on one machine',
        flow: `alice = 127.0.0.1\nbob = 127.0.0.2\n${UP}\n${byeAfter(1)}`,
        atMost: 'info',
      },
    ],
  },
  {
    rule: 'C03',
    fires: [
      {
        shows: 'half an hour less 32 s',
        flow: `${TIMED}\n${byeAfter(1768).replace('alice -> bob BYE', 'bob -> alice BYE').replace('bob -> alice 200', 'alice -> bob 200')}`,
        finding: { confidence: 'certain', headline: true, messages: [1, 3] },
        says: /Nobody \(it was up to the caller, Alice .*\) refreshed it in time, so Bob .* hung up after 29 min 28 s/,
      },
      { shows: 'at the end of the interval', flow: `${TIMED}\n${byeAfter(1800)}` },
      {
        shows: 'nobody was named to refresh it',
        flow: `${TIMED.replace(';refresher=uac', '')}\n${byeAfter(1768)}`,
        says: /Nobody refreshed it in time/,
      },
      {
        shows: 'a minute late',
        flow: `${TIMED}\n${byeAfter(1860)}`,
        finding: { confidence: 'likely' },
      },
      {
        shows: 'the second refresh is refused',
        flow: `${TIMED}
          … 900s
          alice -> bob UPDATE
          bob -> alice 200
            Session-Expires: 1800;refresher=uac
          … 900s
          alice -> bob UPDATE
          bob -> alice 500
          ${byeAfter(868)}`,
        finding: { messages: [4, 5, 6, 7] },
      },
    ],
    near: [
      {
        trap: 'a refresh succeeded in the meantime',
        flow: `${TIMED}
          … 900s
          alice -> bob UPDATE
          bob -> alice 200
            Session-Expires: 1800;refresher=uac
          ${byeAfter(868)}`,
      },
      {
        trap: 'the 2xx to a later INVITE or UPDATE has no Session-Expires: the timer is off',
        flow: `${TIMED}\nalice -> bob UPDATE\nbob -> alice 200\n${byeAfter(1768)}`,
      },
      { trap: 'somebody hangs up at another time', flow: `${TIMED}\n${byeAfter(900)}` },
      {
        trap: 'refreshes of one side are not in the trace',
        flow: `alice x> bob INVITE sdp
          bob -> alice 200 sdp
            Session-Expires: 1800
          bob -> carol OPTIONS @2
          bob -> alice BYE +1768s`,
      },
    ],
  },
  {
    rule: 'C04',
    fires: [
      {
        shows: 'two calls of a minute',
        flow: twoCalls(60, 61),
        says: /2 calls of this trace ended after just about 1 min/,
      },
      {
        shows: 'two calls of a minute among many long ones',
        flow: `${twoCalls(60, 61)}\n${[500, 530, 560, 640, 670, 700, 730, 760].map((s, i) => twoCalls(s, s).replaceAll('@t', `@${i}x`)).join('\n')}`,
      },
    ],
    near: [
      { trap: 'only one call does', flow: twoCalls(60, 1000) },
      {
        trap: 'calls of all lengths are as frequent',
        flow: `${twoCalls(60, 60)}\n${[50, 52, 54, 56, 64, 66, 68, 70].map((s, i) => twoCalls(s, s).replaceAll('@t', `@${i}x`)).join('\n')}`,
      },
      {
        trap: 'a session timer or a missing ACK explains it',
        flow: ['@1', '@2']
          .map((call) => `${TIMED}\n${byeAfter(1800)}`.replace(/(?<=INVITE sdp|200 sdp|ACK|BYE|200$)/gm, ` ${call}`))
          .join('\n'),
      },
    ],
  },
  {
    rule: 'C05',
    fires: [
      {
        shows: '481 to the BYE',
        flow: `${UP}\n… 20s\nalice -> bob BYE\nbob -> alice 481`,
        says: /Bob .* answered the BYE with 481 .* had ended there already/,
      },
      {
        shows: 'neither side knows the tags of the other',
        flow: `${UP}\n… 20s\nalice -> bob BYE\nbob -> alice 481\nbob -> alice BYE +5s\nalice -> bob 481`,
      },
      {
        shows: '481 to the BYE, and the other side hangs up by itself later',
        flow: `${UP}\n… 20s\nalice -> bob BYE\nbob -> alice 481\nbob -> alice BYE +5s\nalice -> bob 200`,
        finding: { severity: 'warning' },
      },
      {
        shows: '481 to the BYE that logs in',
        flow: `${UP}\n… 20s\nalice -> bob BYE\nbob -> alice 407\nalice -> bob BYE\nbob -> alice 481`,
        finding: { severity: 'warning' },
      },
    ],
    near: [
      {
        trap: 'the other side had sent its own BYE already',
        flow: `${UP}\n… 20s\nbob -> alice BYE\nalice -> bob BYE\nbob -> alice 481\nalice -> bob 200`,
        atMost: 'info',
      },
      {
        trap: 'an earlier copy of the BYE was answered with 200',
        flow: `${UP}\n… 20s\nalice -> bob BYE\nbob -> alice 200\nalice -> bob BYE\nbob -> alice 481`,
        atMost: 'info',
      },
      {
        trap: 'the other side had sent its own BYE already',
        flow: `${UP}\n… 20s\nbob -> alice BYE\nalice -> bob BYE\nbob -> alice 481\nalice -> bob 481`,
        atMost: 'info',
      },
    ],
  },
  {
    rule: 'C06',
    fires: [
      {
        shows: '481 to an UPDATE',
        flow: `${UP}\n… 60s\nalice -> bob UPDATE\nbob -> alice 481\nalice -> bob BYE\nbob -> alice 481`,
        finding: { headline: true },
        says: /Bob .* answered the UPDATE inside the call with 481 .* so Alice .* ended the call/,
      },
      {
        shows: 'a re-INVITE without an answer',
        flow: `${UP}
          … 60s
          alice -> bob INVITE sdp
          alice -> bob INVITE again +500ms
          alice -> bob BYE +32s
          bob -> alice 200`,
        says: /with nothing at all/,
      },
      {
        shows: '408 to an UPDATE',
        flow: `${UP}\n… 60s\nalice -> bob UPDATE\nbob -> alice 408\nalice -> bob BYE\nbob -> alice 200`,
        says: /with 408/,
      },
    ],
    near: [
      {
        trap: 'a NOTIFY or CANCEL gets 481: only the subscription or the CANCEL ends',
        flow: `${UP}\nalice -> bob NOTIFY\nbob -> alice 481\nalice -> bob BYE\nbob -> alice 200`,
      },
      { trap: 'the BYE itself gets 408 or 481', flow: `${UP}\n… 9s\nalice -> bob BYE\nbob -> alice 481` },
      {
        trap: 'the call goes on, or the other side hangs up',
        flow: `${UP}\nalice -> bob UPDATE\nbob -> alice 481\n${byeAfter(30)}`,
      },
      {
        trap: 'the call goes on, or the other side hangs up',
        flow: `${UP}\nalice -> bob UPDATE\nbob -> alice 481\nbob -> alice BYE\nalice -> bob 200`,
      },
      {
        trap: 'the call goes on, or the other side hangs up',
        flow: `${UP}\nalice -> bob INFO\nalice -> bob INFO again +500ms\nalice -> bob BYE +9s\nbob -> alice 200\n${laterCall('60s')}`,
      },
      {
        trap: 'the call goes on, or the other side hangs up',
        flow: `${UP}\nalice -> bob INFO\nalice -> bob INFO again +500ms\n${byeAfter(300)}`,
      },
    ],
  },
  {
    rule: 'C07',
    fires: [
      {
        shows: 'a network cause',
        flow: `${UP}\n${byeAfter(20, '  Reason: Q.850;cause=38;text="Network out of order"')}`,
        finding: { severity: 'warning' },
        says: /gives a reason with its BYE: Q\.850 38, “Network out of order”\. The network is broken/,
      },
      {
        shows: 'a cause of Asterisk',
        flow: `${UP}\n${byeAfter(20, '  X-Asterisk-HangupCause: Normal Clearing\n  X-Asterisk-HangupCauseCode: 16')}`,
        finding: { confidence: 'likely' },
        says: /gives the cause 16 “Normal Clearing”/,
      },
      {
        shows: 'normal clearing',
        flow: `${UP}\n${byeAfter(20, '  Reason: Q.850;cause=16')}`,
        says: /Q\.850 16, normal call clearing/,
      },
      {
        shows: 'a CANCEL by a timer',
        flow: cancelled('+3s\n  Reason: Q.850;cause=102;text="Timer expiry"', 'bob -> alice 180'),
        finding: { severity: 'warning' },
        says: /with its CANCEL: Q\.850 102, “Timer expiry”/,
      },
      {
        shows: 'a network cause of Asterisk, without a text',
        flow: `${UP}\n${byeAfter(20, '  X-Asterisk-HangupCauseCode: 38')}`,
        finding: { severity: 'warning' },
        says: /gives the cause 38\.$/,
      },
      {
        shows: 'a text of Asterisk, without a cause',
        flow: `${UP}\n${byeAfter(20, '  X-Asterisk-HangupCause: Call Rejected')}`,
        says: /gives the cause “Call Rejected”/,
      },
      {
        shows: 'a protocol without a cause',
        flow: `${UP}\n${byeAfter(20, '  Reason: Q.850;text="RTP timeout"')}`,
        says: /with its BYE: Q\.850, “RTP timeout”/,
      },
      ...[3, 25, 27, 41].map((cause) => ({
        shows: `${cause} of Q.850 speaks of the network`,
        flow: `${UP}\n${byeAfter(20, `  Reason: Q.850;cause=${cause}`)}`,
        finding: { severity: 'warning' as const },
      })),
      ...[408, 481, 503].map((cause) => ({
        shows: `${cause} of SIP speaks of a failure`,
        flow: `${UP}\n${byeAfter(20, `  Reason: SIP;cause=${cause}`)}`,
        finding: { severity: 'warning' as const },
        says: new RegExp(`SIP ${cause}\\.`),
      })),
    ],
    near: [
      {
        trap: 'the call was completed elsewhere (SIP cause 200): no failure',
        flow: cancelled('+3s\n  Reason: SIP;cause=200;text="Call completed elsewhere"'),
        atMost: 'info',
      },
      { trap: 'a normal cause such as 16', flow: `${UP}\n${byeAfter(20, '  Reason: Q.850;cause=16')}`, atMost: 'info' },
      {
        trap: 'a normal cause such as 16',
        flow: `${UP}\n${byeAfter(20, '  Reason: Q.850;cause=127;text="Interworking"')}`,
        atMost: 'info',
      },
      {
        trap: 'a normal cause such as 16',
        flow: `${UP}\n${byeAfter(20, '  Reason: SIP;cause=603;text="Decline"')}`,
        atMost: 'info',
      },
    ],
  },
  {
    rule: 'C08',
    fires: [
      {
        shows: 'the session timer ran out',
        flow: `${TIMED}\n${laterCall('2000s')}`,
        says: /its session of 30 min ran out/,
      },
      {
        shows: 'a request without an answer',
        flow: `${UP}\nalice -> bob INFO\nalice -> bob INFO again +500ms\n${laterCall('100s')}`,
        says: /a INFO inside it got no answer/,
      },
    ],
    near: [
      { trap: 'the trace just ends: a healthy call is silent for hours', flow: TIMED },
      { trap: 'nothing says that it is dead', flow: `${UP}\n${laterCall('3600s')}` },
      {
        trap: 'the trace just ends: a healthy call is silent for hours',
        flow: `${TIMED.replace('1800', '90')}\nalice -> bob INFO +100s\nbob -> alice 200`,
      },
      { trap: 'the trace just ends: a healthy call is silent for hours', flow: `${TIMED}\n${laterCall('600s')}` },
      { trap: 'nothing says that it is dead', flow: `${TIMED}\n${byeAfter(900)}\n${laterCall('3600s')}` },
      {
        trap: 'nothing says that it is dead',
        flow: `transport tcp\n${UP}\nalice -> bob INFO\nbob -> alice 200\n${laterCall('3600s')}`,
      },
    ],
  },
  {
    rule: 'C09',
    fires: [
      {
        shows: 'the callee hangs up before the ACK',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 200 sdp\nbob -> alice BYE\nalice -> bob ACK\nalice -> bob 200',
      },
    ],
    near: [
      {
        trap: 'the ACK passes beside the point of capture',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 200 sdp\nalice x> bob ACK\nbob -> alice BYE +9s\nalice -> bob 200',
      },
      {
        trap: 'the caller ends an early dialog with BYE: it may',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\nalice -> bob BYE\nbob -> alice 200\nbob -> alice 487 INVITE\nalice -> bob ACK',
      },
      {
        trap: 'the trace starts in the middle of the call',
        flow: 'alice x> bob INVITE sdp\nbob -> alice 200 sdp\nbob -> alice BYE\nalice -> bob ACK\nalice -> bob 200',
      },
    ],
  },
  {
    rule: 'C10',
    fires: [
      {
        shows: 'answered at the same moment, and put right',
        flow: `alice -> bob INVITE sdp
          bob -> alice 180
          bob -> alice 200 sdp
          alice -> bob CANCEL +1ms
          bob -> alice 200 CANCEL
          alice -> bob ACK
          alice -> bob BYE
          bob -> alice 200
          ${laterCall('60s')}`,
        finding: { severity: 'info' },
        says: /ACK and BYE are right then/,
      },
      {
        shows: 'the call stays up',
        flow: `alice -> bob INVITE sdp
          bob -> alice 180
          alice -> bob CANCEL
          bob -> alice 200 INVITE sdp
          bob -> alice 200 CANCEL
          alice -> bob ACK
          ${laterCall('60s')}`,
        finding: { severity: 'error', title: 'Cancelled, but the call is up' },
        says: /It did not send BYE afterwards/,
      },
    ],
    near: [
      {
        trap: 'the trace ends before the BYE was due',
        flow: `alice -> bob INVITE sdp\nbob -> alice 180\nalice -> bob CANCEL\nbob -> alice 200 INVITE sdp\nalice -> bob ACK`,
        atMost: 'info',
      },
    ],
  },
  {
    rule: 'C11',
    fires: [
      {
        shows: 'no 487 comes',
        flow: `alice -> bob INVITE sdp\nbob -> alice 180\nalice -> bob CANCEL\nbob -> alice 200\n${laterCall('60s')}`,
        finding: { ghost: { after: 3, from: 1, to: 0, label: '487' } },
        says: /accepted the CANCEL, but never closed the INVITE/,
      },
      {
        shows: 'nothing comes at all',
        flow: `alice -> bob INVITE sdp\nbob -> alice 180\nalice -> bob CANCEL\nalice -> bob CANCEL again +500ms\n${laterCall('60s')}`,
        says: /did not answer the CANCEL, but never closed the INVITE/,
      },
    ],
    near: [
      {
        trap: 'the INVITE was answered all the same',
        flow: `alice -> bob INVITE sdp\nbob -> alice 180\nalice -> bob CANCEL\nbob -> alice 200 INVITE sdp\n${laterCall('60s')}`,
      },
      {
        trap: 'answers in this direction were not captured',
        flow: `alice -> bob INVITE sdp\nalice -> bob CANCEL\nalice -> carol OPTIONS @2\n${laterCall('60s').replaceAll('carol', 'eve')}`,
      },
      {
        trap: 'the trace ends sooner',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\nalice -> bob CANCEL\nbob -> alice 200',
      },
    ],
  },
  {
    rule: 'C12',
    fires: [
      {
        shows: 'a CANCEL before any response',
        flow: 'alice -> bob INVITE sdp\nalice -> bob CANCEL\nbob -> alice 481 CANCEL\nbob -> alice 180 INVITE',
        says: /sent before the far side had said anything/,
      },
      {
        shows: 'a CANCEL with another branch',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\nalice -> bob CANCEL\n  Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-other\nbob -> alice 481 CANCEL\nbob -> alice 200 INVITE sdp +2s\nalice -> bob ACK',
        says: /it does not match the INVITE/,
      },
      {
        shows: 'a CANCEL with another branch after 100',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 100\nalice -> bob CANCEL\n  Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-other\nbob -> alice 481 CANCEL',
        says: /it does not match the INVITE/,
      },
      {
        shows: 'a CANCEL of the INVITE that logs in',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 407\nalice -> bob ACK\nalice -> bob INVITE sdp\nalice -> bob CANCEL\nbob -> alice 481 CANCEL\nbob -> alice 180 INVITE',
        finding: { messages: [3, 4, 5] },
        says: /sent before the far side had said anything/,
      },
    ],
    near: [
      {
        trap: 'the INVITE had its final response already: the CANCEL came too late',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 486\nalice -> bob CANCEL\nbob -> alice 481 CANCEL\nalice -> bob ACK',
      },
      {
        trap: 'the INVITE had its final response already: the CANCEL came too late',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 407\nalice -> bob ACK\nalice -> bob INVITE sdp\nbob -> alice 486\nalice -> bob CANCEL\nbob -> alice 481 CANCEL\nalice -> bob ACK',
      },
      {
        trap: 'the INVITE had its final response already: the CANCEL came too late',
        flow: `proxy p1
          alice x> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> carol INVITE
          bob -> p1 486
          p1 -> bob ACK
          p1 -> bob CANCEL
          bob -> p1 481 CANCEL`,
      },
    ],
  },
  {
    rule: 'C13',
    fires: [
      {
        shows: 'the CANCEL says so',
        flow: cancelled('+3s\n  Reason: SIP;cause=200;text="Call completed elsewhere"', 'bob -> alice 180'),
        says: /another device took it/,
      },
      {
        shows: 'another branch was answered',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE sdp
          p1 -> carol INVITE sdp
          carol -> p1 180
          bob -> p1 180
          carol -> p1 200 sdp
          p1 -> alice 200 sdp
          p1 -> bob CANCEL
          bob -> p1 200
          bob -> p1 487
          p1 -> bob ACK`,
        says: /192\.0\.2\.12:5060 did not miss this call: it was answered at Bob/,
      },
      {
        shows: 'a gateway says it with a cause of ISDN',
        flow: cancelled('+3s\n  Reason: Q.850;cause=26', 'bob -> alice 180'),
      },
      { shows: 'the code alone', flow: cancelled('+3s\n  Reason: SIP;cause=200', 'bob -> alice 180') },
      {
        shows: 'the words alone',
        flow: cancelled('+3s\n  Reason: SIP;text="Answered elsewhere"', 'bob -> alice 180'),
      },
    ],
    near: [
      {
        trap: 'the caller gave up: nothing says elsewhere, and no branch was answered',
        flow: cancelled('+9s', 'bob -> alice 180'),
      },
      {
        trap: 'the caller gave up: nothing says elsewhere, and no branch was answered',
        flow: cancelled('+9s\n  Reason: Q.850;cause=16', 'bob -> alice 180'),
      },
      {
        trap: 'the caller gave up: nothing says elsewhere, and no branch was answered',
        flow: cancelled('+9s\n  Reason: SIP;cause=487', 'bob -> alice 180'),
      },
      {
        trap: 'the caller gave up: nothing says elsewhere, and no branch was answered',
        flow: cancelled('+1s', 'bob -> alice 183 sdp rel\nalice -> bob PRACK\nbob -> alice 200'),
      },
      {
        trap: 'the caller gave up: nothing says elsewhere, and no branch was answered',
        flow: `alice -> bob INVITE sdp
          bob -> alice 180
          bob -> alice 200 sdp +3s
          alice -> bob CANCEL +1ms
          bob -> alice 200 CANCEL
          alice -> bob ACK`,
      },
      {
        trap: 'the caller gave up: nothing says elsewhere, and no branch was answered',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE sdp
          bob -> p1 180
          p1 -> bob CANCEL +20s
          bob -> p1 200
          bob -> p1 487
          p1 -> bob ACK
          p1 -> carol INVITE sdp
          carol -> p1 200 sdp +3s
          p1 -> alice 200 sdp`,
      },
    ],
  },
  {
    rule: 'C14',
    fires: [
      {
        shows: 'an RTP timeout',
        flow: `${UP}\n${byeAfter(30, '  Reason: X;text="RTP timeout"')}`,
        says: /hung up because it heard no media from Bob .*: “RTP timeout”/,
      },
    ],
    near: [
      {
        trap: 'the Reason speaks of something else',
        flow: `${UP}\n${byeAfter(30, '  Reason: SIP;cause=200;text="Bye"')}`,
      },
    ],
  },
  {
    rule: 'C15',
    fires: [
      {
        shows: 'a re-INVITE 5 s after the BYE',
        flow: `${UP}\n${byeAfter(10)}\nbob -> alice INVITE sdp +5s\nalice -> bob 481\nbob -> alice ACK`,
        says: /still sent INVITE after the call had ended, and got 481/,
      },
      {
        shows: 'the side that hung up sends more, and gets no answer',
        flow: `${UP}\n${byeAfter(10)}\nalice -> bob INFO +5s`,
        says: /Alice .* still sent INFO after the call had ended\.$/,
      },
    ],
    near: [
      {
        trap: 'a late NOTIFY of a transfer',
        flow: `${UP}\n${byeAfter(10)}\nbob -> alice NOTIFY sipfrag 200 +5s\nalice -> bob 200`,
      },
      { trap: 'it crossed the BYE', flow: `${UP}\n${byeAfter(10)}\nbob -> alice INFO +100ms\nalice -> bob 481` },
      {
        trap: 'the call came up again under the same Call-ID',
        flow: `${UP}
          ${byeAfter(10)}
          alice -> bob INVITE sdp fresh +5s
          bob -> alice 200 sdp
          alice -> bob ACK
          alice -> bob INFO
          bob -> alice 200`,
      },
    ],
  },
  {
    rule: 'C16',
    fires: [{ shows: '9 s of silence', flow: cancelled('+9s'), says: /Alice .* gave up after 9\.01 s of silence/ }],
    near: [
      {
        trap: 'the call was answered elsewhere',
        flow: cancelled('+9s\n  Reason: SIP;cause=200'),
      },
      {
        trap: 'the CANCEL comes from a proxy that tries another branch',
        flow: `alice -> bob INVITE sdp
          bob -> alice 100
          alice -> bob CANCEL +9s
          alice -> carol INVITE sdp to carol cseq 1
          bob -> alice 200 CANCEL
          bob -> alice 487 INVITE
          alice -> bob ACK`,
      },
      {
        trap: 'ringing was on its way in a direction that was not captured',
        flow: `alice -> bob INVITE sdp
          bob x> alice 180
          alice -> carol OPTIONS @2
          alice -> bob CANCEL +9s
          ${laterCall('60s').replaceAll('carol', 'eve')}`,
      },
      { trap: 'it had been ringing', flow: cancelled('+9s', 'bob -> alice 180') },
    ],
  },
  {
    rule: 'C17',
    fires: [
      {
        shows: 'the ring time ran out',
        flow: 'alice -> bob INVITE sdp\n  Expires: 60\nbob -> alice 180\nbob -> alice 487 +60s\nalice -> bob ACK',
        says: /Bob .* ended the call itself after 1 min: its ring time ran out, or the Expires of the INVITE \(“60” s\)/,
      },
      {
        shows: 'no Expires in the INVITE',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 487 +60s\nalice -> bob ACK',
        says: /its ring time ran out\.$/,
      },
    ],
    near: [
      {
        trap: 'the CANCEL may not have been captured',
        flow: 'alice x> bob INVITE sdp\nbob -> alice 180\nbob -> alice 487 +60s',
      },
      {
        trap: 'the caller ended the early dialog with BYE',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\nalice -> bob BYE +9s\nbob -> alice 200\nbob -> alice 487 INVITE\nalice -> bob ACK',
      },
      {
        trap: 'the CANCEL may not have been captured',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          bob -> p1 180
          p1 -> alice 180
          alice x> p1 CANCEL +20s
          p1 -> bob CANCEL
          bob -> p1 200
          bob -> p1 487
          p1 -> bob ACK
          p1 -> alice 487
          alice -> p1 ACK`,
      },
    ],
  },
];
