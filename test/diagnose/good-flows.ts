/** A flow of a document that shows how things should be, in the order of its messages. */
export interface GoodFlow {
  /** `RFC 3665 §3.1`. */
  readonly section: string;
  readonly title: string;
  readonly flow: string;
}

const TWO_PROXIES = 'proxy p1 record-route\nproxy p2 record-route';
/** What is talked between answer and hang-up in all of these flows. */
const TALK = '… 30s';
const change = (a: string, b: string, offer: string, answer: string) =>
  `${a} -> ${b} INVITE ${offer} +5s\n${b} -> ${a} 200 ${answer}\n${a} -> ${b} ACK`;
const UP = 'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200 sdp +3s\nalice -> bob ACK';
const report = (from: string, to: string, status: number, state: string) =>
  `${from} -> ${to} NOTIFY sipfrag ${status}\n  Subscription-State: ${state}\n${to} -> ${from} 200`;

/** RFC 3665: registration and basic calls. */
const BASIC: readonly GoodFlow[] = [
  {
    section: 'RFC 3665 §2.1',
    title: 'new registration',
    flow: 'bob -> registrar REGISTER\nregistrar -> bob 401\nbob -> registrar REGISTER\nregistrar -> bob 200\n  Contact: <sip:bob@192.0.2.10:5060>;expires=3600',
  },
  {
    section: 'RFC 3665 §2.2',
    title: 'update of the contact list',
    flow: `bob -> registrar REGISTER
        Contact: <mailto:bob@example.com>
      registrar -> bob 200
        Contact: <sip:bob@192.0.2.10>;expires=3600, <mailto:bob@example.com>;expires=4294967295`,
  },
  {
    section: 'RFC 3665 §2.3',
    title: 'request for the contact list',
    flow: 'bob -> registrar REGISTER\n  Contact:\nregistrar -> bob 200\n  Contact: <sip:bob@192.0.2.10>;expires=3600',
  },
  {
    section: 'RFC 3665 §2.4',
    title: 'cancellation of registration',
    flow: 'bob -> registrar REGISTER expires 0\n  Contact: *\nregistrar -> bob 200\n  Contact:',
  },
  { section: 'RFC 3665 §3.1', title: 'a call', flow: `${UP}\n${TALK}\nbob -> alice BYE\nalice -> bob 200` },
  {
    section: 'RFC 3665 §3.2',
    title: 'a call through two proxies, with a login',
    flow: `${TWO_PROXIES}
      alice -> p1 INVITE sdp to bob
      p1 -> alice 407
      alice -> p1 ACK
      alice -> p1 INVITE sdp to bob
      p1 -> alice 100
      p1 -> p2 INVITE
      p2 -> p1 100
      p2 -> bob INVITE
      bob -> alice 180 via p2 p1
      bob -> alice 200 sdp +3s via p2 p1
      alice -> bob ACK via p1 p2
      ${TALK}
      bob -> alice BYE via p2 p1
      alice -> bob 200 via p1 p2`,
  },
  {
    section: 'RFC 3665 §3.3',
    title: 'a call with a login at each of two proxies',
    flow: `${TWO_PROXIES}
      alice -> p1 INVITE sdp to bob
      p1 -> alice 407
      alice -> p1 ACK
      alice -> p1 INVITE sdp to bob
      p1 -> p2 INVITE
      p2 -> p1 407
        Proxy-Authenticate: Digest realm="biloxi.example.com", nonce="other"
      p1 -> p2 ACK
      p1 -> alice 407
      alice -> p1 ACK
      alice -> p1 INVITE sdp to bob
        Proxy-Authorization: Digest username="alice", realm="example.com", nonce="84f1c1ae", uri="sip:bob@example.com", response="0"
        +Proxy-Authorization: Digest username="alice", realm="biloxi.example.com", nonce="other", uri="sip:bob@example.com", response="0"
      p1 -> p2 INVITE
      p2 -> bob INVITE
      bob -> alice 180 via p2 p1
      bob -> alice 200 sdp +3s via p2 p1
      alice -> bob ACK via p1 p2
      ${TALK}
      bob -> alice BYE via p2 p1
      alice -> bob 200 via p1 p2`,
  },
  {
    section: 'RFC 3665 §3.4',
    title: 'the first proxy is silent, the second takes the call',
    flow: `${TWO_PROXIES}
      alice -> p1 INVITE sdp to bob
      alice -> p1 INVITE again +500ms
      alice -> p1 INVITE again +1s
      alice -> p1 INVITE again +2s
      alice -> p2 INVITE sdp to bob +1s
      p2 -> alice 407
      alice -> p2 ACK
      alice -> p2 INVITE sdp to bob
      p2 -> bob INVITE
      bob -> alice 180 via p2
      bob -> alice 200 sdp +3s via p2
      alice -> bob ACK via p2
      ${TALK}
      bob -> alice BYE via p2
      alice -> bob 200 via p2`,
  },
  {
    section: 'RFC 3665 §3.6',
    title: 'by a redirect server, with the offer in the 200',
    flow: `proxy p3 record-route
      alice -> redirector INVITE to bob
      redirector -> alice 302 to bob
      alice -> redirector ACK
      alice -> p3 INVITE to bob
      p3 -> alice 100
      p3 -> bob INVITE
      bob -> alice 180 via p3
      bob -> alice 200 sdp +3s via p3
      alice -> bob ACK sdp via p3
      ${TALK}
      bob -> alice BYE via p3
      alice -> bob 200 via p3`,
  },
  {
    section: 'RFC 3665 §3.7',
    title: 'a re-INVITE changes the address',
    flow: `moved = 192.0.2.100
      ${UP}
      ${TALK}
      bob -> alice INVITE sdp seen-from moved
        Contact: <sip:bob@192.0.2.100:5060>
      alice -> bob 200 sdp seen-to moved
      bob -> alice ACK seen-from moved
      ${TALK}
      alice -> bob BYE seen-to moved
      bob -> alice 200 seen-from moved`,
  },
  {
    section: 'RFC 3665 §3.8',
    title: 'nobody answers, the caller gives up',
    flow: `${TWO_PROXIES}
      alice -> p1 INVITE sdp to bob
      p1 -> alice 100
      p1 -> p2 INVITE
      p2 -> p1 100
      p2 -> bob INVITE
      bob -> alice 180 via p2 p1
      alice -> p1 CANCEL +20s
      p1 -> alice 200 CANCEL
      p1 -> p2 CANCEL
      p2 -> p1 200 CANCEL
      p2 -> bob CANCEL
      bob -> p2 200 CANCEL
      bob -> p2 487 INVITE
      p2 -> bob ACK
      p2 -> p1 487 INVITE
      p1 -> p2 ACK
      p1 -> alice 487 INVITE
      alice -> p1 ACK`,
  },
  {
    section: 'RFC 3665 §3.9',
    title: 'busy',
    flow: `${TWO_PROXIES}
      alice -> p1 INVITE sdp to bob
      p1 -> p2 INVITE
      p2 -> bob INVITE
      bob -> p2 486
      p2 -> bob ACK
      p2 -> p1 486
      p1 -> p2 ACK
      p1 -> alice 486
      alice -> p1 ACK`,
  },
  {
    section: 'RFC 3665 §3.11',
    title: 'temporarily unavailable, after ringing',
    flow: `${TWO_PROXIES}
      alice -> p1 INVITE sdp to bob
      p1 -> p2 INVITE
      p2 -> bob INVITE
      bob -> alice 180 via p2 p1
      bob -> p2 480 +10s
      p2 -> bob ACK
      p2 -> p1 480
      p1 -> p2 ACK
      p1 -> alice 480
      alice -> p1 ACK`,
  },
];

/** RFC 3666: calls to and from the telephone network, as SIP shows them. */
const TELEPHONE: readonly GoodFlow[] = [
  {
    section: 'RFC 3666 §2.1',
    title: 'to the telephone network, with early media',
    flow: `proxy p1 record-route
      alice -> p1 INVITE sdp to gateway
      p1 -> alice 100
      p1 -> gateway INVITE
      gateway -> p1 100
      gateway -> alice 183 sdp via p1
      gateway -> alice 200 sdp +6s via p1
        Content-Type: application/sdp
        | v=0
        | o=gateway 4711 1 IN IP4 192.0.2.12
        | s=-
        | c=IN IP4 192.0.2.12
        | t=0 0
        | m=audio 40000 RTP/AVP 8 0 101
        | a=rtpmap:8 PCMA/8000
        | a=rtpmap:0 PCMU/8000
        | a=rtpmap:101 telephone-event/8000
        | a=sendrecv
      alice -> gateway ACK via p1
      ${TALK}
      alice -> gateway BYE via p1
      gateway -> alice 200 via p1`,
  },
  {
    section: 'RFC 3666 §2.3',
    title: 'the first gateway is full, the second takes the call',
    flow: `proxy p1 record-route
      alice -> p1 INVITE sdp to bob
      p1 -> alice 100
      p1 -> full INVITE sdp to bob
      full -> p1 503
      p1 -> full ACK
      p1 -> bob INVITE sdp
      bob -> alice 180 via p1
      bob -> alice 200 sdp +3s via p1
      alice -> bob ACK via p1
      ${TALK}
      alice -> bob BYE via p1
      bob -> alice 200 via p1`,
  },
  {
    section: 'RFC 3666 §2.5',
    title: 'an announcement of the network, then the caller hangs up',
    flow: `proxy p1
      alice -> p1 INVITE sdp to gateway
      p1 -> alice 100
      p1 -> gateway INVITE
      gateway -> alice 183 sdp via p1
      alice -> p1 CANCEL +8s
      p1 -> alice 200 CANCEL
      p1 -> gateway CANCEL
      gateway -> p1 200 CANCEL
      gateway -> p1 487 INVITE
      p1 -> gateway ACK
      p1 -> alice 487 INVITE
      alice -> p1 ACK`,
  },
  {
    section: 'RFC 3666 §3.2',
    title: 'from the telephone network, answered at once',
    flow: `proxy p1 record-route
      gateway -> bob INVITE sdp via p1
      bob -> gateway 200 sdp via p1
      gateway -> bob ACK via p1
      ${TALK}
      bob -> gateway BYE via p1
      gateway -> bob 200 via p1`,
  },
  {
    section: 'RFC 3666 §3.9',
    title: 'from the telephone network, the caller gives up',
    flow: `gateway -> bob INVITE sdp
      bob -> gateway 180
      gateway -> bob CANCEL +6s
      bob -> gateway 200 CANCEL
      bob -> gateway 487 INVITE
      gateway -> bob ACK`,
  },
];

/** RFC 5359: services. */
const SERVICES: readonly GoodFlow[] = [
  {
    section: 'RFC 5359 §2.1',
    title: 'hold and resume',
    flow: `${UP}\n${change('bob', 'alice', 'hold', 'recvonly')}\n${change('bob', 'alice', 'sdp', 'sdp')}\n${TALK}\nalice -> bob BYE\nbob -> alice 200`,
  },
  {
    section: 'RFC 5359 §2.2',
    title: 'consultation hold',
    flow: `${UP}
      ${change('bob', 'alice', 'hold', 'recvonly')}
      bob -> carol INVITE sdp @2
      carol -> bob 180 @2
      carol -> bob 200 sdp @2 +3s
      bob -> carol ACK @2
      … 20s
      bob -> carol BYE @2
      carol -> bob 200 @2
      ${change('bob', 'alice', 'sdp', 'sdp')}
      ${TALK}
      alice -> bob BYE
      bob -> alice 200`,
  },
  {
    section: 'RFC 5359 §2.3',
    title: 'music on hold',
    flow: `${UP}
      ${change('bob', 'alice', 'hold', 'recvonly')}
      music -> alice INVITE sendonly @2
        Replaces: 1-8f1c3d5a7b@example.com;to-tag=alice-tag-1;from-tag=bob-tag-1
      alice -> music 200 recvonly @2
      music -> alice ACK @2
      … 20s
      music -> alice BYE @2
      alice -> music 200 @2
      ${change('bob', 'alice', 'sdp', 'sdp')}
      ${TALK}
      alice -> bob BYE
      bob -> alice 200`,
  },
  {
    section: 'RFC 5359 §2.4',
    title: 'transfer, unattended',
    flow: `alice -> bob INVITE sdp
      bob -> alice 180
      bob -> alice 200 sdp +3s
      alice -> bob ACK
      … 10s
      bob -> alice REFER refer-to carol
      alice -> bob 202
      ${report('alice', 'bob', 100, 'active;expires=60')}
      bob -> alice BYE
      alice -> bob 200
      alice -> carol INVITE sdp @2
      carol -> alice 180 @2
      carol -> alice 200 sdp @2 +3s
      alice -> carol ACK @2
      ${report('alice', 'bob', 200, 'terminated;reason=noresource')}
      ${TALK}
      alice -> carol BYE @2
      carol -> alice 200 @2`,
  },
  {
    section: 'RFC 5359 §2.5',
    title: 'transfer, attended',
    flow: `alice -> bob INVITE sdp
      bob -> alice 180
      bob -> alice 200 sdp +3s
      alice -> bob ACK
      ${change('bob', 'alice', 'hold', 'recvonly')}
      bob -> carol INVITE sdp @2
      carol -> bob 180 @2
      carol -> bob 200 sdp @2 +3s
      bob -> carol ACK @2
      … 10s
      bob -> carol INVITE hold @2
      carol -> bob 200 recvonly @2
      bob -> carol ACK @2
      bob -> alice REFER
        Refer-To: <sip:carol@192.0.2.12?Replaces=2-8f1c3d5a7b%40example.com%3Bto-tag%3Dcarol-tag-2%3Bfrom-tag%3Dbob-tag-2>
      alice -> bob 202
      ${report('alice', 'bob', 100, 'active;expires=60')}
      alice -> carol INVITE sdp @3
        Replaces: 2-8f1c3d5a7b@example.com;to-tag=carol-tag-2;from-tag=bob-tag-2
      carol -> alice 200 sdp @3
      alice -> carol ACK @3
      carol -> bob BYE @2
      bob -> carol 200 @2
      ${report('alice', 'bob', 200, 'terminated;reason=noresource')}
      bob -> alice BYE
      alice -> bob 200
      ${TALK}
      alice -> carol BYE @3
      carol -> alice 200 @3`,
  },
  {
    section: 'RFC 5359 §2.7',
    title: 'forwarded without condition',
    flow: `proxy p1 record-route
      alice -> p1 INVITE sdp to bob
      p1 -> alice 181
      p1 -> bob INVITE
      bob -> alice 180 via p1
      bob -> alice 200 sdp +3s via p1
      alice -> bob ACK via p1
      ${TALK}
      alice -> bob BYE via p1
      bob -> alice 200 via p1`,
  },
  {
    section: 'RFC 5359 §2.8',
    title: 'forwarded on busy',
    flow: `proxy p1 record-route
      alice -> p1 INVITE sdp to bob
      p1 -> desk INVITE sdp to bob
      desk -> p1 486
      p1 -> desk ACK
      p1 -> alice 181
      p1 -> bob INVITE sdp
      bob -> alice 180 via p1
      bob -> alice 200 sdp +3s via p1
      alice -> bob ACK via p1
      ${TALK}
      alice -> bob BYE via p1
      bob -> alice 200 via p1`,
  },
  {
    section: 'RFC 5359 §2.9',
    title: 'forwarded on no answer',
    flow: `proxy p1 record-route
      alice -> p1 INVITE sdp to bob
      p1 -> desk INVITE sdp to bob
      desk -> p1 180
      p1 -> alice 180
      p1 -> desk CANCEL +15s
      desk -> p1 200 CANCEL
      desk -> p1 487 INVITE
      p1 -> desk ACK
      p1 -> alice 181
      p1 -> bob INVITE sdp
      bob -> alice 180 via p1
      bob -> alice 200 sdp +3s via p1
      alice -> bob ACK via p1
      ${TALK}
      alice -> bob BYE via p1
      bob -> alice 200 via p1`,
  },
  {
    section: 'RFC 5359 §2.11',
    title: 'a third party joins',
    flow: `${UP}
      … 10s
      carol -> bob INVITE sdp @2
        Join: 1-8f1c3d5a7b@example.com;to-tag=bob-tag-1;from-tag=alice-tag-1
      bob -> carol 200 sdp @2
      carol -> bob ACK @2
      ${change('bob', 'alice', 'sdp', 'sdp')}
      ${TALK}
      carol -> bob BYE @2
      bob -> carol 200 @2
      alice -> bob BYE
      bob -> alice 200`,
  },
  {
    section: 'RFC 5359 §2.12',
    title: 'find me: one phone after the other',
    flow: `proxy p1 record-route
      alice -> p1 INVITE sdp to bob
      p1 -> alice 100
      p1 -> b1 INVITE sdp to bob
      b1 -> p1 180
      p1 -> alice 180
      p1 -> b1 CANCEL +10s
      b1 -> p1 200 CANCEL
      b1 -> p1 487 INVITE
      p1 -> b1 ACK
      p1 -> bob INVITE sdp
      bob -> p1 180
      bob -> p1 200 sdp +3s
      p1 -> alice 200 sdp
      alice -> bob ACK via p1
      ${TALK}
      alice -> bob BYE via p1
      bob -> alice 200 via p1`,
  },
  {
    section: 'RFC 5359 §2.15',
    title: 'call park',
    flow: `${UP}
      … 10s
      park -> alice INVITE sdp @2
        Replaces: 1-8f1c3d5a7b@example.com;to-tag=alice-tag-1;from-tag=bob-tag-1
      alice -> park 200 recvonly @2
      park -> alice ACK @2
      alice -> bob BYE
      bob -> alice 200
      … 20s
      carol -> alice INVITE sdp @3
        Replaces: 2-8f1c3d5a7b@example.com;to-tag=alice-tag-2;from-tag=park-tag-2
      alice -> carol 200 sdp @3
      carol -> alice ACK @3
      alice -> park BYE @2
      park -> alice 200 @2
      ${TALK}
      alice -> carol BYE @3
      carol -> alice 200 @3`,
  },
  {
    section: 'RFC 5359 §2.16',
    title: 'call pickup',
    flow: `alice -> bob INVITE sdp
      bob -> alice 180
      bill -> bob SUBSCRIBE @s
      bob -> bill 200 @s
      bob -> bill NOTIFY @s
      bill -> bob 200 @s
      bill -> alice INVITE sdp @2 +4s
        Replaces: 1-8f1c3d5a7b@example.com;to-tag=alice-tag-1;from-tag=bob-tag-1;early-only
      alice -> bill 200 sdp @2
      bill -> alice ACK @2
      alice -> bob CANCEL
      bob -> alice 200 CANCEL
      bob -> alice 487 INVITE
      alice -> bob ACK
      ${TALK}
      bill -> alice BYE @2
      alice -> bill 200 @2`,
  },
  {
    section: 'RFC 5359 §2.17',
    title: 'automatic redial',
    flow: `alice -> bob INVITE sdp
      bob -> alice 486
      alice -> bob ACK
      alice -> bob SUBSCRIBE @s
      bob -> alice 200 @s
      bob -> alice NOTIFY @s
      alice -> bob 200 @s
      bob -> alice NOTIFY @s +60s
        Subscription-State: terminated;reason=noresource
      alice -> bob 200 @s
      alice -> bob INVITE sdp @2 +1s
      bob -> alice 180 @2
      bob -> alice 200 sdp @2 +3s
      alice -> bob ACK @2
      ${TALK}
      alice -> bob BYE @2
      bob -> alice 200 @2`,
  },
  {
    section: 'RFC 5359 §2.18',
    title: 'click to dial',
    flow: `pc -> bob REFER refer-to carol
      bob -> pc 202
      ${report('bob', 'pc', 100, 'active;expires=60')}
      bob -> carol INVITE sdp @2
      carol -> bob 180 @2
      carol -> bob 200 sdp @2 +3s
      bob -> carol ACK @2
      ${report('bob', 'pc', 200, 'terminated;reason=noresource')}
      ${TALK}
      bob -> carol BYE @2
      carol -> bob 200 @2`,
  },
];

export const GOOD_FLOWS: readonly GoodFlow[] = [...BASIC, ...TELEPHONE, ...SERVICES];
