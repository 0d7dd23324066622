import type { RuleCases } from '../../support/diagnose.ts';

/** An INVITE with the copies that timer A makes. */
const SEVEN = `alice -> bob INVITE sdp
  alice -> bob INVITE again +500ms
  alice -> bob INVITE again +1s
  alice -> bob INVITE again +2s
  alice -> bob INVITE again +4s
  alice -> bob INVITE again +8s
  alice -> bob INVITE again +16s`;

/** Something else that is well, `after` the rest: the trace goes on. */
export function laterCall(after: string): string {
  return `… ${after}
    carol -> dave OPTIONS @later
    dave -> carol 200 @later`;
}

export const SILENCE_CASES: readonly RuleCases[] = [
  {
    rule: 'T01',
    fires: [
      {
        shows: 'seven copies in 31.5 s and no reply',
        flow: SEVEN,
        finding: {
          messages: [0, 1, 2, 3, 4, 5, 6],
          headline: true,
          confidence: 'certain',
          ghost: { after: 6, from: 1, to: 0, label: 'no reply' },
        },
        says: /Bob \(192\.0\.2\.11:5060\) never replied to the INVITE \(7 copies in 31\.5 s\)\. .* could not come back\.$/,
      },
      {
        shows: 'one copy over TCP, and the trace goes on',
        flow: `transport tcp\nalice -> bob INVITE sdp\n${laterCall('40s')}`,
        finding: { confidence: 'certain' },
        says: /never replied to the INVITE \(1 copy\)/,
      },
      {
        shows: 'behind a proxy that gives up with 408',
        flow: `alice -> p1 INVITE sdp to bob
          p1 -> alice 100
          p1 -> bob INVITE sdp
          p1 -> bob INVITE again +500ms
          p1 -> bob INVITE again +1s
          p1 -> bob INVITE again +2s
          p1 -> bob INVITE again +4s
          p1 -> bob INVITE again +8s
          p1 -> bob INVITE again +16s
          p1 -> alice 408
          alice -> p1 ACK`,
        finding: { severity: 'error' },
      },
      {
        shows: 'behind a proxy with a short timer of its own',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          p1 -> bob INVITE again +500ms
          p1 -> alice 408 +1s
          alice -> p1 ACK`,
        finding: { severity: 'error' },
      },
      {
        shows: 'one copy in a log that does not name the transport',
        flow: `transport unknown\nalice -> bob INVITE sdp\n${laterCall('40s')}`,
        finding: { confidence: 'likely' },
      },
      {
        shows: 'two copies in such a log',
        flow: `transport unknown\nalice -> bob INVITE sdp\nalice -> bob INVITE again +500ms\n${laterCall('40s')}`,
        finding: { confidence: 'certain' },
      },
      {
        shows: 'a log without times',
        flow: `clock none\n${SEVEN}`,
        says: /\(7 copies\)/,
      },
      {
        shows: 'the trace ends while it is repeated',
        flow: SEVEN.split('\n').slice(0, 4).join('\n'),
        finding: { severity: 'info', confidence: 'hint', title: 'No reply seen' },
        says: /4 copies in 3\.50 s\), but it ends before the sender gives up/,
      },
      {
        shows: 'only one direction was captured',
        flow: `${SEVEN.split('\n').slice(0, 4).join('\n')}\nalice -> carol INVITE sdp @2\n… 60s\nalice -> dave OPTIONS @3`,
        finding: { severity: 'info', confidence: 'hint' },
        says: /it does not show answers in that direction/,
      },
      {
        shows: 'silence after a login',
        flow: `alice -> bob INVITE sdp\nbob -> alice 407\nalice -> bob ACK\n${SEVEN}`,
        finding: { severity: 'error' },
      },
      {
        shows: 'a change of a call that is up',
        flow: `alice -> bob INVITE sdp\nbob -> alice 200 sdp\nalice -> bob ACK\n${SEVEN}`,
        finding: { severity: 'error' },
      },
      {
        shows: 'behind a proxy that gives up with 480, its own caller having heard of it',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> alice 100
          ${SEVEN.replace('INVITE sdp', 'INVITE').replaceAll('alice -> bob', 'p1 -> bob')}
          p1 -> alice 480
          alice -> p1 ACK`,
        finding: { severity: 'error' },
      },
      {
        shows: 'another phone of the callee is busy',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> carol INVITE
          carol -> p1 486
          p1 -> carol ACK
          ${SEVEN.replace('INVITE sdp', 'INVITE').replaceAll('alice -> bob', 'p1 -> bob')}
          p1 -> alice 486
          alice -> p1 ACK`,
        finding: { severity: 'warning' },
        says: /The call went on by another way\.$/,
      },
      {
        shows: 'another phone of the callee is away, and the proxy reports the silence',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> carol INVITE
          carol -> p1 480
          p1 -> carol ACK
          ${SEVEN.replace('INVITE sdp', 'INVITE').replaceAll('alice -> bob', 'p1 -> bob')}
          p1 -> alice 408
          alice -> p1 ACK`,
        finding: { severity: 'error' },
      },
      {
        shows: 'a change of a call and then its end',
        flow: `alice -> bob INVITE sdp\nbob -> alice 200 sdp\nalice -> bob ACK\n${SEVEN}\nalice -> bob BYE +1s\nalice -> bob BYE again +500ms\n${laterCall('40s')}`,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'the trace ends before the sender had to give up',
        flow: `alice -> bob INVITE sdp
          alice -> bob INVITE again +500ms
          alice -> bob INVITE again +1s
          alice -> bob INVITE again +2s`,
        atMost: 'info',
      },
      { trap: 'the trace ends before the sender had to give up', flow: 'alice -> bob INVITE sdp' },
      {
        trap: 'answers in this direction were not captured',
        flow: `alice -> bob INVITE sdp
          alice -> bob INVITE again +500ms
          bob x> alice 180
          bob x> alice 200 sdp
          alice -> bob ACK
          … 60s
          alice -> bob BYE
          bob x> alice 200`,
      },
      {
        trap: 'answers in this direction were not captured',
        flow: `alice -> bob INVITE sdp @1
          alice -> bob INVITE again @1 +500ms
          alice -> carol INVITE sdp @2
          … 60s
          alice -> dave OPTIONS @3`,
      },
      {
        trap: 'another capture point shows the answer',
        flow: `alice = 192.0.2.10
          nat = 192.0.2.99
          alice -> bob INVITE sdp
          alice -> bob INVITE again +500ms
          alice -> bob INVITE again +1s
          nat -> bob INVITE sdp in 1
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1-1
          bob -> nat 200 sdp in 1
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1-1
          ${laterCall('40s')}`,
      },
      {
        trap: 'it was sent only once over UDP: whoever hears nothing repeats it, so an answer came',
        flow: `alice -> bob INVITE sdp\n${laterCall('60s')}`,
      },
      {
        trap: 'the call goes on by another way',
        flow: `proxy p1
          proxy p2
          alice -> p1 INVITE sdp to bob
          alice -> p1 INVITE again +500ms
          alice -> p1 INVITE again +1s
          alice -> p1 INVITE again +2s
          alice -> p2 INVITE sdp to bob +4s
          p2 -> bob INVITE sdp
          bob -> p2 200 sdp
          p2 -> alice 200 sdp
          alice -> bob ACK
          … 30s
          alice -> bob BYE
          bob -> alice 200`,
        atMost: 'info',
      },
      {
        trap: 'the call goes on by another way',
        flow: `carol = 192.0.2.30
          ${SEVEN.replaceAll('bob', 'carol').replace('INVITE sdp', 'INVITE sdp @a\n    To: <sip:bob@example.com>').replaceAll('again', 'again @a')}
          alice -> bob INVITE sdp @b +500ms
            To: <sip:bob@example.com>
          bob -> alice 200 sdp @b
          alice -> bob ACK @b`,
        atMost: 'info',
      },
    ],
  },
];
