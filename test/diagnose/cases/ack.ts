import type { RuleCases } from '../../support/diagnose.ts';

/** A 2xx that its sender repeats as RFC 3261 §13.3.1.4 says, until it gives up. */
const UNHEARD = `alice -> bob INVITE sdp
  bob -> alice 180
  bob -> alice 200 sdp +2s`;
const REPEATS = `bob -> alice 200 again +500ms
  bob -> alice 200 again +1s
  bob -> alice 200 again +2s
  bob -> alice 200 again +4s
  bob -> alice 200 again +4s
  bob -> alice 200 again +4s
  bob -> alice 200 again +4s
  bob -> alice 200 again +4s
  bob -> alice 200 again +4s
  bob -> alice 200 again +4s`;
const GIVES_UP = `bob -> alice BYE +500ms
  alice -> bob 200`;
const WELL = `alice -> bob ACK
  … 30s
  alice -> bob BYE
  bob -> alice 200`;

export const ACK_CASES: readonly RuleCases[] = [
  {
    rule: 'T04',
    fires: [
      {
        shows: 'the ACK is lost on the way',
        flow: `${UNHEARD}\nalice x> bob ACK\n${REPEATS}\n${GIVES_UP}`,
        finding: { ghost: { after: 2, from: 0, to: 1, label: 'ACK' } },
        says: /sent its 200 11 times in 31\.5 s, because no ACK reached it\. Audio may work/,
      },
      {
        shows: 'an ACK with the right address that does not arrive',
        flow: `${UNHEARD}
          alice -> bob ACK
          bob -> alice 200 again +500ms
          alice -> bob ACK again
          bob -> alice 200 again +1s
          alice -> bob ACK again
          bob -> alice 200 again +2s`,
        says: /lost behind the point of capture/,
      },
      {
        shows: 'a proxy that does not pass it on',
        flow: `proxy p1 record-route
          alice -> bob INVITE sdp via p1
          bob -> alice 200 sdp via p1
          alice -> p1 ACK
          bob -> p1 200 again +500ms
          bob -> p1 200 again +1s
          bob -> p1 200 again +2s`,
        finding: { ghost: { after: 2, from: 1, to: 2, label: 'ACK' } },
        says: /as far as 192\.0\.2\.10:5060, which did not pass it on/,
      },
      {
        shows: 'an ACK that is lost behind the proxy',
        flow: `proxy p1 record-route
          alice -> bob INVITE sdp via p1
          bob -> alice 200 sdp via p1
          alice -> bob ACK via p1
          bob -> p1 200 again +500ms
          bob -> p1 200 again +1s
          bob -> p1 200 again +2s`,
        says: /lost behind the point of capture/,
      },
      {
        shows: 'an ACK that goes past a proxy, as it may, and is lost',
        flow: `proxy p1
          alice -> bob INVITE sdp via p1
          bob -> alice 200 sdp via p1
          alice -> bob ACK
          bob -> p1 200 again +500ms
          bob -> p1 200 again +1s
          bob -> p1 200 again +2s`,
        says: /lost behind the point of capture/,
      },
      {
        shows: 'a log without a clock',
        flow: `clock none\n${UNHEARD}\n${REPEATS}`,
        says: /sent its 200 11 times, because no ACK reached it/,
      },
      {
        shows: 'the ACK comes after four copies',
        flow: `${UNHEARD}
          bob -> alice 200 again +500ms
          bob -> alice 200 again +1s
          bob -> alice 200 again +2s
          ${WELL}`,
        finding: {
          severity: 'warning',
          title: 'ACK came late',
          nextStep: 'Look for loss or delay between both sides.',
        },
        says: /sent its 200 4 times before an ACK ended that, 3\.51 s after the first/,
      },
    ],
    near: [
      {
        trap: 'the repeats end after one or two although no ACK is in the trace: it took another way',
        flow: `${UNHEARD}
          bob -> alice 200 again +500ms
          bob -> alice 200 again +1s
          … 30s
          alice -> bob BYE
          bob -> alice 200`,
        atMost: 'info',
      },
      {
        trap: 'an ACK comes after one or two repeats',
        flow: `${UNHEARD}\nbob -> alice 200 again +500ms\nbob -> alice 200 again +1s\n${WELL}`,
        atMost: 'info',
      },
      {
        trap: 'the ACK has another branch than the INVITE: it always has',
        flow: `alice -> bob INVITE sdp\nalice -> bob INVITE again +500ms\nbob -> alice 200 sdp\n${WELL}`,
      },
      {
        trap: 'the ACK is addressed wrongly: that is a finding of its own',
        flow: `${UNHEARD}\nalice -> carol ACK to bob\n${REPEATS}\n${GIVES_UP}`.replace('ACK to bob', 'ACK to carol'),
      },
    ],
  },
  {
    rule: 'T05',
    fires: [
      {
        shows: 'BYE 32 s after the first 200',
        flow: `${UNHEARD}\n${REPEATS}\n${GIVES_UP}`,
        finding: { headline: true, confidence: 'likely' },
        says: /Bob .* ended the call 32\.0 s after answering, because its 200 OK \(sent 11 times\)/,
      },
      {
        shows: 'BYE that says so, with a short T1',
        flow: `${UNHEARD}
          bob -> alice 200 again +200ms
          bob -> alice 200 again +400ms
          bob -> alice 200 again +800ms
          bob -> alice BYE +9s
            Reason: SIP;cause=200;text="ACK timeout"
          alice -> bob 200`,
        finding: { confidence: 'certain' },
      },
      {
        shows: 'BYE that says 408',
        flow: `${UNHEARD}
          bob -> alice 200 again +500ms
          bob -> alice 200 again +1s
          bob -> alice 200 again +2s
          bob -> alice BYE +4s
            Reason: SIP;cause=408;text="Request Timeout"
          alice -> bob 200`,
        finding: { confidence: 'certain' },
      },
      {
        shows: 'BYE that says so, in a log without a clock',
        flow: `clock none
          ${UNHEARD}
          ${REPEATS}
          bob -> alice BYE
            Reason: SIP;cause=200;text="ACK timeout"
          alice -> bob 200`,
        says: /^Dropped after the answer: no ACK\. Bob .* ended the call, because its 200 OK/,
      },
      {
        shows: 'a T1 of 200 ms: BYE after 12.8 s',
        flow: `${UNHEARD}
          bob -> alice 200 again +200ms
          bob -> alice 200 again +400ms
          bob -> alice 200 again +800ms
          bob -> alice 200 again +1600ms
          bob -> alice 200 again +3200ms
          bob -> alice 200 again +4s
          bob -> alice BYE +2600ms
          alice -> bob 200`,
        finding: { confidence: 'likely' },
        says: /ended the call 12\.8 s after answering/,
      },
      {
        shows: 'the capture missed the first repeat',
        flow: `${UNHEARD}\nbob x> alice 200 again +500ms\n${REPEATS.split('\n').slice(1).join('\n')}\n${GIVES_UP}`,
        says: /ended the call 32\.0 s after answering/,
      },
    ],
    near: [
      {
        trap: 'the 2xx was acknowledged, and somebody hung up after about 32 seconds',
        flow: `${UNHEARD}
          bob -> alice 200 again +500ms
          alice -> bob ACK
          … 31s
          bob -> alice BYE
          alice -> bob 200`,
      },
      {
        trap: 'the 2xx was acknowledged, and somebody hung up after about 32 seconds',
        flow: `${UNHEARD}
          ${REPEATS.split('\n').slice(0, 7).join('\n')}
          alice -> bob ACK +500ms
          bob -> alice BYE +8s
          alice -> bob 200`,
      },
      {
        trap: 'the 2xx was acknowledged, and somebody hung up after about 32 seconds',
        flow: `${UNHEARD}
          bob -> alice 200 again +500ms
          bob -> alice 200 again +1s
          alice x> bob ACK
          … 30s
          bob -> alice BYE
            Reason: SIP;cause=200;text="Normal clearing"
          alice -> bob 200`,
      },
      {
        trap: 'the BYE comes from the other side',
        flow: `${UNHEARD}\n${REPEATS}\nalice -> bob BYE +500ms\nbob -> alice 200`,
      },
    ],
  },
  {
    rule: 'T06',
    fires: [
      {
        shows: 'a Request-URI that is not the Contact',
        flow: `${UNHEARD}\nalice -> bob ACK to carol\n${REPEATS}\n${GIVES_UP}`,
        finding: { headline: true, confidence: 'certain' },
        says: /addressed to 192\.0\.2\.12:5060 instead of 192\.0\.2\.11:5060/,
      },
      {
        shows: 'the Route that the 200 asks for is skipped',
        flow: `proxy p1 record-route
          alice -> bob INVITE sdp via p1
          bob -> alice 200 sdp via p1
          alice -> bob ACK
            Route:
          ${REPEATS.replaceAll('bob -> alice', 'bob -> p1')}`,
        says: /without the Route to 192\.0\.2\.10/,
      },
      {
        shows: 'the Route is there, but the ACK goes past it',
        flow: `proxy p1 record-route
          alice -> bob INVITE sdp via p1
          bob -> alice 200 sdp via p1
          alice -> bob ACK
          ${REPEATS.replaceAll('bob -> alice', 'bob -> p1')}`,
        says: /to 192\.0\.2\.12 instead of its first Route 192\.0\.2\.10/,
      },
      {
        shows: 'the ACK goes where the INVITE went, as if there were no Contact',
        flow: `proxy p1 record-route
          alice -> bob INVITE sdp via p1
          bob -> alice 200 sdp via p1
          alice -> p1 ACK uri sip:bob@192.0.2.10
            Route:
          ${REPEATS.replaceAll('bob -> alice', 'bob -> p1')}`,
        finding: { confidence: 'certain' },
        says: /addressed to 192\.0\.2\.10 instead of 192\.0\.2\.12:5060/,
      },
      {
        shows: 'the port of the Contact is left out',
        flow: `bob = 192.0.2.11:5062\n${UNHEARD}\nalice -> bob ACK uri sip:bob@192.0.2.11\n${REPEATS}`,
        says: /addressed to 192\.0\.2\.11 instead of 192\.0\.2\.11:5062/,
      },
      {
        shows: 'the Contact is a name, the ACK goes to an address that nobody else uses',
        flow: `${UNHEARD}
            Contact: <sip:bob@phone.example.com>
          alice -> bob ACK to carol
          ${REPEATS}`,
        finding: { confidence: 'likely' },
        says: /addressed to 192\.0\.2\.12:5060 instead of phone\.example\.com/,
      },
      {
        shows: 'the ACK follows a private Contact out of the public network',
        flow: `inside = 10.0.0.5
          ${UNHEARD}
            Contact: <sip:bob@10.0.0.5:5060>
          alice -> inside ACK
            To: "Bob" <sip:bob@example.com>;tag=bob-tag-1
          ${REPEATS}`,
        finding: { confidence: 'certain' },
        says: /to 10\.0\.0\.5, a private address, while the call runs between public ones/,
      },
      {
        shows: 'the 200 has no Contact at all',
        flow: `inside = 10.0.0.5
          ${UNHEARD}
            Contact:
          alice -> inside ACK
            To: "Bob" <sip:bob@example.com>;tag=bob-tag-1
          ${REPEATS}`,
        says: /to 10\.0\.0\.5, a private address/,
      },
      {
        shows: 'a strict router is skipped',
        flow: `proxy p1
          alice -> bob INVITE sdp via p1
          bob -> p1 200 sdp
            Record-Route: <sip:192.0.2.10>
          p1 -> alice 200
          alice -> bob ACK uri sip:192.0.2.10
            Route: <sip:bob@192.0.2.12:5060>
          ${REPEATS.replaceAll('bob -> alice', 'bob -> p1')}`,
        says: /to 192\.0\.2\.12 instead of its first Route 192\.0\.2\.10/,
      },
      {
        shows: 'the ACK goes to the host of a Route instead of its maddr',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          bob -> p1 200 sdp
            Record-Route: <sip:192.0.2.12;lr;maddr=192.0.2.10>
          p1 -> alice 200
          alice -> bob ACK
            Route: <sip:192.0.2.12;lr;maddr=192.0.2.10>
          ${REPEATS.replaceAll('bob -> alice', 'bob -> p1')}`,
        says: /to 192\.0\.2\.12 instead of its first Route 192\.0\.2\.10/,
      },
    ],
    near: [
      {
        trap: 'only one copy of the 2xx follows: it crossed the ACK',
        flow: `${UNHEARD}\nalice -> bob ACK to carol\nbob -> alice 200 again +500ms\n${WELL}`,
      },
      {
        trap: 'a proxy rewrote the ACK: only the copy that its own user agent sent is judged',
        flow: `proxy p1 record-route
          alice -> bob INVITE sdp via p1
          bob -> alice 200 sdp via p1
          alice -> bob ACK via p1
          ${REPEATS.replaceAll('bob -> alice', 'bob -> p1')}`,
      },
      {
        trap: 'a proxy rewrote the ACK: only the copy that its own user agent sent is judged',
        flow: `proxy p1 record-route
          alice x> p1 INVITE sdp to bob
          p1 -> bob INVITE
          bob -> p1 200 sdp
          p1 x> alice 200
          alice x> p1 ACK
          p1 -> bob ACK
          ${REPEATS.replaceAll('bob -> alice', 'bob -> p1')}`,
      },
      {
        trap: 'a proxy rewrote the ACK: only the copy that its own user agent sent is judged',
        flow: `proxy sbc
          alice -> sbc INVITE sdp to bob
          sbc -> bob INVITE
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-inner
          bob -> sbc 200 sdp
          sbc -> alice 200
            Via: SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bK-1-1
            Contact: <sip:bob@192.0.2.10:5060>
          alice -> sbc ACK uri sip:bob@192.0.2.10:5060
          sbc -> bob ACK uri sip:bob@192.0.2.12:5060
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-inner-2
          ${REPEATS.replaceAll('bob -> alice', 'bob -> sbc')}`,
      },
      {
        trap: 'the Contact names no port: that means 5060, or 5061 for TLS',
        flow: `alice = 192.168.1.10
          bob = 192.168.1.11
          alice -> bob INVITE sdp
          bob -> alice 200 sdp
            Contact: <sip:bob@192.168.1.11>
          alice -> bob ACK
          ${REPEATS}`,
      },
      {
        trap: 'the Contact names no port: that means 5060, or 5061 for TLS',
        flow: `alice -> bob INVITE sdp
          bob -> alice 200 sdp
            Contact: <sip:bob@192.0.2.11>
          alice -> bob ACK
          ${REPEATS}`,
      },
      {
        trap: 'the Contact is a name that resolves to where the ACK went',
        flow: `alice -> bob INVITE sdp
          bob -> alice 200 sdp
            Contact: <sip:bob@phone.example.com>
          alice -> bob ACK
          ${REPEATS}`,
      },
      {
        trap: 'the Contact is a name that resolves to where the ACK went',
        flow: `alice -> bob INVITE sdp
          bob -> alice 200 sdp
            Contact: <sip:bob@phone.example.com>
            Record-Route: <sip:edge.example.com;lr>
          alice -> bob ACK uri sip:bob@phone.example.com
            Route: <sip:edge.example.com;lr>
          ${REPEATS}`,
      },
      {
        trap: 'the first Route is a strict router: its URI is the Request-URI, and the Contact the last Route',
        flow: `proxy p1
          alice -> bob INVITE sdp via p1
          bob -> p1 200 sdp
            Record-Route: <sip:192.0.2.10>
          p1 -> alice 200
          alice -> p1 ACK uri sip:192.0.2.10
            Route: <sip:bob@192.0.2.12:5060>
          ${REPEATS.replaceAll('bob -> alice', 'bob -> p1')}`,
      },
      {
        trap: 'the same IPv6 address is written in another way',
        flow: `alice = [2001:db8::10]
          bob = [2001:db8::1]
          alice -> bob INVITE sdp
          bob -> alice 200 sdp
            Contact: <sip:bob@[2001:DB8:0:0::1]>
          alice -> bob ACK uri sip:bob@[2001:db8::1]
          ${REPEATS}`,
      },
      {
        trap: 'the same IPv6 address is written in another way',
        flow: `p1 = [2001:db8::2]
          proxy p1
          alice = [2001:db8::10]
          bob = [2001:db8::1]
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          bob -> p1 200 sdp
            Record-Route: <sip:[2001:DB8:0:0::2];lr>
          p1 -> alice 200
          alice -> p1 ACK to bob
            Route: <sip:[2001:DB8:0:0::2];lr>
          ${REPEATS.replaceAll('bob -> alice', 'bob -> p1')}`,
      },
      {
        trap: 'the Contact is a name that resolves to where the ACK went',
        flow: `alice = [2001:db8::10]
          bob = [2001:db8::1]
          alice -> bob INVITE sdp
          bob -> alice 200 sdp
            Contact: <sip:bob@phone.example.com>
          alice -> bob ACK uri sip:bob@[2001:DB8:0:0::1]
          ${REPEATS}`,
      },
      {
        trap: 'the Route names in maddr where it leads',
        flow: `proxy p1
          alice -> p1 INVITE sdp to bob
          p1 -> bob INVITE
          bob -> p1 200 sdp
            Record-Route: <sip:192.0.2.50;lr;maddr=192.0.2.10>
          p1 -> alice 200
          alice -> p1 ACK to bob
            Route: <sip:192.0.2.50;lr;maddr=192.0.2.10>
          ${REPEATS.replaceAll('bob -> alice', 'bob -> p1')}`,
      },
    ],
  },
];
