import type { PacketEvent } from '../../../src/media/packet-event.ts';
import type { RuleCases } from '../../support/diagnose.ts';
import { sdp } from '../../support/sdp.ts';
import { agreed } from './media.ts';
import { laterCall } from './silence.ts';

const UP = 'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200 sdp +3s\nalice -> bob ACK';
const LOG = [{ lossy: true, clock: true }];

/** Something that the capture shows about packets from alice to bob, a second after the first message. */
function event(kind: PacketEvent['kind'], detail = ''): { readonly events: readonly PacketEvent[] } {
  const ends = { fromAddress: '192.0.2.10', fromPort: 5060, toAddress: '192.0.2.11', toPort: 5060 };
  return { events: [{ kind, time: 1e6, reporter: '192.0.2.11', ...ends, detail }] };
}

const encode = (value: unknown) =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
/** Monday, 4 March 2024, 12:00 UTC: when flows begin. */
const NOON = Date.UTC(2024, 2, 4, 12) / 1000;
const signed = (iat: number, caller = '4930111111', callee = '4930222222') => {
  const token = [
    { alg: 'ES256', typ: 'passport', ppt: 'shaken', x5u: 'https://cert.example.org/a.pem' },
    { attest: 'A', dest: { tn: [callee] }, iat, orig: { tn: caller }, origid: 'x' },
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
    ],
    near: [
      {
        trap: 'an ACK ends the repeats',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 486\nbob -> alice 486 again +500ms\nbob -> alice 486 again +1s\nalice -> bob ACK',
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
        says: /INVITE twice over TCP/,
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
        says: /was closed before the INVITE was answered \(“unknown_ca”\)/,
      },
    ],
    near: [
      {
        trap: 'the transaction was done: an idle connection may be closed',
        flow: 'transport tcp\nalice -> bob OPTIONS\nbob -> alice 200',
        traffic: event('closed'),
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
    ],
    near: [{ trap: 'Max-Forwards starts low on purpose', flow: 'alice -> bob INVITE sdp\n  Max-Forwards: 0' }],
  },
  {
    rule: 'N16',
    fires: [
      {
        shows: 'unanswered',
        flow: `alice -> bob INVITE sdp\n${laterCall('60s')}`,
        traffic: event('fragment-missing'),
        finding: { severity: 'error' },
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
    ],
  },
  {
    rule: 'I02',
    fires: [
      {
        shows: 'Privacy: id',
        flow: 'alice -> bob INVITE sdp\n  Privacy: id',
        says: /asked to hide the number \(Privacy: “id”\)/,
      },
      {
        shows: '433',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 433 "Anonymity Disallowed"\nalice -> bob ACK',
        says: /takes no anonymous calls/,
      },
    ],
    near: [{ trap: 'Privacy: none asks for nothing', flow: 'alice -> bob INVITE sdp\n  Privacy: none' }],
  },
  {
    rule: 'I03',
    fires: [
      {
        shows: 'attestation A',
        flow: signed(NOON),
        says: /“4930111111” is signed by cert\.example\.org, attestation A: the provider knows/,
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
    ],
    near: [
      { trap: 'the capture has no dates', flow: `clock time-of-day\n${signed(NOON)}` },
      {
        trap: 'the call was forwarded: the signed destination is the first one (div, RFC 8946)',
        flow: `${signed(NOON, '4930111111', '4930888888')}\n    Diversion: <sip:+4930888888@example.com>;reason=unconditional`,
      },
      { trap: 'the numbers differ in format only', flow: signed(NOON, '030111111'.replace(/^0/, '49'), '4930222222') },
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
    ],
    near: [
      { trap: 'a 403 for another reason', flow: 'alice -> bob INVITE sdp\nbob -> alice 403\nalice -> bob ACK' },
      {
        trap: 'a STIR reason in a 18x or 200 does not stop the call',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\n  Reason: STIR;cause=436;text="Bad Identity Info"',
        atMost: 'info',
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
