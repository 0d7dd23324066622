import type { RuleCases } from '../../support/diagnose.ts';
import { sdp } from '../../support/sdp.ts';
import { laterCall } from './silence.ts';

const LAN = 'alice = 192.168.1.10\nbob = 192.168.1.11\n';
const PRIVATE_CONTACT = '  Contact: <sip:alice@192.168.1.10:5060>';
const invite = (detail: string) => `alice -> bob INVITE sdp\n${detail}\nbob -> alice 200 sdp\nalice -> bob ACK`;
const ANSWERED_FROM_INSIDE = `inside = 192.168.1.11
  alice -> bob INVITE sdp
  bob -> alice 200 sdp
    Contact: <sip:bob@192.168.1.11>`;
const BIG = `  X-Large: ${'x'.repeat(1400)}`;
const ROUTED = `proxy p1 record-route
  alice -> bob INVITE sdp via p1
  bob -> alice 200 sdp via p1
  alice -> bob ACK via p1
  … 20s`;
const TWO_PROXIES = `proxy p1 record-route
  proxy p2 record-route
  alice -> bob INVITE sdp via p1 p2
  bob -> alice 200 sdp via p2 p1`;

export const ADDRESS_CASES: readonly RuleCases[] = [
  {
    rule: 'N01',
    fires: [
      {
        shows: 'an INVITE from behind a NAT',
        flow: invite(PRIVATE_CONTACT),
        says: /Alice .* told the far end to reach it at 192\.168\.1\.10:5060, .*may never arrive/,
      },
      { shows: 'a registration', flow: `alice -> bob REGISTER\n${PRIVATE_CONTACT}\nbob -> alice 200` },
      {
        shows: 'a BYE to that side is lost',
        flow: `${invite(PRIVATE_CONTACT)}\n… 20s\nbob -> alice BYE\nbob -> alice BYE again +500ms`,
        says: /may never arrive/,
      },
      {
        shows: 'only that side itself sends requests',
        flow: `${invite(PRIVATE_CONTACT)}\n… 20s\nalice -> bob BYE\nbob -> alice 200`,
        says: /may never arrive/,
      },
      {
        shows: 'requests to it arrive all the same',
        flow: `${invite(PRIVATE_CONTACT)}\n… 20s\nbob -> alice BYE\nalice -> bob 200`,
        finding: { severity: 'info' },
        says: /something on the way knows better/,
      },
      {
        shows: 'the 200 of a callee from behind a NAT',
        flow: `${ANSWERED_FROM_INSIDE}\nalice -> inside ACK\n  To: "Bob" <sip:bob@example.com>;tag=bob-tag-1`,
        finding: { severity: 'warning' },
        says: /Bob .* told the far end to reach it at 192\.168\.1\.11, .*may never arrive/,
      },
      {
        shows: 'the ACK leaves for the callee, and the 200 goes on',
        flow: `${ANSWERED_FROM_INSIDE}
          alice -> bob ACK
          bob -> alice 200 again +500ms
          bob -> alice 200 again +1s
          bob -> alice 200 again +2s`,
        finding: { severity: 'warning' },
        says: /may never arrive/,
      },
    ],
    near: [
      {
        trap: 'everything is private, or everything runs on one machine: a LAN, VPN or lab',
        flow: `${LAN}${invite(PRIVATE_CONTACT)}`,
      },
      {
        trap: 'requests to that side reach it all the same',
        flow: `${invite(PRIVATE_CONTACT)}\n… 20s\nbob -> alice BYE\nalice -> bob 200`,
        atMost: 'info',
      },
      {
        trap: 'the connection is kept for requests the other way (outbound, Path)',
        flow: invite('  Contact: <sip:alice@192.168.1.10:5060;ob>'),
      },
      {
        trap: 'a browser has a name that ends in .invalid',
        flow: invite('  Contact: <sip:alice@x7f3.invalid;transport=ws>'),
      },
      {
        trap: 'requests to that side reach it all the same',
        flow: `${invite(PRIVATE_CONTACT)}\nbob -> alice OPTIONS @ping\nalice -> bob 200 @ping`,
        atMost: 'info',
      },
      {
        trap: 'the connection is kept for requests the other way (outbound, Path)',
        flow: `alice -> bob REGISTER\n${PRIVATE_CONTACT}\n  Path: <sip:192.0.2.10;lr;ob>`,
      },
      {
        trap: 'the connection is kept for requests the other way (outbound, Path)',
        flow: invite(`${PRIVATE_CONTACT}\n  Route: <sip:192.0.2.11;lr;ob>`),
      },
      {
        trap: 'the connection is kept for requests the other way (outbound, Path)',
        flow: `transport wss\n${invite(PRIVATE_CONTACT)}`,
      },
      {
        trap: 'requests to that side reach it all the same',
        flow: `${ANSWERED_FROM_INSIDE}\nalice -> bob ACK`,
        atMost: 'info',
      },
      {
        trap: 'requests to that side reach it all the same',
        flow: `${ANSWERED_FROM_INSIDE}\nalice x> bob ACK\n… 20s\nalice -> bob BYE\nbob -> alice 200`,
        atMost: 'info',
      },
    ],
  },
  {
    rule: 'N02',
    fires: [
      {
        shows: 'a private c= from a public address',
        flow: `alice -> bob INVITE ${sdp('audio PCMA', { address: '10.0.0.5' })}`,
        says: /Alice .* wants its audio sent to 10\.0\.0\.5:40000, which cannot be reached from outside: the classic cause/,
      },
      {
        shows: 'ICE with private candidates only',
        flow: `alice -> bob INVITE ${sdp(['audio PCMA', 'a=candidate:1 1 udp 1 10.0.0.5 5000 typ host'], { address: '10.0.0.5' })}`,
      },
      {
        shows: 'the answer has a public one',
        flow: `alice -> bob INVITE ${sdp('audio PCMA', { address: '10.0.0.5' })}\nbob -> alice 200 sdp`,
      },
      {
        shows: 'a proxy passes it on as it is',
        flow: `proxy p1
          alice -> bob INVITE via p1 ${sdp('audio PCMA', { address: '10.0.0.5' })}
          bob -> alice 200 sdp via p1`,
      },
      {
        shows: 'a proxy passes it on, written in another way',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob ${sdp('audio PCMA', { address: 'fd00::5' })}
          p1 -> bob INVITE ${sdp('audio PCMA', { address: 'FD00:0::5' })}`,
        finding: { severity: 'warning' },
      },
      {
        shows: 'a server on the way replaces it',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob ${sdp('audio PCMA', { address: '10.0.0.5' })}
          p1 -> bob INVITE ${sdp('audio PCMA', { address: '198.51.100.1' })}`,
        finding: { severity: 'info' },
        says: /; a server on the way replaces that address/,
      },
    ],
    near: [
      {
        trap: 'both ends are in one LAN, VPN or lab: no public address on either side',
        flow: `${LAN}alice -> bob INVITE ${sdp('audio PCMA', { address: '10.0.0.5' })}`,
      },
      {
        trap: 'a server on the way replaces the address, or waits for media to learn it',
        flow: `proxy p1
          alice -> p1 INVITE to bob ${sdp('audio PCMA', { address: '10.0.0.5' })}
          p1 -> bob INVITE ${sdp('audio PCMA', { address: '198.51.100.1' })}`,
        atMost: 'info',
      },
      {
        trap: 'ICE candidates name a public address',
        flow: `alice -> bob INVITE ${sdp(['audio PCMA', 'a=candidate:1 1 udp 1 198.51.100.4 5000 typ srflx raddr 10.0.0.5 rport 5000'], { address: '10.0.0.5' })}`,
      },
      {
        trap: 'the stream is closed',
        flow: `alice -> bob INVITE ${sdp('m=audio 0 RTP/AVP 8', { address: '10.0.0.5' })}`,
      },
      {
        trap: 'ICE candidates name a public address',
        flow: `alice -> bob INVITE ${sdp(['audio PCMA', 'a=candidate:1 1 udp 1 198.51.100.4 5000 typ host'], { address: '10.0.0.5' })}`,
      },
    ],
  },
  {
    rule: 'N03',
    fires: [
      {
        shows: 'received and rport',
        flow: 'alice -> bob OPTIONS\nbob -> alice 200\n  Via: SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bK-1-1;received=192.0.2.10;rport=31222',
        says: /calls itself 10\.0\.0\.5:5060, and Bob .* sees 192\.0\.2\.10:31222/,
      },
      {
        shows: 'another port only',
        flow: 'alice -> bob OPTIONS\nbob -> alice 200\n  Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1-1;rport=31222',
        finding: { confidence: 'likely' },
      },
      {
        shows: 'received only: the server answers to the port in the Via',
        flow: 'alice -> bob OPTIONS\nbob -> alice 200\n  Via: SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bK-1-1;received=192.0.2.10',
        finding: { confidence: 'certain' },
        says: /calls itself 10\.0\.0\.5:5060, and Bob .* sees 192\.0\.2\.10\.$/,
      },
      {
        shows: 'IPv6',
        flow: 'alice -> bob OPTIONS\nbob -> alice 200\n  Via: SIP/2.0/UDP [fd00::5]:5060;branch=z9hG4bK-1-1;received=[2001:db8::1];rport=31222',
        says: /calls itself \[fd00::5\]:5060, and Bob .* sees \[2001:db8::1\]:31222\.$/,
      },
    ],
    near: [
      {
        trap: 'the Via has a name: received is required then',
        flow: 'alice -> bob OPTIONS\nbob -> alice 200\n  Via: SIP/2.0/UDP pc.example.com;branch=z9hG4bK-1-1;received=192.0.2.10',
      },
      {
        trap: 'over TCP, TLS and WebSocket source ports always differ',
        flow: 'transport tcp\nalice -> bob OPTIONS\nbob -> alice 200\n  Via: SIP/2.0/TCP 192.0.2.10;branch=z9hG4bK-1-1;rport=31222',
      },
      {
        trap: 'received is the address that stands in the Via anyway',
        flow: 'alice -> bob OPTIONS\nbob -> alice 200\n  Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1-1;received=192.0.2.10;rport=5060',
      },
      {
        trap: 'received is the address that stands in the Via anyway',
        flow: 'alice -> bob OPTIONS\nbob -> alice 200\n  Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1-1;received=192.0.2.10',
      },
      {
        trap: 'received is the address that stands in the Via anyway',
        flow: 'alice -> bob OPTIONS\nbob -> alice 200\n  Via: SIP/2.0/UDP 192.0.2.10:5060;rport;branch=z9hG4bK-1-1;received=192.0.2.10',
      },
      {
        trap: 'received is the address that stands in the Via anyway',
        flow: 'alice -> bob OPTIONS\nbob -> alice 200\n  Via: SIP/2.0/UDP [2001:DB8:0:0::1]:5060;branch=z9hG4bK-1-1;received=2001:db8::1',
      },
    ],
  },
  {
    rule: 'N04',
    fires: [
      {
        shows: 'the reply goes to 5060, the request came from 31222',
        flow: `alice = 192.0.2.10:31222
          port = 192.0.2.10:5060
          alice -> bob OPTIONS
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1-1
          bob -> alice 200 seen-to port
          alice -> bob OPTIONS again +500ms`,
        says: /The reply went to port 5060, but Alice .* had asked from port 31222/,
      },
    ],
    near: [
      {
        trap: 'the server answers to the source port anyway',
        flow: `alice = 192.0.2.10:31222
          alice -> bob OPTIONS
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1-1
          bob -> alice 200
          alice -> bob OPTIONS again +500ms`,
      },
      {
        trap: 'the request is not repeated: the reply arrived',
        flow: `alice = 192.0.2.10:31222
          port = 192.0.2.10:5060
          alice -> bob OPTIONS
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1-1
          alice -> bob OPTIONS again +500ms
          bob -> alice 200 seen-to port`,
      },
      {
        trap: 'the server answers to the source port anyway',
        flow: 'alice -> bob OPTIONS\nbob -> alice 200\nalice -> bob OPTIONS again +500ms',
      },
    ],
  },
  {
    rule: 'N05',
    fires: [
      {
        shows: 'a BYE to a private address, unanswered',
        flow: `inside = 10.0.0.5
          alice -> bob INVITE sdp
          bob -> alice 200 sdp
          alice -> bob ACK
          … 20s
          alice -> inside BYE to inside
            To: <sip:bob@example.com>;tag=bob-tag-1
          alice -> inside BYE again +500ms
          ${laterCall('60s')}`,
        says: /BYE was sent to the private address 10\.0\.0\.5/,
      },
      {
        shows: 'an ACK to a private address, and the 200 goes on',
        flow: `inside = 10.0.0.5
          alice -> bob INVITE sdp
          bob -> alice 200 sdp
          alice -> inside ACK to inside
            To: <sip:bob@example.com>;tag=bob-tag-1
          bob -> alice 200 again +500ms
          bob -> alice 200 again +1s`,
        says: /ACK was sent to the private address 10\.0\.0\.5.*no reply came/,
      },
    ],
    near: [
      {
        trap: 'all addresses of the call are private',
        flow: `${LAN}inside = 10.0.0.5
          alice -> bob INVITE sdp
          bob -> alice 200 sdp
          alice -> bob ACK
          alice -> inside BYE to inside
            To: <sip:bob@example.com>;tag=bob-tag-1
          alice -> inside BYE again +500ms
          ${laterCall('60s')}`,
      },
      {
        trap: 'the request is answered: a VPN',
        flow: `inside = 10.0.0.5
          alice -> bob INVITE sdp
          bob -> alice 200 sdp
          alice -> bob ACK
          alice -> inside BYE to inside
            To: <sip:bob@example.com>;tag=bob-tag-1
          inside -> alice 200
          ${laterCall('60s')}`,
        atMost: 'info',
      },
      {
        trap: 'the request is answered: a VPN',
        flow: `inside = 10.0.0.5
          alice -> bob INVITE sdp
          bob -> alice 200 sdp
          alice -> inside ACK to inside
            To: <sip:bob@example.com>;tag=bob-tag-1
          bob -> alice 200 again +500ms
          alice -> inside INVITE sdp to inside
            To: <sip:bob@example.com>;tag=bob-tag-1
          inside -> alice 200 sdp
          bob -> alice BYE +9s
          alice -> bob 200`,
        atMost: 'info',
      },
      {
        trap: 'the request is answered: a VPN',
        flow: `alice -> bob INVITE sdp
          bob -> alice 200 sdp
            Contact: <sip:bob@10.0.0.5>
          alice -> bob ACK uri sip:bob@10.0.0.5
          alice -> bob BYE uri sip:bob@10.0.0.5 +9s
          bob -> alice 200`,
      },
    ],
  },
  {
    rule: 'N06',
    fires: [
      {
        shows: 'a BYE past the proxy, refused',
        flow: `${ROUTED}\nalice -> bob BYE\n  Route:\nbob -> alice 481`,
        says: /Alice .* sent its BYE past 192\.0\.2\.10, which had asked to stay in the path \(Record-Route\), and it failed/,
      },
      {
        shows: 'not found at that address',
        flow: `${ROUTED}\nalice -> bob BYE\n  Route:\nbob -> alice 404`,
        says: /and it failed/,
      },
      {
        shows: 'a firewall drops what comes past the proxy',
        flow: `${ROUTED}\nalice -> bob BYE\n  Route:\nalice -> bob BYE again +500ms\n${laterCall('60s')}`,
        says: /and it failed/,
      },
      {
        shows: 'the callee skips the last proxy on the way',
        flow: `${TWO_PROXIES}\nalice -> bob ACK via p1 p2\nbob -> alice BYE\n  Route:\nalice -> bob 481`,
        says: /Bob .* sent its BYE past 192\.0\.2\.11/,
      },
    ],
    near: [
      {
        trap: 'it is a copy behind the proxy, which takes its own Route off',
        flow: `${ROUTED}\nalice -> bob BYE via p1\nbob -> p1 481\np1 -> alice 481`,
      },
      {
        trap: 'no proxy asked to stay in the path',
        flow: `${ROUTED.replace(' record-route', '')}\nalice -> bob BYE\nbob -> alice 481`,
      },
      {
        trap: 'the request gets through all the same',
        flow: `${ROUTED}\nalice -> bob BYE\n  Route:\nbob -> alice 200`,
        atMost: 'info',
      },
      {
        trap: 'the request gets through all the same',
        flow: `${ROUTED}\nalice -> p1 BYE\n  Route:\np1 -> bob BYE\nbob -> p1 200\np1 -> alice 200`,
      },
      {
        trap: 'the request gets through all the same',
        flow: `proxy p1 record-route
          alice -> bob INVITE sdp via p1
          bob -> alice 200 sdp via p1
          alice -> bob ACK
            Route:
          alice -> bob BYE via p1 +20s
          bob -> alice 200 via p1`,
      },
      {
        trap: 'it is a copy behind the proxy, which takes its own Route off',
        flow: `proxy p1 record-route
          alice x> p1 INVITE sdp to bob
          p1 -> bob INVITE
          bob -> p1 200 sdp
          p1 x> alice 200
          alice x> p1 ACK
          p1 -> bob ACK
          alice x> p1 BYE +20s
          p1 -> bob BYE
          bob -> p1 481`,
      },
      {
        trap: 'no proxy asked to stay in the path',
        flow: `proxy p1 record-route
          alice -> bob INVITE sdp via p1
          bob -> alice 200 sdp via p1
            Record-Route:
          alice -> bob ACK
            Route:
          alice -> bob BYE +20s
            Route:
          bob -> alice 481`,
      },
      {
        trap: 'the same host is written in another way',
        flow: `p1 = [2001:db8::9]
          alice = [2001:db8::1]
          alice -> p1 INVITE sdp to bob
          p1 -> alice 200 sdp
            Record-Route: <sip:[2001:DB8:0::9];lr>
          alice -> p1 ACK
          alice -> p1 BYE +20s
          p1 -> alice 481`,
      },
      {
        trap: 'the same host is written in another way',
        flow: `alice -> p1 INVITE sdp to bob
          p1 -> alice 200 sdp
            Record-Route: <sip:edge.example.com>
          alice -> p1 ACK
          alice -> p1 BYE +20s uri sip:EDGE.example.com.
          p1 -> alice 481`,
      },
      {
        trap: 'the request gets through all the same',
        flow: `alice -> p1 INVITE sdp to bob
          p1 -> alice 200 sdp
            Record-Route: <sip:edge.example.com;lr>
          alice -> p1 ACK
            Route: <sip:edge.example.com;lr>
          alice -> p1 BYE +20s
            Route: <sip:edge.example.com;lr>
          p1 -> alice 200`,
      },
    ],
  },
  {
    rule: 'N07',
    fires: [
      {
        shows: 'no lr',
        flow: 'alice -> bob INVITE sdp\n  Record-Route: <sip:192.0.2.99>',
        says: /The proxy 192\.0\.2\.99 asks for strict routing/,
      },
    ],
    near: [{ trap: 'lr=on counts as lr', flow: 'alice -> bob INVITE sdp\n  Record-Route: <sip:192.0.2.99;lr=on>' }],
  },
  {
    rule: 'N08',
    fires: [
      {
        shows: 'the order of the 200',
        flow: `${TWO_PROXIES}
          alice -> p1 ACK
            Route: <sip:192.0.2.11:5060;lr>, <sip:192.0.2.10:5060;lr>`,
        says: /sends its ACK with the route list in the wrong order/,
      },
      {
        shows: 'the order of the 200 in the last of several requests, after other lists',
        flow: `${TWO_PROXIES}
          alice -> p1 ACK
            Route: <sip:192.0.2.11:5060;lr>
          alice -> p1 INFO
            Route: <sip:a@192.0.2.11:5060;lr>, <sip:b@192.0.2.10:5060;lr>
          p1 -> alice 200
          alice -> p1 BYE
            Route: <sip:192.0.2.11:5060;lr>, <sip:192.0.2.10:5060;lr>`,
        says: /sends its BYE with the route list in the wrong order/,
      },
      {
        shows: 'the order of the 200, its hosts and ports written in another way',
        flow: `alice -> bob INVITE sdp
          bob -> alice 200 sdp
            Record-Route: <sip:P1.example.com;lr>, <sip:[2001:db8::9];lr>
          alice -> bob ACK
            Route: <sip:p1.example.com.:5060;lr=on>, <sip:[2001:DB8:0::9];lr=on>`,
      },
    ],
    near: [
      {
        trap: 'both entries are of the same proxy (two interfaces)',
        flow: `alice -> bob INVITE sdp
          bob -> alice 200 sdp
            Record-Route: <sip:192.0.2.99;r2=on;lr>, <sip:192.0.2.99;transport=tcp;r2=on;lr>
          alice -> bob ACK
            Route: <sip:192.0.2.99;r2=on;lr>, <sip:192.0.2.99;transport=tcp;r2=on;lr>`,
      },
      {
        trap: 'both entries are of the same proxy (two interfaces)',
        flow: `alice -> bob INVITE sdp
          bob -> alice 200 sdp
            Record-Route: <sip:[2001:db8::9];lr>, <sip:[2001:DB8:0::9]:5062;lr>
          alice -> bob ACK
            Route: <sip:[2001:db8::9];lr>, <sip:[2001:DB8:0::9]:5062;lr>`,
      },
      {
        trap: 'the list reads the same from both ends',
        flow: `alice -> bob INVITE sdp
          bob -> alice 200 sdp
            Record-Route: <sip:192.0.2.98;lr>, <sip:192.0.2.99;lr>, <sip:192.0.2.98;lr>
          alice -> bob ACK
            Route: <sip:192.0.2.98;lr>, <sip:192.0.2.99;lr>, <sip:192.0.2.98;lr>`,
      },
      {
        trap: 'the callee’s side keeps the order: it has to',
        flow: `${TWO_PROXIES}\nalice -> bob ACK via p1 p2\nbob -> alice BYE via p2 p1\nalice -> bob 200 via p1 p2`,
      },
    ],
  },
  {
    rule: 'N09',
    fires: [
      {
        shows: 'a 200 without',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 200 sdp\n  Contact:',
        says: /The 200 OK of Bob .* has no Contact/,
      },
      {
        shows: 'two in an INVITE',
        flow: 'alice -> bob INVITE sdp\n  +Contact: <sip:alice@192.0.2.99>',
        finding: { title: 'Several Contacts' },
      },
      {
        shows: 'only that side sends requests',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 200 sdp\n  Contact:\nbob -> alice BYE +9s\nalice -> bob 200',
      },
      {
        shows: 'a SUBSCRIBE without',
        flow: 'alice -> bob SUBSCRIBE\n  Contact:',
        says: /The SUBSCRIBE of Alice .* has no Contact/,
      },
      { shows: 'the 200 to a SUBSCRIBE', flow: 'alice -> bob SUBSCRIBE\nbob -> alice 200\n  Contact:' },
    ],
    near: [
      {
        trap: 'requests reach that side all the same',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 200 sdp\n  Contact:\nalice -> bob ACK',
        atMost: 'info',
      },
      {
        trap: 'it is missing in a 1xx only, or in an answer to UPDATE or REFER',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\n  Contact:\nbob -> alice 200 sdp\nalice -> bob ACK\nalice -> bob UPDATE\nbob -> alice 200\n  Contact:',
      },
      {
        trap: 'the log leaves out headers, or the message was cut',
        flow: 'alice -> bob INVITE sdp\n  Contact:',
        sources: [{ lossy: true, clock: true }],
      },
      {
        trap: 'requests reach that side all the same',
        flow: 'alice -> bob SUBSCRIBE\nbob -> alice 200\n  Contact:\nbob -> alice NOTIFY\nalice -> bob 200',
        atMost: 'info',
      },
      {
        trap: 'the log leaves out headers, or the message was cut',
        flow: 'alice -> bob INVITE truncated',
      },
    ],
  },
  {
    rule: 'N10',
    fires: [
      {
        shows: 'the phone moved to another address',
        flow: `moved = 198.51.100.9
          alice -> bob INVITE sdp
          bob -> alice 200 sdp
          alice -> bob ACK
          … 20s
          moved -> bob BYE
            From: "Alice" <sip:alice@example.com>;tag=alice-tag-1
            To: "Bob" <sip:bob@example.com>;tag=bob-tag-1
          bob -> moved 200`,
        says: /From its BYE on, one side signals from 198\.51\.100\.9:5060 instead of Alice/,
      },
      {
        shows: 'the NAT gave it another port',
        flow: `moved = 192.0.2.10:31222
          alice = 192.0.2.10
          alice -> bob INVITE sdp
          bob -> alice 200 sdp
          alice -> bob ACK
          moved -> bob BYE +20s
            From: "Alice" <sip:alice@example.com>;tag=alice-tag-1
            To: "Bob" <sip:bob@example.com>;tag=bob-tag-1
          bob -> moved 200`,
        says: /signals from 192\.0\.2\.10:31222 instead of Alice/,
      },
      {
        shows: 'another address over TCP',
        flow: `transport tcp
          moved = 198.51.100.9
          alice -> bob INVITE sdp
          bob -> alice 200 sdp
          alice -> bob ACK
          moved -> bob BYE +20s
            From: "Alice" <sip:alice@example.com>;tag=alice-tag-1
            To: "Bob" <sip:bob@example.com>;tag=bob-tag-1
          bob -> moved 200`,
      },
    ],
    near: [
      {
        trap: 'a TCP or TLS connection was opened anew: only its port differs',
        flow: `transport tcp
          again = 192.0.2.11:40001
          alice = 192.0.2.10:40000
          alice -> bob INVITE sdp
          bob -> alice 200 sdp
          alice -> bob ACK
          … 20s
          again -> bob BYE
            From: "Alice" <sip:alice@example.com>;tag=alice-tag-1`.replace('again = 192.0.2.11', 'again = 192.0.2.10'),
      },
      { trap: 'a proxy passes the request on', flow: `${ROUTED}\nalice -> bob BYE via p1\nbob -> alice 200 via p1` },
    ],
  },
  {
    rule: 'N11',
    fires: [
      {
        shows: 'public headers, private SDP, and a length that does not fit',
        flow: `alice -> bob INVITE
            Call-ID: 77@10.0.0.5
            Content-Length: 90
            ${sdp('audio PCMA', { address: '10.0.0.5' })}`,
        says: /seems to edit SIP: the headers have a public address and the SDP a private one, the Call-ID kept a private address and the Content-Length/,
      },
      {
        shows: 'the port of the Via was changed, and the body left alone',
        flow: `alice = 192.0.2.10:31222
          alice -> bob INVITE
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1
            Call-ID: 77@10.0.0.5
            ${sdp('audio PCMA', { address: '10.0.0.5' })}`,
        says: /the Call-ID kept a private address and the Via has the right address with another port/,
      },
      {
        shows: 'the same in IPv6, which is written in several ways',
        flow: `alice = [2001:db8::1]:31222
          bob = [2001:db8::2]
          alice -> bob INVITE
            Via: SIP/2.0/UDP [2001:DB8:0::1]:5060;branch=z9hG4bK-1
            Call-ID: 77@10.0.0.5
            ${sdp('audio PCMA', { address: '10.0.0.5' })}`,
        says: /the Via has the right address with another port/,
      },
      {
        shows: 'the address was put in twice, and not in the SDP',
        flow: `alice -> bob INVITE
            Contact: <sip:alice@192.0.2.10192.0.2.10:5060>
            ${sdp('audio PCMA', { address: '10.0.0.5' })}`,
        says: /the SDP a private one and an address stands there twice in a row/,
      },
      {
        shows: 'only the c= line was changed',
        flow: `alice -> bob INVITE
            Content-Length: 90
            ${sdp('audio PCMA', { address: '10.0.0.5' }).replace('c=IN IP4 10.0.0.5', 'c=IN IP4 192.0.2.10')}`,
        says: /the SDP a private one and the Content-Length no longer fits/,
      },
      {
        shows: 'only the o= line was changed',
        flow: `alice -> bob INVITE
            Content-Length: 90
            ${sdp('audio PCMA', { address: '10.0.0.5' }).replace('7 1 IN IP4 10.0.0.5', '7 1 IN IP4 192.0.2.10')}`,
        says: /the SDP a private one and the Content-Length no longer fits/,
      },
    ],
    near: [
      {
        trap: 'a single mark: phones with STUN mix addresses by themselves',
        flow: `alice -> bob INVITE ${sdp('audio PCMA', { address: '10.0.0.5' })}`,
      },
      {
        trap: 'everything is private: a LAN or lab',
        flow: `${LAN}alice -> bob INVITE
            Call-ID: 77@10.0.0.5
            Content-Length: 90
            ${sdp('audio PCMA', { address: '10.0.0.5' })}`,
      },
      {
        trap: 'the log changed the message',
        flow: `alice -> bob INVITE
            Call-ID: 77@10.0.0.5
            Content-Length: 90
            ${sdp('audio PCMA', { address: '10.0.0.5' })}`,
        sources: [{ lossy: true, clock: true }],
      },
      {
        trap: 'a single mark: phones with STUN mix addresses by themselves',
        flow: `alice = 192.0.2.10:31222
          alice -> bob INVITE
            Via: SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bK-1
            Call-ID: 77@10.0.0.5
            ${sdp('audio PCMA', { address: '10.0.0.5' })}`,
      },
      {
        trap: 'a single mark: phones with STUN mix addresses by themselves',
        flow: `alice -> bob INVITE
            Via: SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bK-1
            Contact: <sip:alice@10.0.0.5:5060>
            Call-ID: 77@10.0.0.5
            Content-Length: 90
            ${sdp('audio PCMA', { address: '10.0.0.5' })}`,
      },
      {
        trap: 'a single mark: phones with STUN mix addresses by themselves',
        flow: `alice -> bob INVITE\n  Content-Length: 90\n${sdp('audio PCMA')}`,
      },
      {
        trap: 'everything is private: a LAN or lab',
        flow: `alice = 192.168.1.10:31222
          bob = 192.168.1.11
          alice -> bob INVITE
            Via: SIP/2.0/UDP 192.168.1.10:5060;branch=z9hG4bK-1
            Content-Length: 90
            ${sdp('audio PCMA', { address: '192.168.1.10' })}`,
      },
      {
        trap: 'the Via names no port: that means 5060, or 5061 for TLS',
        flow: `transport tls
          alice = 192.0.2.10:5061
          alice -> bob INVITE
            Via: SIP/2.0/TLS 192.0.2.10;branch=z9hG4bK-1
            Call-ID: 77@10.0.0.5
            ${sdp('audio PCMA', { address: '10.0.0.5' })}`,
      },
      {
        trap: 'the Via names no port: that means 5060, or 5061 for TLS',
        flow: `alice -> bob INVITE
            Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK-1
            Call-ID: 77@10.0.0.5
            ${sdp('audio PCMA', { address: '10.0.0.5' })}`,
      },
      {
        trap: 'the sender asks by rport to be answered where it sends from: its port differs by design',
        flow: `alice = 192.0.2.10:31222
          alice -> bob INVITE
            Via: SIP/2.0/UDP 192.0.2.10:5060;rport;branch=z9hG4bK-1
            Call-ID: 77@10.0.0.5
            ${sdp('audio PCMA', { address: '10.0.0.5' })}`,
      },
    ],
  },
  {
    rule: 'N12',
    fires: [
      {
        shows: 'IPv6 against IPv4',
        flow: `alice -> bob INVITE ${sdp('audio PCMA', { address: '2001:db8::1' })}\nbob -> alice 200 ${sdp('audio PCMA')}`,
        says: /is IPv6 \(2001:db8::1\), that of the far side IPv4 \(192\.0\.2\.10\)/,
      },
    ],
    near: [
      {
        trap: 'ICE or altc offers both families',
        flow: `alice -> bob INVITE ${sdp(['audio PCMA', 'a=altc:1 IP4 192.0.2.10 5000'], { address: '2001:db8::1' })}\nbob -> alice 200 ${sdp('audio PCMA')}`,
      },
      {
        trap: 'both sides use the same family for media: a dual-stack network',
        flow: `alice -> bob INVITE ${sdp('audio PCMA', { address: '2001:db8::1' })}\nbob -> alice 200 ${sdp('audio PCMA', { address: '2001:db8::2' })}`,
      },
      {
        trap: 'the address is 0.0.0.0',
        flow: `alice -> bob INVITE ${sdp('audio PCMA', { address: '2001:db8::1' })}\nbob -> alice 200 ${sdp('audio PCMA', { address: '0.0.0.0' })}`,
      },
      {
        trap: 'ICE or altc offers both families',
        flow: `alice -> bob INVITE ${sdp(['audio PCMA', 'a=ice-ufrag:abcd', 'a=ice-pwd:abcdefghijklmnopqrstuvwx', 'a=candidate:1 1 udp 1 192.0.2.10 5000 typ host'], { address: '2001:db8::1' })}\nbob -> alice 200 ${sdp('audio PCMA')}`,
      },
      {
        trap: 'the address is 0.0.0.0',
        flow: `alice -> bob INVITE ${sdp('audio PCMA', { address: '0.0.0.0' })}\nbob -> alice 200 ${sdp('audio PCMA', { address: '2001:db8::1' })}`,
      },
      {
        trap: 'both sides use the same family for media: a dual-stack network',
        flow: `alice -> bob INVITE ${sdp(['m=video 6000 RTP/AVP 31', 'c=IN IP6 2001:db8::1', 'audio PCMA'])}\nbob -> alice 200 ${sdp(['m=video 6000 RTP/AVP 31', 'c=IN IP6 2001:db8::2', 'audio PCMA'])}`,
      },
    ],
  },
  {
    rule: 'N13',
    fires: [
      {
        shows: '127.0.0.1 from a public address',
        flow: `alice -> bob INVITE ${sdp('audio PCMA', { address: '127.0.0.1' })}`,
        says: /wants its audio sent to 127\.0\.0\.1, an address that cannot be reached/,
      },
      {
        shows: 'multicast without a time to live',
        flow: `alice -> bob INVITE ${sdp('audio PCMA', { address: '239.1.1.1' })}`,
      },
      {
        shows: 'an address that the device gave itself',
        flow: `alice -> bob INVITE ${sdp('audio PCMA', { address: '169.254.7.7' })}`,
      },
    ],
    near: [
      { trap: '0.0.0.0 means hold', flow: 'alice -> bob INVITE zero' },
      {
        trap: 'ICE tells the addresses',
        flow: `alice -> bob INVITE ${sdp(['audio PCMA', 'a=ice-ufrag:abcd', 'a=ice-pwd:abcdefghijklmnopqrstuvwx'], { address: '127.0.0.1' })}`,
      },
      {
        trap: 'the signalling runs between addresses of that kind too: all on one machine',
        flow: `alice = 127.0.0.1\nbob = 127.0.0.2\nalice -> bob INVITE sdp`,
      },
      {
        trap: 'a name stands there instead of an address: legal',
        flow: `alice -> bob INVITE ${sdp('audio PCMA', { address: 'media.example.com' })}`,
      },
      {
        trap: 'only the o= line has 127.0.0.1: browsers do that',
        flow: `alice -> bob INVITE ${sdp('audio PCMA', { address: '127.0.0.1' })}`.replace(
          'c=IN IP4 127.0.0.1',
          'c=IN IP4 192.0.2.10',
        ),
      },
    ],
  },
  {
    rule: 'N14',
    fires: [
      {
        shows: 'TCP in the Via, UDP on the wire',
        flow: 'alice -> bob INVITE sdp\n  Via: SIP/2.0/TCP 192.0.2.10:5060;branch=z9hG4bK-1',
        says: /over UDP, but its Via says TCP/,
      },
    ],
    near: [
      {
        trap: 'the log may name the transport wrongly',
        flow: 'alice -> bob INVITE sdp\n  Via: SIP/2.0/TCP 192.0.2.10:5060;branch=z9hG4bK-1',
        sources: [{ lossy: true, clock: true }],
      },
      {
        trap: 'the packet is TLS or WebSocket, undone before it was captured',
        flow: 'transport tcp\nalice -> bob INVITE sdp\n  Via: SIP/2.0/TLS 192.0.2.10:5061;branch=z9hG4bK-1',
      },
      {
        trap: 'the packet is TLS or WebSocket, undone before it was captured',
        flow: 'transport tls\nalice -> bob INVITE sdp\n  Via: SIP/2.0/TCP 192.0.2.10:5060;branch=z9hG4bK-1',
      },
    ],
  },
  {
    rule: 'N15',
    fires: [
      {
        shows: 'unanswered, while OPTIONS is answered',
        flow: `alice -> bob OPTIONS @o
          bob -> alice 200 @o
          alice -> bob INVITE sdp
            ${BIG}
          alice -> bob INVITE again +500ms
          ${laterCall('60s')}`,
        finding: { severity: 'error' },
        says: /INVITE to Bob .* has \d{4} bytes over UDP: 2 IP packets.*smaller requests to the same host were/,
      },
      {
        shows: 'answered at the third try',
        flow: `alice -> bob INVITE sdp
            ${BIG}
          alice -> bob INVITE again +500ms
          alice -> bob INVITE again +1s
          bob -> alice 180`,
        says: /drop all but the first\.$/,
      },
      {
        shows: 'nobody answers anything',
        flow: `alice -> bob INVITE sdp\n${BIG}\nalice -> bob INVITE again +500ms\n${laterCall('60s')}`,
        says: /drop all but the first\.$/,
      },
      {
        shows: 'more than the RFC allows, but a single packet',
        flow: `alice -> bob INVITE sdp
            X-Large: ${'x'.repeat(800)}
          alice -> bob INVITE again +500ms
          bob -> alice 180`,
        says: /over UDP, more than the RFC allows without TCP\.$/,
      },
      {
        shows: 'it arrives',
        flow: `alice -> bob INVITE sdp\n${BIG}\nbob -> alice 180`,
        finding: { severity: 'info', nextStep: 'Nothing to do as long as it arrives.' },
        says: /drop all but the first\. It arrived\.$/,
      },
    ],
    near: [
      {
        trap: 'it is answered at the first try',
        flow: `alice -> bob INVITE sdp\n${BIG}\nbob -> alice 180`,
        atMost: 'info',
      },
      {
        trap: 'it runs on one machine: its loopback makes no fragments',
        flow: `alice = 127.0.0.1\nbob = 127.0.0.2\nalice -> bob INVITE sdp\n${BIG}\nalice -> bob INVITE again +500ms\nbob -> alice 180`,
      },
      { trap: 'it goes over TCP', flow: `transport tcp\nalice -> bob INVITE sdp\n${BIG}\n${laterCall('60s')}` },
      {
        trap: 'the trace ends before the sender had to give up',
        flow: `alice -> bob INVITE sdp\n${BIG}`,
        atMost: 'info',
      },
      {
        trap: 'it is answered at the first try',
        flow: `alice -> bob INVITE sdp
            ${BIG}
          bob -> alice 200 sdp
          alice -> bob ACK
          alice -> bob BYE +9s
          alice -> bob BYE again +500ms
          bob -> alice 200`,
        atMost: 'info',
      },
      {
        trap: 'it runs on one machine: its loopback makes no fragments',
        flow: `alice = 127.0.0.1\nbob = 127.0.0.2
          alice -> bob OPTIONS @o
          bob -> alice 200 @o
          alice -> bob INVITE sdp
            ${BIG}
          alice -> bob INVITE again +500ms
          alice -> bob INVITE again +1s
          ${laterCall('60s')}`,
      },
    ],
  },
  {
    rule: 'N17',
    fires: [
      {
        shows: 'UDP under sips:',
        flow: 'alice -> bob INVITE sdp uri sips:bob@192.0.2.11',
        says: /asks for a call that is secure all the way \(sips:\), and yet it passed 192\.0\.2\.10 over UDP/,
      },
    ],
    near: [
      { trap: 'every hop is TLS or WSS', flow: 'alice -> bob INVITE sdp tls uri sips:bob@192.0.2.11' },
      { trap: 'the address is sip:', flow: 'alice -> bob INVITE sdp' },
    ],
  },
  {
    rule: 'N18',
    fires: [
      {
        shows: 'a second address answers, and the request is sent again',
        flow: `second = 192.0.2.77
          alice -> bob OPTIONS
          bob -> alice 200 seen-from second
          alice -> bob OPTIONS again +500ms`,
        finding: { severity: 'error' },
        says: /asked Bob .*, but 192\.0\.2\.77:5060 answers/,
      },
      {
        shows: 'a second address answers a request that had come twice',
        flow: `second = 192.0.2.77
          alice -> bob OPTIONS
          alice -> bob OPTIONS again +500ms
          bob -> alice 200 seen-from second`,
        finding: { severity: 'warning' },
        says: /drops such a reply\.$/,
      },
    ],
    near: [
      {
        trap: 'another capture saw it, where addresses are translated',
        flow: 'second = 192.0.2.77\nalice -> bob OPTIONS\nbob -> alice 200 seen-from second in 1',
      },
      {
        trap: 'the reply goes to the port in the Via, without rport: legal',
        flow: `alice = 192.0.2.10:31222
          port = 192.0.2.10:5060
          alice -> bob OPTIONS
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1-1
          bob -> alice 200 seen-to port`,
      },
      {
        trap: 'over TCP',
        flow: 'transport tcp\nsecond = 192.0.2.77\nalice -> bob OPTIONS\nbob -> alice 200 seen-from second',
      },
    ],
  },
];
