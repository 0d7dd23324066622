import type { PacketEvent } from '../../../src/media/packet-event.ts';
import type { RuleCases } from '../../support/diagnose.ts';
import { sdp } from '../../support/sdp.ts';
import { agreed } from './media.ts';
import { laterCall } from './silence.ts';

const UP = 'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200 sdp +3s\nalice -> bob ACK';
const LOG = [{ lossy: true, clock: true }];

/** Something that the capture shows about packets from alice to bob, so many seconds after the first message. */
function event(kind: PacketEvent['kind'], detail = '', seconds = 1): { readonly events: readonly PacketEvent[] } {
  const ends = { fromAddress: '192.0.2.10', fromPort: 5060, toAddress: '192.0.2.11', toPort: 5060 };
  return { events: [{ kind, time: seconds * 1e6, reporter: '192.0.2.11', ...ends, detail }] };
}

const encode = (value: unknown) =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
/** Monday, 4 March 2024, 12:00 UTC: when flows begin. */
const NOON = Date.UTC(2024, 2, 4, 12) / 1000;
const signed = (iat: number, caller = '4930111111', callee = '4930222222', more = {}) => {
  const token = [
    { alg: 'ES256', typ: 'passport', ppt: 'shaken', x5u: 'https://cert.example.org/a.pem', ...more },
    { attest: 'A', dest: { tn: [callee] }, iat, orig: { tn: caller }, origid: 'x', ...more },
  ];
  return `alice -> bob INVITE sdp
    From: <sip:+4930111111@example.com>;tag=alice-tag-1
    To: <sip:+4930222222@example.com>
    Identity: ${token.map(encode).join('.')}.c2ln;info=<https://cert.example.org/a.pem>`;
};

export const RARE_CASES: readonly RuleCases[] = [
  {
    rule: 'T09',
    fires: [
      {
        shows: '40 s',
        flow: 'alice -> bob OPTIONS\nbob -> alice 200 +40s',
        says: /200 OK came 40\.0 s after the OPTIONS/,
      },
      {
        shows: 'one of several, on the way through a proxy',
        flow: `proxy p1
          alice -> p1 OPTIONS to bob
          p1 -> bob OPTIONS
          bob -> p1 200 +40s
          p1 -> alice 200
          alice -> bob OPTIONS @2
          bob -> alice 200 @2
          alice x> bob OPTIONS @3
          bob -> alice 200 @3
          alice -> bob OPTIONS @4`,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'an INVITE may take as long as it rings',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200 sdp +60s',
      },
      {
        trap: 'the connection is TCP: a proxy may wait longer',
        flow: 'transport tcp\nalice -> bob OPTIONS\nbob -> alice 200 +40s',
      },
    ],
  },
  {
    rule: 'T10',
    fires: [
      {
        shows: 'three 486 and no ACK',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 486\nbob -> alice 486 again +500ms\nbob -> alice 486 again +1s',
        finding: { ghost: { after: 1, from: 0, to: 1, label: 'ACK' } },
        says: /486 Busy Here 3 times: the caller’s side does not acknowledge it/,
      },
      {
        shows: 'an ACK to the login and one of the next hop do not count',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> alice 407
          alice -> p1 ACK
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          bob -> p1 486
          p1 -> bob ACK
          p1 -> alice 486
          p1 -> alice 486 again +500ms
          p1 -> alice 486 again +1s`,
        says: /does not acknowledge it\.$/,
      },
      {
        shows: 'an ACK with another branch does not end the repeats',
        flow: `alice -> bob INVITE sdp
          bob -> alice 486
          bob -> alice 486 again +500ms
          alice -> bob ACK
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-other
          bob -> alice 486 again +1s
          alice -> bob ACK again
          bob -> alice 486 again +2s`,
        finding: { messages: [0, 1, 2, 4, 6, 3] },
        says: /486 Busy Here 4 times: the ACK has another branch than the INVITE, so it does not count\.$/,
      },
      {
        shows: 'the ACK to the answer of another branch of a fork is none',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> carol INVITE
          p1 -> bob INVITE
          bob -> p1 486
          carol -> p1 200 sdp
          p1 -> alice 200
          alice -> p1 ACK to carol
          p1 -> carol ACK
          bob -> p1 486 again +500ms
          bob -> p1 486 again +1s`,
        says: /does not acknowledge it\.$/,
      },
      {
        shows: 'one call of several: what else is repeated needs no ACK, or another one',
        flow: `alice -> bob INVITE sdp
          bob -> alice 486
          bob -> alice 486 again +500ms
          bob -> alice 486 again +1s
          alice -> bob OPTIONS @2
          bob -> alice 404 @2
          bob -> alice 404 again @2 +500ms
          bob -> alice 404 again @2 +1s
          alice -> bob INVITE sdp @3
          bob -> alice 407 @3
          alice -> bob ACK @3
          alice -> bob INVITE sdp @3
          bob -> alice 200 sdp @3
          bob -> alice 200 again @3 +500ms
          bob -> alice 200 again @3 +1s
          alice -> bob INVITE hold @3 +1s
          alice -> bob INVITE sdp @4
          alice -> bob INVITE again @4 +500ms
          alice -> bob INVITE again @4 +1s
          bob -> alice 486 @4`,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'an ACK ends the repeats',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 486\nbob -> alice 486 again +500ms\nbob -> alice 486 again +1s\nalice -> bob ACK',
      },
      {
        trap: 'an ACK ends the repeats',
        flow: `alice -> bob INVITE sdp
          bob -> alice 486
          bob -> alice 486 again +500ms
          bob -> alice 486 again +1s
          alice -> bob ACK
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-other
          bob -> alice 486 again`,
      },
      {
        trap: 'an ACK ends the repeats',
        flow: `alice -> bob INVITE sdp
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=1
          bob -> alice 486
          bob -> alice 486 again +500ms
          alice -> bob ACK
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=2
          bob -> alice 486 again +1s
          alice -> bob ACK again
          bob -> alice 486 again +2s`,
      },
      {
        trap: 'one repeat crosses the ACK',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 486\nbob -> alice 486 again +500ms',
      },
    ],
  },
  {
    rule: 'T11',
    fires: [
      {
        shows: 'INVITE twice over TCP',
        flow: 'transport tcp\nalice -> bob INVITE sdp\nalice -> bob INVITE again +500ms\nbob -> alice 180',
        finding: { confidence: 'certain' },
        says: /INVITE twice over TCP/,
      },
      {
        shows: 'a log, which may be wrong',
        flow: 'transport tcp\nalice -> bob INVITE sdp\nalice -> bob INVITE again +500ms\nbob -> alice 180',
        sources: LOG,
        finding: { confidence: 'hint' },
      },
      {
        shows: 'a proxy repeats what it got once; other repeats do not explain it',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          alice -> p1 INVITE again +500ms
          p1 -> alice 407
          alice -> p1 ACK
          alice -> p1 INVITE sdp to bob
          p1 -> carol INVITE
          p1 -> carol INVITE again +500ms
          p1 -> bob INVITE tcp
          p1 -> bob INVITE tcp again +500ms
          alice -> p1 CANCEL +1s
          alice -> p1 CANCEL again +500ms`,
        times: 1,
      },
      {
        shows: 'both hops over TCP',
        flow: `transport tcp
          proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          alice -> p1 INVITE again +500ms
          p1 -> bob INVITE again`,
        times: 2,
      },
      {
        shows: 'the other side changes the call, with the CSeq of an INVITE that had been repeated',
        flow: `alice -> bob INVITE sdp
          alice -> bob INVITE again +500ms
          bob -> alice 200 sdp
          alice -> bob ACK
          bob -> alice INVITE sdp tcp
          bob -> alice INVITE tcp again +500ms`,
        says: /Bob .* sent its INVITE twice over TCP/,
      },
    ],
    near: [
      {
        trap: 'the log may name the transport wrongly: no more than a hint',
        flow: 'transport tcp\nalice -> bob INVITE sdp\nalice -> bob INVITE again +500ms\nbob -> alice 180',
        sources: LOG,
        atMost: 'info',
      },
      {
        trap: 'a stateless proxy passes on the repeats of a UDP hop before it',
        flow: 'proxy p1\nalice -> p1 INVITE sdp to bob\np1 -> bob INVITE tcp\nalice -> p1 INVITE again +500ms\np1 -> bob INVITE tcp again',
      },
      {
        trap: 'the 2xx and reliable 18x repeat over any transport, and their ACK',
        flow: `transport tcp\n${UP}\nbob -> alice 200 again +500ms\nalice -> bob ACK again`,
      },
    ],
  },
  {
    rule: 'T13',
    fires: [
      {
        shows: '180 after 700 ms',
        flow: 'alice -> bob INVITE sdp\nalice -> bob INVITE again +500ms\nbob -> alice 180 +200ms',
        says: /took 700 ms to react, with 180 Ringing, and sent no 100/,
      },
      {
        shows: 'one of several: others go over TCP, are no INVITE, are answered soon, or never',
        flow: `alice -> bob INVITE sdp
          alice -> bob INVITE again +500ms
          bob -> alice 180 +200ms
          alice -> bob INVITE sdp tcp @2
          alice -> bob INVITE again tcp @2 +500ms
          bob -> alice 180 tcp @2 +200ms
          alice -> bob OPTIONS @3
          alice -> bob OPTIONS again @3 +500ms
          bob -> alice 200 @3 +200ms
          alice -> bob INVITE sdp @4
          alice -> bob INVITE again @4 +100ms
          bob -> alice 180 @4
          alice -> bob INVITE sdp @5
          bob -> alice 180 @5 +400ms
          alice -> bob INVITE again @5
          alice -> bob INVITE sdp @6
          alice -> bob INVITE again @6 +500ms
          alice x> bob INVITE sdp @7
          bob -> alice 180 @7 +700ms
          alice -> bob INFO @7
          alice -> bob INFO again @7 +500ms
          bob -> alice 200 @7 INFO +200ms`,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'the INVITE was not repeated: the way may be long',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180 +400ms',
      },
      {
        trap: 'a 100 comes',
        flow: 'alice -> bob INVITE sdp\nalice -> bob INVITE again +500ms\nbob -> alice 100 +200ms\nbob -> alice 180',
      },
    ],
  },
  {
    rule: 'T15',
    fires: [
      { shows: '3 s', flow: `${UP}\nalice -> bob BYE +9s\nbob -> alice 200 +3s`, says: /took 3\.00 s to confirm/ },
      {
        shows: 'one of several: others are refused, or not seen',
        flow: `${UP}
          alice -> bob BYE +9s
          bob -> alice 200 +3s
          alice -> bob BYE @2
          bob -> alice 481 @2 +3s
          alice x> bob BYE @3
          bob -> alice 200 @3 +3s`,
        times: 1,
      },
    ],
    near: [{ trap: 'the 200 comes within 2 seconds', flow: `${UP}\nalice -> bob BYE +9s\nbob -> alice 200 +1s` }],
  },
  {
    rule: 'T16',
    fires: [
      {
        shows: 'port unreachable',
        flow: `alice -> bob INVITE sdp\n${laterCall('60s')}`,
        traffic: event('unreachable', 'port unreachable'),
        finding: { headline: true },
        says: /192\.0\.2\.11 said that 192\.0\.2\.11:5060 cannot be reached \(“port unreachable”\)/,
      },
      {
        shows: 'after a 100, and without a reason',
        flow: `alice -> bob INVITE sdp\nbob -> alice 100\n${laterCall('60s')}`,
        traffic: event('unreachable'),
        finding: { severity: 'error' },
        says: /cannot be reached\.$/,
      },
      {
        shows: 'a later copy was answered',
        flow: 'alice -> bob INVITE sdp\nalice -> bob INVITE again +1500ms\nbob -> alice 180',
        traffic: event('unreachable'),
        finding: { severity: 'info' },
        says: /cannot be reached\. A later copy was answered\.$/,
      },
      {
        shows: 'only the request that it came after',
        flow: `alice -> bob OPTIONS @0
          bob -> alice 200 @0
          alice x> bob OPTIONS @1
          bob -> alice 200 @1
          alice -> bob INVITE sdp @2 +19s
          alice -> bob OPTIONS @3 +60s
          bob -> alice 200 @3`,
        traffic: event('unreachable', '', 20),
        times: 1,
      },
    ],
    near: [
      {
        trap: 'a later copy of the request was answered: the service was just starting',
        flow: 'alice -> bob INVITE sdp\nalice -> bob INVITE again +1500ms\nbob -> alice 180',
        traffic: event('unreachable'),
        atMost: 'info',
      },
      {
        trap: 'the ICMP message asks for smaller packets only',
        flow: 'alice -> bob INVITE sdp',
        traffic: event('too-big'),
      },
    ],
  },
  {
    rule: 'T17',
    fires: [
      {
        shows: 'a TLS alert',
        flow: `transport tls\nalice -> bob INVITE sdp\n${laterCall('60s')}`,
        traffic: event('alert', 'unknown_ca'),
        says: /was closed before the INVITE was answered \(“unknown_ca”\)\.$/,
      },
      {
        shows: 'a reset',
        flow: `transport tcp\nalice -> bob INVITE sdp\n${laterCall('60s')}`,
        traffic: { events: [...event('unreachable').events, ...event('reset', '', 2).events] },
        says: /was reset before the INVITE was answered\.$/,
      },
      {
        shows: 'one of several requests: others go over UDP, are of another time, or need no answer',
        flow: `alice -> bob INVITE sdp tcp @0
          alice -> bob OPTIONS @1 +90s
          alice -> bob OPTIONS tcp @2
          alice x> bob OPTIONS tcp @3
          bob -> alice 180 tcp @3
          alice -> bob ACK tcp @4
          alice -> bob OPTIONS tcp @5 +60s`,
        traffic: event('closed', '', 100),
        says: /before the OPTIONS was answered/,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'the transaction was done: an idle connection may be closed',
        flow: 'transport tcp\nalice -> bob OPTIONS\nbob -> alice 200',
        traffic: event('closed'),
      },
      {
        trap: 'the transaction was done: an idle connection may be closed',
        flow: `transport tcp\n${UP}`,
        traffic: event('closed', '', 10),
      },
    ],
  },
  {
    rule: 'T19',
    fires: [
      {
        shows: 'nothing behind the cookie',
        flow: 'alice -> bob OPTIONS\n  Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK',
        says: /a branch that tells nothing apart/,
      },
      {
        shows: 'the branch of the INVITE again',
        flow: `${UP}\nalice -> bob BYE\n  Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1-1\nbob -> alice 481`,
        says: /uses the branch of its INVITE for its BYE again/,
      },
      {
        shows: 'no branch at all, in each request',
        flow: 'alice -> bob OPTIONS\n  Via: SIP/2.0/UDP 192.0.2.10\nbob -> alice 200\nalice -> bob OPTIONS\n  Via: SIP/2.0/UDP 192.0.2.10\nbob -> alice 200',
        finding: { severity: 'info', messages: [0] },
        says: /gives its requests no branch, as before RFC 3261/,
        times: 1,
      },
      {
        shows: 'a branch of RFC 2543',
        flow: 'alice -> bob OPTIONS\n  Via: SIP/2.0/UDP 192.0.2.10;branch=1\nbob -> alice 200',
        finding: { severity: 'info', messages: [0] },
        times: 1,
      },
      {
        shows: 'a proxy whose branch is empty',
        flow: 'proxy p1\nalice -> p1 OPTIONS to bob\np1 -> bob OPTIONS\n  Via: SIP/2.0/UDP 192.0.2.11;branch=z9hG4bK\n  +Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1-1',
        finding: { messages: [1] },
      },
      {
        shows: 'two requests with one branch',
        flow: 'alice -> bob OPTIONS\nbob -> alice 200\nalice -> bob OPTIONS\n  Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1-1\nbob -> alice 400',
        finding: { messages: [0, 2] },
      },
      {
        shows: 'a login with the branch of the INVITE that was challenged',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 407\nalice -> bob ACK\nalice -> bob INVITE sdp\n  Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1-1\nbob -> alice 400',
        says: /uses the branch of its INVITE for its INVITE again/,
      },
    ],
    near: [
      {
        trap: 'its receiver took the message all the same: worth a note',
        flow: `${UP}\nalice -> bob BYE\n  Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1-1\nbob -> alice 200`,
        atMost: 'info',
      },
      {
        trap: 'ACK to a failure and CANCEL share the branch of the INVITE',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\nalice -> bob CANCEL\nbob -> alice 200\nbob -> alice 487\nalice -> bob ACK',
      },
      {
        trap: 'the next hop or a retransmission of the same request',
        flow: 'alice -> bob INVITE sdp via p1\nalice -> p1 INVITE again +500ms\nbob -> alice 180 via p1',
      },
      {
        trap: 'a peer of RFC 2543, which knows no cookie: worth a note',
        flow: 'alice -> bob OPTIONS\n  Via: SIP/2.0/UDP 192.0.2.10;branch=1',
        atMost: 'info',
      },
      {
        trap: 'a peer of RFC 2543, which knows no cookie: worth a note',
        flow: 'alice -> bob OPTIONS\n  Via: SIP/2.0/UDP 192.0.2.10;branch=Z9HG4BK-abc',
      },
    ],
  },
  {
    rule: 'T20',
    fires: [
      {
        shows: '482',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 482\nalice -> bob ACK',
        says: /came back to a server that had seen it/,
      },
      {
        shows: 'a circle',
        flow: `proxy p1
          proxy p2
          proxy p3
          alice -> p1 INVITE sdp to bob uri sip:bob@example.com
          p1 -> p2 INVITE
          p2 -> p3 INVITE
          p3 -> p1 INVITE`,
        finding: { severity: 'warning', confidence: 'likely' },
      },
      {
        shows: 'a circle whose proxies write hosts in their own ways',
        flow: `p1 = [2001:db8::9]
          alice -> p1 INVITE sdp to bob uri sip:bob@example.com
          p1 -> p2 INVITE uri sip:bob@example.com
            Via: SIP/2.0/UDP [2001:DB8:0::9];branch=z9hG4bK-p1, SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK-a
          p2 -> p1 INVITE uri sip:bob@EXAMPLE.com:5060
            Via: SIP/2.0/UDP 192.0.2.12;branch=z9hG4bK-p2, SIP/2.0/UDP [2001:DB8:0::9];branch=z9hG4bK-p1, SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK-a`,
        finding: { severity: 'warning' },
        says: /it runs in a circle/,
      },
    ],
    near: [
      {
        trap: 'the Request-URI has changed in between: a spiral, which is legal',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          bob -> p1 486
          p1 -> alice 486`,
      },
      { trap: 'copies of one request on successive hops', flow: 'alice -> bob INVITE sdp via p1 p2' },
      {
        trap: 'copies of one request on successive hops',
        flow: `proxy p1
          proxy p2
          proxy p3
          alice -> p1 INVITE sdp to bob uri sip:bob@example.com
          p1 -> p2 INVITE
          p1 -> p2 INVITE
          p1 -> p3 INVITE
          p3 -> p2 INVITE`,
      },
    ],
  },
  {
    rule: 'T21',
    fires: [
      {
        shows: '483',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 483\nalice -> bob ACK',
        says: /the count of hops ran out/,
      },
      {
        shows: 'no hops left',
        flow: 'proxy p1\nalice -> p1 INVITE sdp to bob\n  Max-Forwards: 1\np1 -> bob INVITE',
        finding: { severity: 'warning' },
        says: /after 2 hops and may go no further/,
      },
      {
        shows: 'sixteen Via values',
        flow: `alice -> bob INVITE sdp\n${Array.from({ length: 15 }, (_, i) => `  +Via: SIP/2.0/UDP 198.51.100.${i};branch=z9hG4bK-${i}`).join('\n')}`,
        finding: { severity: 'warning' },
        says: /after 16 hops\.$/,
      },
    ],
    near: [
      { trap: 'Max-Forwards starts low on purpose', flow: 'alice -> bob INVITE sdp\n  Max-Forwards: 0' },
      {
        trap: 'Max-Forwards starts low on purpose',
        flow: 'alice -> bob OPTIONS\n  Max-Forwards: 0\nbob -> alice 483',
      },
      {
        trap: 'Max-Forwards starts low on purpose',
        flow: 'proxy p1\nalice -> p1 OPTIONS to bob\n  Max-Forwards: 1\np1 -> bob OPTIONS',
      },
      { trap: 'Max-Forwards starts low on purpose', flow: 'alice -> bob INVITE sdp via p1\n  Max-Forwards: 5' },
    ],
  },
  {
    rule: 'N16',
    fires: [
      {
        shows: 'unanswered',
        flow: `alice -> bob INVITE sdp\n${laterCall('60s')}`,
        traffic: event('fragment-missing'),
        finding: { severity: 'error' },
        says: /a part of a packet is not in the capture, and the INVITE was not answered/,
      },
      {
        shows: 'smaller packets asked for',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180',
        traffic: event('too-big'),
        finding: { severity: 'info' },
        says: /the network asked for smaller packets; the INVITE was answered all the same/,
      },
      {
        shows: 'only the request of that time',
        flow: 'alice -> bob OPTIONS @0\nalice x> bob OPTIONS @1\nbob -> alice 200 @1\nalice -> bob INVITE sdp @2 +20s\nalice -> bob OPTIONS @3 +20s',
        traffic: event('fragment-missing', '', 20),
        finding: { severity: 'error' },
        times: 1,
      },
      {
        shows: 'the packet, not the connection',
        flow: 'alice -> bob INVITE sdp',
        traffic: { events: [...event('closed').events, ...event('too-big').events] },
        finding: { severity: 'error' },
        says: /the network asked for smaller packets, and the INVITE was not answered/,
      },
    ],
    near: [
      {
        trap: 'the request was answered: only the capture lacks the fragment, as with the filter “port 5060”',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180',
        traffic: event('fragment-missing'),
        atMost: 'info',
      },
    ],
  },
  {
    rule: 'S20',
    fires: [
      {
        shows: 'rtcp-mux-only, and no mux',
        flow: agreed(['audio PCMA', 'a=rtcp-mux', 'a=rtcp-mux-only'], 'audio PCMA'),
        says: /Bob .* sends RTCP on a port of its own/,
      },
      {
        shows: 'a stream that was not offered',
        flow: `alice -> bob INVITE sdp\nbob -> alice 200 ${sdp(['audio PCMA', 'a=mid:x']).replace('s=-', 's=-\n  | a=group:BUNDLE x')}`,
        says: /bundles the stream “x”/,
      },
    ],
    near: [
      {
        trap: 'the offer has another port for RTCP: it falls back to it',
        flow: agreed(['audio PCMA', 'a=rtcp-mux'], 'audio PCMA'),
      },
      {
        trap: 'the answer muxes too',
        flow: agreed(['audio PCMA', 'a=rtcp-mux', 'a=rtcp-mux-only'], ['audio PCMA', 'a=rtcp-mux']),
      },
      {
        trap: 'the answer muxes too',
        flow: agreed(
          ['audio PCMA', 'a=rtcp-mux', 'a=rtcp-mux-only', 'video', 'a=rtcp-mux', 'a=rtcp-mux-only'],
          ['audio PCMA', 'a=rtcp-mux', 'm=video 0 RTP/AVP 96'],
        ),
      },
      {
        trap: 'the answer muxes too',
        flow: agreed(['audio PCMA', 'a=rtcp-mux', 'a=mid:x'], ['audio PCMA', 'a=rtcp-mux', 'a=mid:x']).replaceAll(
          's=-',
          's=-\n  | a=group:BUNDLE x\n  | a=msid-semantic:WMS stream',
        ),
      },
    ],
  },
  {
    rule: 'H09',
    fires: [
      {
        shows: 'a Via too many',
        flow: 'alice -> bob OPTIONS\nbob -> alice 200\n  +Via: SIP/2.0/UDP 198.51.100.1;branch=z9hG4bK-other\nalice -> bob OPTIONS again +500ms',
        says: /has 2 Via values, the OPTIONS that it answers has 1/,
      },
      {
        shows: 'one of two requests',
        flow: `alice -> bob OPTIONS @1
          bob -> alice 200 @1
          alice -> bob OPTIONS @2
          bob -> alice 200 @2
            +Via: SIP/2.0/UDP 198.51.100.1;branch=z9hG4bK-other
          alice -> bob OPTIONS again @2 +500ms`,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'its receiver took the message all the same: worth a note',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 486\n  +Via: SIP/2.0/UDP 198.51.100.1;branch=z9hG4bK-o\nalice -> bob ACK',
        atMost: 'info',
      },
      {
        trap: 'the request is not in the trace',
        flow: 'alice x> bob OPTIONS\nbob -> alice 200\n  +Via: SIP/2.0/UDP 198.51.100.1;branch=z9hG4bK-o',
      },
      {
        trap: 'the log leaves out headers',
        flow: 'alice -> bob OPTIONS\nbob -> alice 200\n  +Via: SIP/2.0/UDP 198.51.100.1;branch=z9hG4bK-o',
        sources: LOG,
      },
    ],
  },
  {
    rule: 'I01',
    fires: [
      {
        shows: 'a main number',
        flow: 'alice -> bob INVITE sdp\n  P-Asserted-Identity: <sip:+4930999999@example.com>',
        says: /From says alice, P-Asserted-Identity says \+4930999999/,
      },
      {
        shows: 'two main numbers',
        flow: 'alice -> bob INVITE sdp\n  From: <sip:+4930111111@example.com>;tag=alice-tag-1\n  P-Asserted-Identity: <sip:+4930999999@example.com>',
      },
      {
        shows: 'an extension that ends like the number',
        flow: 'alice -> bob INVITE sdp\n  From: <sip:+4930999999@example.com>;tag=alice-tag-1\n  P-Asserted-Identity: <sip:99@example.com>',
      },
      {
        shows: 'one of several calls: others name a host, the same name, or only the callee',
        flow: `alice -> bob INVITE sdp
            P-Asserted-Identity: <sip:example.com>
            Remote-Party-ID: <sip:+4930999999@example.com>
          alice -> bob INVITE sdp @2
            From: <sip:pbx.example.com>;tag=x
            P-Asserted-Identity: <sip:+4930999999@example.com>
          alice -> bob INVITE sdp @3
            P-Asserted-Identity: <sip:alice@example.com>
          alice -> bob INVITE sdp @4
          bob -> alice 200 sdp @4
            P-Asserted-Identity: <sip:bob@example.com>`,
        says: /Remote-Party-ID says \+4930999999/,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'both are the same number in another format',
        flow: 'alice -> bob INVITE sdp\n  From: <sip:030999999@example.com>;tag=alice-tag-1\n  P-Asserted-Identity: <sip:+4930999999@example.com>',
      },
      {
        trap: 'From is anonymous: that is a wish for privacy',
        flow: 'alice -> bob INVITE sdp\n  From: <sip:anonymous@anonymous.invalid>;tag=alice-tag-1\n  P-Asserted-Identity: <sip:+4930999999@example.com>',
      },
      {
        trap: 'both are the same number in another format',
        flow: 'alice -> bob INVITE sdp\n  From: <sip:999999@example.com>;tag=alice-tag-1\n  P-Asserted-Identity: <sip:+4930999999@example.com>',
      },
      {
        trap: 'both are the same number in another format',
        flow: 'alice -> bob INVITE sdp\n  From: <sip:+4930999999@example.com>;tag=alice-tag-1\n  P-Asserted-Identity: <sip:999999@example.com>',
      },
    ],
  },
  {
    rule: 'I02',
    fires: [
      {
        shows: 'Privacy: id',
        flow: 'alice -> bob INVITE sdp\n  Privacy: id',
        says: /asked to hide the number \(Privacy: “id”\)\.$/,
      },
      {
        shows: '433',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 433 "Anonymity Disallowed"\nalice -> bob ACK',
        finding: { messages: [0, 1] },
        says: /takes no anonymous calls/,
      },
      {
        shows: 'an anonymous From',
        flow: 'alice -> bob INVITE sdp\n  From: "Anonymous" <sip:anonymous@anonymous.invalid>;tag=alice-tag-1',
        says: /asked to hide the number\.$/,
      },
    ],
    near: [
      { trap: 'Privacy: none asks for nothing', flow: 'alice -> bob INVITE sdp\n  Privacy: none' },
      {
        trap: 'Privacy: none asks for nothing',
        flow: 'alice -> bob INVITE sdp\n  From: "Anonymous" <sip:+4930111111@example.com>;tag=alice-tag-1\n  Privacy: none',
      },
    ],
  },
  {
    rule: 'I03',
    fires: [
      {
        shows: 'attestation A',
        flow: signed(NOON),
        says: /“4930111111” is signed by cert\.example\.org, attestation A: the provider knows/,
      },
      {
        shows: 'a token that says little',
        flow: signed(NOON, '', '4930222222', { attest: '', x5u: '' }),
        says: /The caller number “none” is signed by somebody\.$/,
      },
    ],
    near: [{ trap: 'the Identity header cannot be read', flow: 'alice -> bob INVITE sdp\n  Identity: abc.def.ghi' }],
  },
  {
    rule: 'I04',
    fires: [
      { shows: 'signed five minutes ago', flow: signed(NOON - 300), says: /signed 5 min before the INVITE/ },
      {
        shows: 'another caller',
        flow: signed(NOON, '4930777777'),
        says: /Signed is the caller number 4930777777, but the INVITE comes from \+4930111111/,
      },
      {
        shows: 'another callee',
        flow: signed(NOON, '4930111111', '4930888888'),
        says: /Signed is a call to 4930888888/,
      },
      { shows: 'a clock that is ahead', flow: signed(NOON + 300), says: /signed 5 min after the INVITE/ },
      {
        shows: 'one of several calls: others have names or name nobody',
        flow: `${signed(NOON, '4930777777')}
          ${signed(NOON, '4930777777').replace('sdp', 'sdp @2').replace('sip:+4930111111', 'sip:101')}
          ${signed(NOON, '4930111111', '4930888888').replace('sdp', 'sdp @3').replace('sip:+4930222222', 'sip:102')}
          ${signed(NOON, '4930111111', '', { orig: {} }).replace('sdp', 'sdp @4')}
          ${signed(NOON, '4930111111', '', { dest: {} }).replace('sdp', 'sdp @5')}
          ${signed(NOON, '4930777777').replace('sdp', 'sdp @6')}
            P-Asserted-Identity: <sip:+4930777777@example.com>
          alice -> bob INVITE sdp @7`,
        times: 1,
      },
    ],
    near: [
      { trap: 'the capture has no dates', flow: `clock time-of-day\n${signed(NOON)}` },
      {
        trap: 'the call was forwarded: the signed destination is the first one (div, RFC 8946)',
        flow: `${signed(NOON, '4930111111', '4930888888')}\n    Diversion: <sip:+4930888888@example.com>;reason=unconditional`,
      },
      { trap: 'the numbers differ in format only', flow: signed(NOON, '030111111'.replace(/^0/, '49'), '4930222222') },
      {
        trap: 'the call was forwarded: the signed destination is the first one (div, RFC 8946)',
        flow: signed(NOON, '4930111111', '4930888888', { ppt: 'div' }),
      },
      {
        trap: 'the call was forwarded: the signed destination is the first one (div, RFC 8946)',
        flow: `${signed(NOON, '4930111111', '4930888888')}\n    History-Info: <sip:+4930888888@example.com>;index=1, <sip:+4930222222@example.com>;index=1.1;mp=1`,
      },
      { trap: 'the numbers differ in format only', flow: signed(NOON, '030111111') },
      {
        trap: 'the numbers differ in format only',
        flow: signed(NOON).replace('sip:+4930111111', 'sip:030111111'),
      },
    ],
  },
  {
    rule: 'I05',
    fires: [
      {
        shows: '403 Stale Date',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 403 "Stale Date"\nalice -> bob ACK',
        says: /signature of the caller number was not accepted/,
      },
      { shows: '438', flow: 'alice -> bob INVITE sdp\nbob -> alice 438 "Invalid Identity Header"\nalice -> bob ACK' },
      {
        shows: 'a STIR reason in a 183, on its way through a proxy',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          bob -> p1 183
            Reason: STIR;cause=436;text="Bad Identity Info"
          p1 -> alice 183`,
        finding: { severity: 'info', messages: [2] },
        says: /With 183 Session Progress, Bob .* says of the caller’s signature: 436 “Bad Identity Info”/,
        times: 1,
      },
      {
        shows: 'a STIR reason in a refusal',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 603\n  Reason: STIR;cause=437;text="Unsupported Credential"\nalice -> bob ACK',
        finding: { severity: 'error' },
      },
    ],
    near: [
      { trap: 'a 403 for another reason', flow: 'alice -> bob INVITE sdp\nbob -> alice 403\nalice -> bob ACK' },
      {
        trap: 'a STIR reason in a 18x or 200 does not stop the call',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\n  Reason: STIR;cause=436;text="Bad Identity Info"',
        atMost: 'info',
      },
      {
        trap: 'a 403 for another reason',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 403\n  Reason: Q.850;cause=21;text="Call rejected"\nalice -> bob ACK',
      },
    ],
  },
  {
    rule: 'I06',
    fires: [
      {
        shows: 'the plus sign goes',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob uri sip:+4930222222@example.com
          p1 -> bob INVITE uri sip:0049302222222@192.0.2.12`.replace('0049302222222', '004930222222'),
        says: /The number changes from \+4930222222 to 004930222222 at 192\.0\.2\.10:5060/,
      },
      {
        shows: 'one of several calls: others keep the number, find it, or go elsewhere',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob uri sip:+4930222222@example.com
          p1 -> bob INVITE uri sip:004930222222@192.0.2.12
          alice -> p1 INVITE sdp to bob uri sip:+4930222222@example.com @2
          p1 -> bob INVITE uri sip:+4930222222@192.0.2.12 @2
          alice -> p1 INVITE sdp to bob uri sip:bob@example.com @3
          p1 -> bob INVITE uri sip:+4930222222@192.0.2.12 @3
          alice -> p1 INVITE sdp to bob uri sip:+4930222222@example.com @4
          p1 -> bob INVITE uri sip:+4940555555@192.0.2.12 @4`,
        times: 1,
      },
    ],
    near: [
      {
        trap: 'it becomes the name of a device or account',
        flow: 'proxy p1\nalice -> p1 INVITE sdp to bob uri sip:+4930222222@example.com\np1 -> bob INVITE',
      },
      {
        trap: 'short codes and extensions',
        flow: 'proxy p1\nalice -> p1 INVITE sdp to bob uri sip:0110@example.com\np1 -> bob INVITE uri sip:110@192.0.2.12',
      },
    ],
  },
];
